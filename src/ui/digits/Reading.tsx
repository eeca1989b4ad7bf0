/** What the models make of a digit along the scan: KL as heat on it, and the posterior of one z as a strip. */
import { useMemo, useRef } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { DigitReading, PictureSummary } from '../../protocol.ts';
import { digitReadingText } from '../../text/en/digitReading.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { referenceDensity } from '../densityImage.ts';
import { decimals, shortNumber, wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { PenSlider } from '../pen/PenSlider.tsx';
import { Rich } from '../Rich.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { StripCanvas } from '../StripCanvas.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { fullHeat, heatOf } from './heat.ts';
import { PixelSheet } from './PixelSheet.tsx';

interface Props {
  readonly pictures: PictureSummary;
  readonly models: readonly ModelSpec[];
}

export function Reading({ pictures, models }: Props) {
  const reading = usePlayground((state) => state.digits.reading);
  const chosen = usePlayground((state) => state.digits.chosen);
  const dimension = usePlayground((state) => state.digits.dimension);
  const summaries = usePlayground((state) => state.summaries);
  const { readDigit } = useActions();
  const text = digitReadingText();
  const figure = useRef<HTMLElement>(null);
  const dimensions = Math.max(0, ...summaries.map(({ latentDimensions }) => latentDimensions));
  const shown = models.filter((model) => reading?.models.some(({ id }) => id === model.id));
  return (
    <section className="digits-part" aria-labelledby="reading-title">
      <div className="figure-head">
        <h3 className="panel-title" id="reading-title">
          {text.title}
        </h3>
        {reading !== null && <SaveButtons name="digit-kl" figure={figure} />}
      </div>
      {reading === null ? (
        <p className="quiet">{text.nothing}</p>
      ) : shown.length === 0 ? (
        <p className="quiet">{text.noLatent}</p>
      ) : (
        <>
          <figure ref={figure} aria-label={text.figure}>
            <Heat reading={reading} pictures={pictures} models={shown} />
            <Strips reading={reading} pictures={pictures} models={shown} />
          </figure>
          {dimensions > 1 && (
            <div className="pen-controls">
              <PenSlider
                label={text.dimension}
                value={Math.min(dimension, dimensions - 1) + 1}
                range={[1, dimensions]}
                step={1}
                shown={text.of(Math.min(dimension, dimensions - 1) + 1, dimensions)}
                set={(next) => readDigit({ dimension: next - 1 })}
              />
            </div>
          )}
          <p className="digits-words quiet" role="status" data-testid="reading-words">
            {text.made({
              completion: chosen + 1,
              step: wholeNumber(reading.step),
              pasts: reading.pasts,
              psis: reading.psis,
            })}
          </p>
        </>
      )}
    </section>
  );
}

interface PartProps extends Props {
  readonly reading: DigitReading;
}

function Heat({ reading, pictures, models }: PartProps) {
  const answer = usePlayground((state) => state.digits.answer);
  const chosen = usePlayground((state) => state.digits.chosen);
  const text = digitReadingText();
  const full = fullHeat(reading.models.map(({ kl }) => kl));
  return (
    <>
      <div className="digits-heats">
        {models.map((model) => {
          const { kl } = reading.models.find(({ id }) => id === model.id)!;
          const of = answer?.models.find(({ id }) => id === model.id)?.pictures ?? [];
          const pixels = of[chosen] ?? of[0];
          if (pixels === undefined) return null;
          const total = kl.reduce((sum, value) => sum + value, 0);
          return (
            <div key={model.id} className="digits-heat" data-heat={model.id}>
              <h4 style={{ color: modelTextColour(model.slot) }}>
                {shortName(model)} <small>{text.total(decimals(total, 2))}</small>
              </h4>
              <HeatPicture
                label={text.heat(shortName(model), pictures.unit)}
                kl={kl}
                pixels={pixels}
                side={pictures.side}
                full={full}
                colour={modelColour(model.slot)}
              />
            </div>
          );
        })}
      </div>
      <p className="setting-note">{text.colour(pictures.unit, shortNumber(full))}</p>
    </>
  );
}

interface HeatPictureProps {
  readonly label: string;
  readonly kl: Float32Array;
  readonly pixels: Uint8Array;
  readonly side: number;
  readonly full: number;
  readonly colour: string;
}

function HeatPicture({ label, kl, pixels, side, full, colour }: HeatPictureProps) {
  const tiles = useMemo(
    () => [{ pixels, heat: heatOf(kl, pixels.length, full) }],
    [kl, pixels, full],
  );
  return <PixelSheet label={label} side={side} tiles={tiles} columns={1} colour={colour} />;
}

function Strips({ reading, pictures, models }: PartProps) {
  const { axis } = reading;
  const steps = reading.models[0]?.kl.length ?? 0;
  const reference = useMemo(
    () =>
      referenceDensity(
        reading.models.map(({ density }) => density),
        axis.count,
        steps,
      ),
    [reading, axis, steps],
  );
  return (
    <>
      <p className="panel-title digits-strip-title">
        <Rich
          text={digitReadingText().strips(pictures.unit)}
          parts={{
            z: (
              <span className="symbol">
                z<sub>{reading.dimension + 1}</sub>
              </span>
            ),
          }}
        />
      </p>
      <div className="strips">
        {models.map((model) => (
          <StripRow
            key={model.id}
            model={model}
            reading={reading}
            steps={steps}
            reference={reference}
          />
        ))}
      </div>
    </>
  );
}

interface StripRowProps {
  readonly model: ModelSpec;
  readonly reading: DigitReading;
  readonly steps: number;
  readonly reference: number;
}

function StripRow({ model, reading, steps, reference }: StripRowProps) {
  const text = digitReadingText();
  const { axis } = reading;
  const { density } = reading.models.find(({ id }) => id === model.id)!;
  return (
    <>
      <div className="strip-label" style={{ color: modelTextColour(model.slot) }}>
        {shortName(model)} <small>{text.posterior}</small>
      </div>
      <div className="strip-axis">
        <span style={{ top: '8%' }}>{shortNumber(axis.high)}</span>
        <span style={{ top: '92%' }}>{shortNumber(axis.low)}</span>
      </div>
      <StripCanvas
        name={text.strip(shortName(model))}
        colour={modelColour(model.slot)}
        density={density}
        axis={axis}
        shownAxis={axis}
        steps={steps}
        length={steps}
        reference={reference}
        strip={`digit-${model.id}`}
      />
    </>
  );
}
