/** The curves of one run, or of two laid over each other. */
import { lazy, useMemo, useRef } from 'react';
import { titleOf } from '../../state/library/record.ts';
import type { ComparedRun } from '../../state/library/runsState.ts';
import { runsText } from '../../text/en/runs.ts';
import { curvesSummary } from '../chartSummary.ts';
import type { CurveField } from '../curveRows.ts';
import { decimals, shortNumber } from '../format.ts';
import { Legend } from '../Legend.tsx';
import { LinePlot } from '../LinePlot.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { SheetButton } from '../SheetButton.tsx';
import { seriesSheet } from '../sheets.ts';
import { ticksBetween } from '../ticks.ts';
import {
  comparisonRange,
  comparisonSeries,
  comparisonStops,
  DASHES,
  differencesOf,
} from './comparison.ts';

const CurveDrawing = lazy(() => import('../CurveDrawing.tsx'));

interface Props {
  readonly compared: readonly ComparedRun[];
}

export function RunComparison({ compared }: Props) {
  const [a, b] = compared;
  const text = runsText();
  const differences = a !== undefined && b !== undefined ? differencesOf(a.entry, b.entry) : null;
  return (
    <section className="tables-part" aria-labelledby="compared-title">
      <h3 className="panel-title" id="compared-title">
        {text.compared}
      </h3>
      <Legend
        entries={compared.map(({ entry }, i) => ({
          name: titleOf(entry),
          colour: 'var(--ink)',
          dash: DASHES[i] ?? null,
        }))}
      />
      <p className="setting-note">
        {text.lines}
        {differences?.words}
        {differences?.comparable === false && (
          <strong className="runs-problem">{text.otherData}</strong>
        )}
      </p>
      <ComparisonPlot compared={compared} field="bound" height={220} />
      <ComparisonPlot compared={compared} field="kl" height={150} />
    </section>
  );
}

interface PlotProps extends Props {
  readonly field: CurveField;
  readonly height: number;
}

function ComparisonPlot({ compared, field, height }: PlotProps) {
  const text = runsText();
  const figure = useRef<HTMLElement>(null);
  const series = useMemo(() => comparisonSeries(compared, field), [compared, field]);
  const stops = useMemo(() => comparisonStops(series), [series]);
  const [low, high] = useMemo(() => comparisonRange(series), [series]);
  const last = Math.max(1, stops[stops.length - 1] ?? 1);
  const label = text.plot(text.quantities[field]);
  return (
    <figure ref={figure} aria-label={label}>
      <div className="panel-head">
        <h4 className="run-plot-title">{text.plotTitle(text.quantities[field])}</h4>
        <span className="save">
          <SheetButton
            name={`compared-${field}`}
            sheet={() => seriesSheet(label, 'step', series)}
          />
          <SaveButtons name={`compared-${field}`} figure={figure} />
        </span>
      </div>
      <LinePlot
        label={label}
        summary={curvesSummary(label, series)}
        height={height}
        x={{ range: [0, last], ticks: ticksBetween(0, last, 6), format: shortNumber }}
        y={{ range: [low, high], ticks: ticksBetween(low, high, 5), format: shortNumber }}
        across={text.step}
        series={series}
        stops={stops}
        reach={last / 40}
        read={(value) => decimals(value, 2)}
        hint={text.hint}
        Drawing={CurveDrawing}
      />
    </figure>
  );
}
