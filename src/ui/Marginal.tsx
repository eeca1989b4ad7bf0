/** The density of one z at the marked step: each model's, its prior, and the exact one where it is known. */
import { memo, useMemo, useRef } from 'react';
import type { WatchReport } from '../protocol.ts';
import { marginalText } from '../text/en/marginal.ts';
import { About } from './About.tsx';
import { densitiesSummary } from './chartSummary.ts';
import { decimals, shortNumber } from './format.ts';
import { Legend, type LegendEntry } from './Legend.tsx';
import { LinePlot } from './LinePlot.tsx';
import { marginalSeries } from './marginalSeries.ts';
import { Rich } from './Rich.tsx';
import { SaveButtons } from './SaveButtons.tsx';
import { SheetButton } from './SheetButton.tsx';
import { seriesSheet } from './sheets.ts';
import { ticksBetween } from './ticks.ts';
import { useModels } from './useModels.ts';
import { usePlayground } from './usePlayground.ts';
import { type Shown, useShown } from './useShown.ts';
import { useUnit } from './useUnit.ts';

export function Marginal() {
  const shown = useShown();
  const snapshot = usePlayground((state) => state.snapshot);
  return shown === null ? null : <Densities {...shown} snapshot={snapshot} />;
}

const Densities = memo(function Densities({
  posterior,
  t,
  exact,
  previewing,
  reference,
  snapshot,
}: Shown & { readonly snapshot: WatchReport | null }) {
  const models = useModels();
  const figure = useRef<HTMLElement>(null);
  const inputs = useMemo(
    () => ({ posterior, t, exact, previewing, reference, snapshot, models }),
    [posterior, t, exact, previewing, reference, snapshot, models],
  );
  const text = marginalText();
  const series = useMemo(() => marginalSeries(inputs), [inputs]);
  const low = Math.min(posterior.axis.low, exact?.axis.low ?? Number.POSITIVE_INFINITY);
  const high = Math.max(posterior.axis.high, exact?.axis.high ?? Number.NEGATIVE_INFINITY);
  const top = Math.max(1e-9, ...series.flatMap(({ ys }) => Array.from(ys).filter(Number.isFinite)));
  const named = new Map(
    series.map(({ name, kind = name, colour, dash }) => [kind, { name: kind, colour, dash }]),
  );
  const legend: LegendEntry[] = [...named.values()];
  const dimension = posterior.watch.dimension + 1;
  const ofSentence = useUnit() === 'sentence';
  return (
    <figure ref={figure} aria-label={text.figure(t + 1)}>
      <div className="figure-head">
        <div className="title-line">
          <figcaption className="panel-title">
            <Rich
              text={ofSentence ? text.titleOfSentence : text.title[posterior.watch.conditioning]}
              parts={{
                z: (
                  <span className="symbol">
                    z<sub>{dimension}</sub>
                  </span>
                ),
                t: <span className="symbol">t = {t + 1}</span>,
              }}
            />
          </figcaption>
          <About of="marginal" title={text.about} />
        </div>
        <span className="save">
          <SheetButton
            name="marginal"
            sheet={() =>
              seriesSheet(
                text.sheet(`z${dimension}`, t + 1),
                'z',
                marginalSeries(inputs, marginalText.english),
              )
            }
          />
          <SaveButtons name="marginal" figure={figure} />
        </span>
      </div>
      <Legend entries={legend} />
      <LinePlot
        label={text.plot(t + 1)}
        summary={densitiesSummary(text.summary(t + 1), series)}
        height={192}
        x={{ range: [low, high], ticks: ticksBetween(low, high, 7), format: shortNumber }}
        y={{ range: [0, 1.04 * top], ticks: [], format: shortNumber }}
        across="z"
        series={series}
        stops={series[0]?.xs ?? []}
        reach={(high - low) / 50}
        read={(value) => decimals(value, 3)}
        hint={text.hint}
      />
    </figure>
  );
});
