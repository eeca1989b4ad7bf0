/** Lines the models write from nothing, beside real ones they have not seen. */
import { useMemo, useRef } from 'react';
import type { PadSummary } from '../../protocol.ts';
import { penSamplesText } from '../../text/en/penSamples.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { decimals, wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { ReadIt } from '../ReadIt.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { useModels } from '../useModels.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { linePath, strokesPath } from './inkPath.ts';
import { Temperatures } from './PenControls.tsx';
import { type Box, boundsOf, commonBox } from './padView.ts';

/** Lines of each. */
const LINES = 4;

interface Column {
  readonly name: string;
  readonly colour: string;
  readonly textColour: string;
  readonly lines: readonly { readonly path: string; readonly bounds: Box | null }[];
}

export default function SamplesView() {
  const pad = usePlayground((state) => state.data?.pad ?? null);
  const models = useModels();
  const { samples, samplesSeed } = usePlayground((state) => state.pen);
  const { sampleAgain } = useActions();
  const text = penSamplesText();
  const figure = useRef<HTMLElement>(null);
  const real = useMemo(
    () => pad && realColumn(pad, samplesSeed, text.real),
    [pad, samplesSeed, text],
  );
  const written = useMemo(
    () =>
      models.map((model): Column => {
        const found = samples?.models.find(({ id }) => id === model.id);
        return {
          name: shortName(model),
          colour: modelColour(model.slot),
          textColour: modelTextColour(model.slot),
          lines: (found?.lines ?? []).map((line) => ({
            path: linePath(line),
            bounds: boundsOf([line]),
          })),
        };
      }),
    [models, samples],
  );
  if (real === null) return null;
  const columns = [real, ...written];
  const box = commonBox(real.lines.flatMap(({ bounds }) => bounds ?? []));
  return (
    <>
      <figure ref={figure} aria-label={text.figure}>
        <div className="figure-head">
          <figcaption className="panel-title">{text.title}</figcaption>
          <SaveButtons name="samples" figure={figure} />
        </div>
        <div className="samples" style={{ '--columns': columns.length }}>
          {columns.map(({ name, colour, textColour, lines }) => (
            <div key={name} className="samples-column">
              <h3 style={{ color: textColour }}>{name}</h3>
              {Array.from({ length: LINES }, (_, n) => (
                <Line
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                  key={n}
                  label={text.line(name, n + 1)}
                  colour={colour}
                  common={box}
                  line={lines[n] ?? null}
                />
              ))}
            </div>
          ))}
        </div>
      </figure>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={sampleAgain}>
          {text.again}
        </button>
      </div>
      <p className="pen-words quiet" role="status">
        {samples === null
          ? text.waiting
          : text.made({
              count: samples.request.count,
              steps: samples.request.steps,
              step: wholeNumber(samples.step),
              pen: decimals(samples.request.temperatures.pen, 2),
              z: decimals(samples.request.temperatures.z, 2),
              first: samples.request.seed,
            })}
      </p>
      <div className="pen-controls">
        <Temperatures />
      </div>
      <ReadIt text={text.readIt} />
    </>
  );
}

function realColumn(pad: PadSummary, seed: number, name: string): Column {
  const { examples } = pad;
  const lines = Array.from({ length: Math.min(LINES, examples.length) }, (_, n) => {
    const strokes = examples[(seed - 1 + n) % examples.length]!;
    const points = strokes.map(({ x, y }) =>
      Float32Array.from(x.flatMap((value, i) => [value, y[i]!, 0])),
    );
    return { path: strokesPath(strokes), bounds: boundsOf(points) };
  });
  return { name, colour: 'var(--ink)', textColour: 'var(--ink)', lines };
}

interface LineProps {
  readonly label: string;
  readonly colour: string;
  /** What the real lines need: a line is drawn smaller only where it needs more. */
  readonly common: Box;
  readonly line: { readonly path: string; readonly bounds: Box | null } | null;
}

function Line({ label, colour, common, line }: LineProps) {
  const bounds = line?.bounds ?? common;
  const scale = Math.max(1, bounds.width / common.width, bounds.height / common.height);
  const [width, height] = [common.width * scale, common.height * scale];
  const left = bounds.left;
  const top = bounds.top + (bounds.height - height) / 2;
  return (
    <div className="sample">
      <svg
        role="img"
        aria-label={label}
        viewBox={`${left} ${top} ${width} ${height}`}
        preserveAspectRatio="xMinYMid meet"
      >
        <path className="pen-line" d={line?.path ?? ''} stroke={colour} />
      </svg>
    </div>
  );
}
