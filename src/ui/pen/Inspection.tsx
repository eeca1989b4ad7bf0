/** Step through the ink: what each model believes at one step of it, and the KL along it. */

import { useMemo } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import { hasLatent } from '../../config/systems.ts';
import { axisValues } from '../../posterior/axis.ts';
import { inspectionText } from '../../text/en/inspection.ts';
import { curvesSummary, densitiesSummary } from '../chartSummary.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { decimals, shortNumber, wholeNumber } from '../format.ts';
import { LinePlot, type Series } from '../LinePlot.tsx';
import { shortName } from '../modelNames.ts';
import { Rich } from '../Rich.tsx';
import { Segments } from '../Segments.tsx';
import { SheetButton } from '../SheetButton.tsx';
import { seriesSheet } from '../sheets.ts';
import { ticksBetween } from '../ticks.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { PenSlider } from './PenSlider.tsx';

interface Props {
  readonly models: readonly ModelSpec[];
  /** The model whose KL and heat map the pad shows; empty for all heat maps on plain ink. */
  readonly coloured: string;
  readonly setColoured: (id: string) => void;
}

export function Inspection({ models, coloured, setColoured }: Props) {
  const { inspected, answer } = usePlayground((state) => state.pen);
  const { inspect } = useActions();
  const text = inspectionText();
  const steps = Math.max(0, (answer?.seen.length ?? 0) / 3 - 1);
  return (
    <section className="inspection" aria-label={text.label}>
      <label>
        <input
          type="checkbox"
          checked={inspected !== null}
          onChange={(event) =>
            inspect(event.target.checked ? { at: Math.max(0, steps - 1), dimension: 0 } : null)
          }
        />{' '}
        {text.toggle}
      </label>
      {inspected !== null &&
        (steps === 0 ? (
          <p className="quiet">{text.noInk}</p>
        ) : (
          <Readings {...{ models, coloured, setColoured, steps, inspected }} />
        ))}
    </section>
  );
}

interface ReadingsProps extends Props {
  readonly steps: number;
  readonly inspected: { readonly at: number; readonly dimension: number };
}

function Readings({ models, coloured, setColoured, steps, inspected }: ReadingsProps) {
  const latents = usePlayground((state) => state.summaries);
  const { inspect } = useActions();
  const text = inspectionText();
  const dimensions = Math.max(0, ...latents.map(({ latentDimensions }) => latentDimensions));
  const at = Math.min(inspected.at, steps - 1);
  const none = { '': text.noModel };
  const names = Object.fromEntries(models.map((model) => [model.id, shortName(model)]));
  return (
    <>
      <div className="pen-controls">
        <PenSlider
          label={text.step}
          value={at + 1}
          range={[1, Math.max(2, steps)]}
          step={1}
          shown={text.of(at + 1, steps)}
          set={(step) => inspect({ ...inspected, at: Math.min(steps, step) - 1 })}
        />
        {dimensions > 1 && (
          <PenSlider
            label={text.dimension}
            value={Math.min(inspected.dimension, dimensions - 1) + 1}
            range={[1, dimensions]}
            step={1}
            shown={text.of(Math.min(inspected.dimension, dimensions - 1) + 1, dimensions)}
            set={(dimension) => inspect({ ...inspected, dimension: dimension - 1 })}
          />
        )}
        <span className="pen-choice">
          {text.onPad}
          <Segments
            legend={text.onPadLegend}
            name="pen-coloured"
            options={{ ...none, ...names } as Readonly<Record<string, string>>}
            value={coloured}
            set={setColoured}
          />
        </span>
      </div>
      <p className="quiet">{text.next}</p>
      <div className="pair">
        <LatentPlot models={models} />
        <KlPlot models={models} at={at} />
      </div>
    </>
  );
}

