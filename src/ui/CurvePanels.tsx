/** Training and validation curves of the bound and of KL. */

import { lazy, memo, useMemo, useRef } from 'react';
import { type ModelSpec, settingsFor } from '../config/experiment.ts';
import { mixingSamplesAt } from '../config/schedules.ts';
import { curveRange } from '../state/decimate.ts';
import { type CurvesText, curvesText } from '../text/en/curves.ts';
import { About } from './About.tsx';
import { curvesSummary } from './chartSummary.ts';
import { modelColour, modelTextColour } from './colours.ts';
import { type CurveField, type CurveRow, curveRows, settledValues } from './curveRows.ts';
import { decimals, shortNumber } from './format.ts';
import { Legend, type LegendEntry } from './Legend.tsx';
import { LinePlot, type Series } from './LinePlot.tsx';
import { shortName } from './modelNames.ts';
import { Rich } from './Rich.tsx';
import { SaveButtons } from './SaveButtons.tsx';
import { SheetButton } from './SheetButton.tsx';
import { seriesSheet } from './sheets.ts';
import { Term } from './Term.tsx';
import { ticksBetween } from './ticks.ts';
import { useInTurn } from './useInTurn.ts';
import { useModels } from './useModels.ts';
import { usePlayground } from './usePlayground.ts';
import { useUnit } from './useUnit.ts';

const CurveDrawing = lazy(() => import('./CurveDrawing.tsx'));

export const BoundPanel = memo(function BoundPanel() {
  const exact = usePlayground((state) => state.exact?.logp ?? null);
  return <CurvePanel field="bound" height={184} exact={exact} />;
});

export const KlPanel = memo(function KlPanel() {
  return <CurvePanel field="kl" height={130} exact={null} />;
});

interface Props {
  readonly field: CurveField;
  readonly height: number;
  readonly exact: number | null;
}

function CurvePanel({ field, height, exact }: Props) {
  const curves = useInTurn(usePlayground((state) => state.curves));
  const models = useModels();
  const figure = useRef<HTMLElement>(null);
  const unit = useUnit();
  const rows = useMemo(() => curveRows(curves, field), [curves, field]);
  const text = curvesText();
  const series = useMemo(() => seriesOf(rows, models, exact, text), [rows, models, exact, text]);
  const label = text.label[field];
  const legend: LegendEntry[] = [
    { name: text.training, colour: 'var(--ink)', dash: null, faint: true },
    { name: text.validation, colour: 'var(--ink)', dash: null },
    ...(exact === null ? [] : [{ name: text.exactLogp, colour: 'var(--exact)', dash: '5 4' }]),
  ];
  return (
    <section className="panel">
      <figure ref={figure} aria-label={label}>
        <div className="panel-head">
          <div className="title-line">
            <h2 className="panel-title">
              <Rich
                text={text.title[field](unit)}
                parts={{
                  bound: (words) => <Term of="bound">{words}</Term>,
                  KL: (words) => <Term of="KL">{words}</Term>,
                  formula: (words) => <span className="symbol">{words}</span>,
                }}
              />
            </h2>
            <About of={field} title={label} />
          </div>
          <span className="save">
            <SheetButton
              name={field}
              sheet={() =>
                seriesSheet(
                  text.sheet[field](unit),
                  'step',
                  seriesOf(rows, models, exact, curvesText.english),
                )
              }
            />
            <SaveButtons name={field} figure={figure} />
          </span>
        </div>
        <Legend entries={legend} />
        <Chart label={label} rows={rows} series={series} height={height} exact={exact} />
        {field === 'bound' && <SamplesNote />}
      </figure>
    </section>
  );
}

/** K changes the bound itself, so it stands beside the curve. */
function SamplesNote() {
  const running = usePlayground((state) => state.running ?? state.experiment);
  const step = usePlayground((state) => state.progress.step);
  const text = curvesText();
  const training = running.models.map((model) => {
    const samples = mixingSamplesAt(settingsFor(running, model), Math.max(1, step));
    return text.samplesOf(shortName(model), samples);
  });
  return (
    <p className="setting-note">
      <Rich
        text={text.samples(training, running.settings.mixingSamplesEvaluation)}
        parts={{
          K: (words) => <Term of="K">{words}</Term>,
          beta: (words) => <Term of="beta">{words}</Term>,
        }}
      />
    </p>
  );
}

interface ChartProps {
  readonly label: string;
  readonly rows: readonly CurveRow[];
  readonly series: readonly Series[];
  readonly height: number;
  /** Always within the range. */
  readonly exact: number | null;
}

/** Its own component, so that a report that brought no new curves draws none. */
const Chart = memo(function Chart({ label, rows, series, height, exact }: ChartProps) {
  const last = Math.max(1, rows[rows.length - 1]?.['step'] ?? 1);
  const stops = useMemo(() => rows.map((row) => row['step'] ?? 0), [rows]);
  const [low, high] = useMemo(() => {
    // The first plunge is left out of the range, the exact value never.
    const values = settledValues(rows);
    return curveRange(exact === null ? values : [...values, exact], 0.02) ?? [0, 1];
  }, [rows, exact]);
  const empty = rows.length === 0;
  return (
    <LinePlot
      label={label}
      summary={curvesSummary(label, series)}
      height={height}
      x={{ range: [0, last], ticks: empty ? [] : ticksBetween(0, last, 5), format: shortNumber }}
      y={{
        range: [low, high],
        ticks: empty ? [] : ticksBetween(low, high, 4),
        format: shortNumber,
      }}
      across={curvesText().across}
      series={series}
      stops={stops}
      reach={last / 40}
      read={(value) => decimals(value, 2)}
      hint={curvesText().hint}
      Drawing={CurveDrawing}
    />
  );
});

/** Training thin and faint, validation strong; the exact value a dashed line. */
function seriesOf(
  rows: readonly CurveRow[],
  models: readonly ModelSpec[],
  exact: number | null,
  text: CurvesText,
): Series[] {
  const xs = rows.map((row) => row['step'] ?? 0);
  const curves = (['training', 'validation'] as const).flatMap((kind) =>
    models.map((model): Series => {
      const key = `${model.id} ${kind}`;
      return {
        key,
        name: text.curve[kind](shortName(model)),
        colour: modelColour(model.slot),
        textColour: modelTextColour(model.slot),
        dash: null,
        width: kind === 'training' ? 1 : 2.2,
        opacity: kind === 'training' ? 0.45 : 1,
        fill: 0,
        xs,
        ys: rows.map((row) => row[key] ?? Number.NaN),
      };
    }),
  );
  if (exact === null || rows.length === 0) return curves;
  const ends = [0, ...xs];
  return [
    ...curves,
    {
      key: 'exact',
      name: text.exact,
      colour: 'var(--exact)',
      textColour: 'var(--ink)',
      dash: '5 4',
      width: 1.4,
      opacity: 1,
      fill: 0,
      xs: ends,
      ys: ends.map(() => exact),
    },
  ];
}
