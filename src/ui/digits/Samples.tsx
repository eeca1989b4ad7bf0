/** Digits the models draw from nothing, beside real ones they have not seen. */
import { useMemo, useRef } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { PictureSummary } from '../../protocol.ts';
import { digitSamplesText } from '../../text/en/digitSamples.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { ReadIt } from '../ReadIt.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { PixelSheet } from './PixelSheet.tsx';

interface Props {
  readonly pictures: PictureSummary;
  readonly models: readonly ModelSpec[];
}

const SHOWN = 16;
const COLUMNS = 4;

export function Samples({ pictures, models }: Props) {
  const samples = usePlayground((state) => state.digits.samples);
  const { otherSamples } = useActions();
  const text = digitSamplesText();
  const figure = useRef<HTMLElement>(null);
  const real = useMemo(
    () => pictures.examples.slice(0, SHOWN).map((pixels) => ({ pixels })),
    [pictures],
  );
  return (
    <section className="digits-part" aria-labelledby="samples-title">
      <figure ref={figure} aria-label={text.figure}>
        <div className="figure-head">
          <h3 className="panel-title" id="samples-title">
            {pictures.synthetic ? text.titleSynthetic : text.title}
          </h3>
          <SaveButtons name="digits" figure={figure} />
        </div>
        <div className="digits-sheets">
          <div className="digits-sheet">
            <h4>{pictures.synthetic ? text.dataSynthetic : text.data}</h4>
            <PixelSheet
              label={text.heldOut(real.length)}
              side={pictures.side}
              tiles={real}
              columns={COLUMNS}
              colour="var(--ink)"
            />
          </div>
          {models.map((model) => (
            <ModelSheet key={model.id} model={model} side={pictures.side} />
          ))}
        </div>
      </figure>
      <div className="pen-buttons">
        <button type="button" className="button" disabled={samples === null} onClick={otherSamples}>
          {text.others}
        </button>
      </div>
      <p className="digits-words quiet" role="status">
        {samples === null
          ? text.waiting
          : text.made({
              count: samples.request.count,
              step: wholeNumber(samples.step),
              seed: samples.request.seed,
            })}
      </p>
      <ReadIt text={text.readIt} />
    </section>
  );
}

const NO_PICTURES: readonly Uint8Array[] = [];

function ModelSheet({ model, side }: { readonly model: ModelSpec; readonly side: number }) {
  const samples = usePlayground((state) => state.digits.samples);
  const found = samples?.models.find(({ id }) => id === model.id)?.pictures ?? NO_PICTURES;
  const tiles = useMemo(
    () => found.map((pixels) => ({ pixels, missing: new Uint8Array(pixels).fill(1) })),
    [found],
  );
  return (
    <div className="digits-sheet" data-model={model.id}>
      <h4 style={{ color: modelTextColour(model.slot) }}>{shortName(model)}</h4>
      <PixelSheet
        label={digitSamplesText().ofModel(tiles.length, shortName(model))}
        side={side}
        tiles={tiles}
        columns={COLUMNS}
        colour={modelColour(model.slot)}
        holes="plain"
      />
    </div>
  );
}
