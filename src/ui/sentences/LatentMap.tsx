/** A map of held-out sentences for each model, a cloud of draws of z each, coloured by a factor of the reader's choice. */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { LookedModel, SentenceLook, SentenceSummary } from '../../protocol.ts';
import { latentMapText } from '../../text/en/latentMap.ts';
import { modelTextColour } from '../colours.ts';
import { decimals, shortNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { ReadIt } from '../ReadIt.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { SheetButton } from '../SheetButton.tsx';
import { useColourScheme } from '../useColourScheme.ts';
import { takeTurn } from '../useInTurn.ts';
import { usePlayground } from '../usePlayground.ts';
import { useSize } from '../useSize.ts';
import { subscript } from '../WatchControls.tsx';
import { factorName } from './factorWords.ts';
import { paintMap, valueColour } from './mapPicture.ts';
import {
  type Colouring,
  colouringBy,
  LENGTH,
  type MapAxes,
  nearestSentence,
  projected,
  reachOf,
} from './mapPoints.ts';
import { mapSheet } from './mapSheet.ts';

interface Props {
  readonly look: SentenceLook;
  readonly models: readonly ModelSpec[];
}

export function LatentMap({ look, models }: Props) {
  const data = usePlayground((state) => state.data?.sentences ?? null);
  return data === null ? null : <Maps look={look} models={models} data={data} />;
}

function Maps({ look, models, data }: Props & { readonly data: SentenceSummary }) {
  const text = latentMapText();
  const figure = useRef<HTMLElement>(null);
  const [factor, setFactor] = useState(data.factors[0]?.name ?? LENGTH);
  const [axes, setAxes] = useState<MapAxes>({ kind: 'principal' });
  const [only, setOnly] = useState<number | null>(null);
  const [sentence, setSentence] = useState<number | null>(null);
  const colouring = useMemo(() => colouringBy(data, factor), [data, factor]);
  const shown = useMemo(
    () =>
      models.flatMap((model) => {
        const found = look.models.find(({ id }) => id === model.id);
        return found === undefined ? [] : [{ model, found, points: projected(found, axes) }];
      }),
    [models, look, axes],
  );
  const reach = useMemo(() => reachOf(shown.map(({ points }) => points)), [shown]);
  const dimensions = Math.max(...shown.map(({ found }) => found.dimensions));
  const example = sentence === null ? undefined : data.examples[sentence];
  return (
    <figure ref={figure} className="maps" aria-label={text.figure}>
      <div className="figure-head">
        <h4>{text.title(look.draws)}</h4>
        <span className="save">
          <SheetButton
            name="sentence-map"
            sheet={() => mapSheet(shown, look.draws, data.examples, colouring)}
          />
          <SaveButtons name="sentence-map" figure={figure} />
        </span>
      </div>
      <div className="map-choices" data-no-picture>
        <label>
          <span>{text.colour}</span>{' '}
          <select
            className="field"
            value={factor}
            onChange={(event) => {
              setFactor(event.target.value);
              setOnly(null);
            }}
          >
            {data.factors.map(({ name }) => (
              <option key={name} value={name}>
                {factorName(name)}
              </option>
            ))}
            <option value={LENGTH}>{text.byLength}</option>
          </select>
        </label>
        <AxesChoice axes={axes} dimensions={dimensions} set={setAxes} />
      </div>
      <div className="map-legend">
        {colouring.values.map((value, i) => (
          <button
            key={value}
            type="button"
            className="map-value"
            aria-pressed={only === i}
            title={only === i ? text.showAll : text.showAlone(value)}
            onClick={() => setOnly(only === i ? null : i)}
          >
            <span style={{ background: valueColour(i) }} aria-hidden="true" />
            {value}
          </button>
        ))}
      </div>
      <div className="map-row">
        {shown.map(({ model, found, points }) => (
          <CloudMap
            key={model.id}
            model={model}
            found={found}
            points={points}
            reach={reach}
            axes={axes}
            draws={look.draws}
            sentences={look.sentences}
            colouring={colouring}
            only={only}
            sentence={sentence}
            setSentence={setSentence}
          />
        ))}
      </div>
      <p className="reading" aria-live="polite" data-no-picture data-testid="map-reading">
        {example === undefined
          ? text.point
          : text.sentence(sentence! + 1, example.text, colouring.values[colouring.of[sentence!]!]!)}
      </p>
      <ReadIt text={text.readIt} noPicture />
    </figure>
  );
}

interface AxesProps {
  readonly axes: MapAxes;
  readonly dimensions: number;
  readonly set: (axes: MapAxes) => void;
}

function AxesChoice({ axes, dimensions, set }: AxesProps) {
  const text = latentMapText();
  const all = Array.from({ length: dimensions }, (_, d) => d);
  const chosen = axes.kind === 'dimensions' ? axes : { across: 0, up: Math.min(1, dimensions - 1) };
  return (
    <>
      <label>
        <span>{text.axes}</span>{' '}
        <select
          className="field"
          value={axes.kind}
          onChange={(event) =>
            set(
              event.target.value === 'principal'
                ? { kind: 'principal' }
                : { kind: 'dimensions', ...chosen },
            )
          }
        >
          <option value="principal">{text.principal}</option>
          <option value="dimensions">{text.dimensions}</option>
        </select>
      </label>
      {axes.kind === 'dimensions' &&
        (['across', 'up'] as const).map((key) => (
          <label key={key}>
            <span>{text[key]}</span>{' '}
            <select
              className="field"
              value={axes[key]}
              onChange={(event) => set({ ...axes, [key]: Number(event.target.value) })}
            >
              {all.map((d) => (
                <option key={d} value={d}>
                  z{subscript(d + 1)}
                </option>
              ))}
            </select>
          </label>
        ))}
    </>
  );
}

interface MapProps {
  readonly model: ModelSpec;
  readonly found: LookedModel;
  readonly points: Float32Array;
  readonly reach: number;
  readonly axes: MapAxes;
  readonly draws: number;
  readonly sentences: number;
  readonly colouring: Colouring;
  readonly only: number | null;
  readonly sentence: number | null;
  readonly setSentence: (sentence: number | null) => void;
}

/** A draw this near to the pointer, in pixels, is meant. */
const NEAR_PX = 12;

function CloudMap({ model, found, points, sentence, setSentence, ...picture }: MapProps) {
  const text = latentMapText();
  const { reach, axes, draws, sentences, colouring, only } = picture;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [side] = useSize(box);
  const scheme = useColourScheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours CSS resolves to
  useEffect(() => {
    const element = canvas.current;
    if (element === null || side === 0) return;
    return takeTurn(() =>
      paintMap(element, side, { points, draws, reach, colouring, only, sentence }),
    );
  }, [points, draws, reach, colouring, only, sentence, side, scheme]);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const at = (pixels: number) => ((2 * pixels) / width - 1) * reach;
    const place = [at(event.clientX - left), -at(event.clientY - top)] as const;
    setSentence(nearestSentence(points, draws, place, (2 * NEAR_PX * reach) / width));
  };
  const onKey = (event: KeyboardEvent) => {
    const from = sentence ?? -1;
    const targets: Readonly<Record<string, number | null>> = {
      ArrowRight: (from + 1) % sentences,
      ArrowLeft: (Math.max(0, from) + sentences - 1) % sentences,
      Home: 0,
      End: sentences - 1,
      Escape: null,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setSentence(target);
  };
  return (
    <div className="map" data-map={model.id}>
      <h4 style={{ color: modelTextColour(model.slot) }}>{shortName(model)}</h4>
      <div
        ref={box}
        className="map-box"
        role="application"
        aria-label={text.map(shortName(model))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move along its sentences
        tabIndex={0}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => setSentence(null)}
        onKeyDown={onKey}
      >
        <canvas ref={canvas} role="img" aria-label={text.draws(shortName(model), sentences)} />
      </div>
      <p className="setting-note">{axesWords(found, axes, reach)}</p>
    </div>
  );
}

function axesWords({ plane, dimensions }: LookedModel, axes: MapAxes, reach: number): string {
  const text = latentMapText();
  const [low, high] = [`−${shortNumber(reach)}`, shortNumber(reach)];
  if (axes.kind === 'dimensions') {
    const of = (d: number) => `z${subscript(Math.min(d, dimensions - 1) + 1)}`;
    return text.ofDimensions(of(axes.across), of(axes.up), low, high);
  }
  const shares = plane.shares.map((share) => `${decimals(100 * share, 0)} %`);
  return text.ofVariance(shares, low, high);
}