function LatentPlot({ models }: { readonly models: readonly ModelSpec[] }) {
  const point = usePlayground((state) => state.pen.point);
  const text = inspectionText();
  const series = useMemo(
    () =>
      models.flatMap((model): Series[] => {
        const found = point?.models.find(({ id }) => id === model.id);
        if (point === null || !found?.posterior || !found.prior) return [];
        const xs = axisValues(point.axis);
        const common = {
          xs,
          colour: modelColour(model.slot),
          textColour: modelTextColour(model.slot),
        };
        const name = shortName(model);
        return [
          {
            ...common,
            key: model.id,
            name,
            dash: null,
            width: 1.6,
            opacity: 1,
            fill: 0.14,
            ys: found.posterior,
          },
          {
            ...common,
            key: `${model.id} prior`,
            name: text.prior(name),
            dash: '2 3',
            width: 1.2,
            opacity: 0.8,
            fill: 0,
            ys: found.prior,
          },
        ];
      }),
    [models, point, text],
  );
  const [low, high] = [point?.axis.low ?? -1, point?.axis.high ?? 1];
  const top = Math.max(1e-9, ...series.flatMap(({ ys }) => Array.from(ys)));
  return (
    <figure aria-label={text.posterior}>
      <div className="figure-head">
        <figcaption className="panel-title">
          <Rich
            text={text.posteriorTitle((point?.at ?? 0) + 1)}
            parts={{
              z: (
                <span className="symbol">
                  z<sub>{(point?.dimension ?? 0) + 1}</sub>
                </span>
              ),
            }}
          />
        </figcaption>
        <SheetButton
          name="ink-posterior"
          sheet={() => seriesSheet(text.posteriorSheet, 'z', series)}
        />
      </div>
      <LinePlot
        label={text.posteriorPlot}
        summary={densitiesSummary(text.posteriorSummary((point?.at ?? 0) + 1), series)}
        height={160}
        x={{ range: [low, high], ticks: ticksBetween(low, high, 6), format: shortNumber }}
        y={{ range: [0, 1.04 * top], ticks: [], format: shortNumber }}
        across="z"
        series={series}
        stops={series[0]?.xs ?? []}
        reach={(high - low) / 50}
        read={(value) => decimals(value, 3)}
        hint={point === null ? text.posteriorHint : text.posteriorHintAt(wholeNumber(point.step))}
      />
    </figure>
  );
}

function KlPlot({ models, at }: { readonly models: readonly ModelSpec[]; readonly at: number }) {
  const along = usePlayground((state) => state.pen.along);
  const text = inspectionText();
  const series = useMemo(
    () =>
      models.flatMap((model): Series[] => {
        const found = along?.models.find(({ id }) => id === model.id);
        if (found === undefined || !hasLatent(model.system)) return [];
        return [
          {
            key: model.id,
            name: shortName(model),
            colour: modelColour(model.slot),
            textColour: modelTextColour(model.slot),
            dash: null,
            width: 1.6,
            opacity: 1,
            fill: 0,
            xs: Float32Array.from(found.kl, (_, t) => t + 1),
            ys: found.kl,
          },
        ];
      }),
    [models, along],
  );
  const steps = Math.max(2, ...series.map(({ xs }) => xs.length));
  const values = series.flatMap(({ ys }) => Array.from(ys)).filter(Number.isFinite);
  const top = Math.max(0.1, ...values);
  const low = Math.min(0, ...values);
  const mark: Series = {
    key: 'now',
    name: 'now',
    colour: 'var(--quiet)',
    textColour: 'var(--quiet)',
    dash: '3 3',
    width: 1,
    opacity: 1,
    fill: 0,
    silent: true,
    xs: [at + 1, at + 1],
    ys: [low, top],
  };
  return (
    <figure aria-label={text.kl}>
      <div className="figure-head">
        <figcaption className="panel-title">{text.klTitle}</figcaption>
        <SheetButton name="ink-kl" sheet={() => seriesSheet(text.klTitle, 'step', series)} />
      </div>
      <LinePlot
        label={text.klPlot}
        summary={curvesSummary(text.kl, series)}
        height={160}
        x={{ range: [1, steps], ticks: ticksBetween(1, steps, 6), format: wholeNumber }}
        y={{ range: [low, 1.04 * top], ticks: ticksBetween(low, top, 4), format: shortNumber }}
        across={text.across}
        series={[...series, mark]}
        stops={series[0]?.xs ?? []}
        reach={0.5}
        read={(value) => decimals(value, 2)}
        hint={text.klHint}
      />
    </figure>
  );
}
