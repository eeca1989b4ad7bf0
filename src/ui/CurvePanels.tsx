/** Training and validation curves of the bound and of KL. */
import { memo, useMemo, useRef } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type ModelSpec, settingsFor } from '../config/experiment.ts';
import { mixingSamplesAt } from '../config/schedules.ts';
import { curveRange } from '../state/decimate.ts';
import { ChartTip } from './ChartTip.tsx';
import { modelColour } from './colours.ts';
import { type CurveField, type CurveRow, curveRows, settledValues } from './curveRows.ts';
import { shortNumber } from './format.ts';
import { Legend, type LegendEntry } from './Legend.tsx';
import { shortName } from './modelNames.ts';
import { SaveButtons } from './SaveButtons.tsx';
import { ticksBetween } from './ticks.ts';
import { useInTurn } from './useInTurn.ts';
import { usePlayground } from './usePlayground.ts';

const NO_MODELS: readonly ModelSpec[] = [];

export const BoundPanel = memo(function BoundPanel() {
  const exact = usePlayground((state) => state.exact?.logp ?? null);
  return (
    <CurvePanel
      name="bound"
      field="bound"
      height={184}
      exact={exact}
      title={
        <>
          Lower bound on log <span className="symbol">p(x)</span>, nats per sequence
        </>
      }
    />
  );
});

export const KlPanel = memo(function KlPanel() {
  return (
    <CurvePanel
      name="kl"
      field="kl"
      height={130}
      exact={null}
      title={
        <>
          KL<span className="symbol">(q ‖ prior)</span>, nats per sequence
        </>
      }
    />
  );
});

interface Props {
  readonly name: string;
  readonly field: CurveField;
  readonly height: number;
  readonly exact: number | null;
  readonly title: React.ReactNode;
}

function CurvePanel({ name, field, height, exact, title }: Props) {
  const curves = useInTurn(usePlayground((state) => state.curves));
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const figure = useRef<HTMLElement>(null);
  const rows = useMemo(() => curveRows(curves, field), [curves, field]);
  const legend: LegendEntry[] = [
    { name: 'training', colour: 'var(--ink)', dash: null, faint: true },
    { name: 'validation', colour: 'var(--ink)', dash: null },
    ...(exact === null ? [] : [{ name: 'exact log p(x)', colour: 'var(--exact)', dash: '5 4' }]),
  ];
  return (
    <section className="panel">
      <figure ref={figure} aria-label={name === 'bound' ? 'Curve of the bound' : 'Curve of KL'}>
        <div className="panel-head">
          <h2 className="panel-title">{title}</h2>
          <SaveButtons name={name} figure={figure} />
        </div>
        <Legend entries={legend} />
        <Chart rows={rows} models={models} height={height} exact={exact} />
        {field === 'bound' && <SamplesNote />}
      </figure>
    </section>
  );
}

/** K changes the bound itself, so it stands beside the curve. */
function SamplesNote() {
  const running = usePlayground((state) => state.running);
  const step = usePlayground((state) => state.progress.step);
  if (running === null) return null;
  const training = running.models.map((model) => {
    const samples = mixingSamplesAt(settingsFor(running, model), Math.max(1, step));
    return `${shortName(model)} ${samples}`;
  });
  return (
    <p className="setting-note">
      K in training now: {training.join(', ')}. K in validation:{' '}
      {running.settings.mixingSamplesEvaluation}. β = 1 in both.
    </p>
  );
}

interface ChartProps {
  readonly rows: readonly CurveRow[];
  readonly models: readonly ModelSpec[];
  readonly height: number;
  readonly exact: number | null;
}

/** Its own component, so that a report that brought no new curves draws none. */
const Chart = memo(function Chart({ rows, models, height, exact }: ChartProps) {
  const last = rows[rows.length - 1]?.['step'] ?? 1;
  // The first plunge is left out of the range, the exact value never.
  const values = settledValues(rows);
  const range = curveRange(exact === null ? values : [...values, exact], 0.02);
  const [low, high] = range ?? [0, 1];
  const line = {
    type: 'linear',
    dot: false,
    connectNulls: true,
    isAnimationActive: false,
  } as const;
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <LineChart
        data={rows as CurveRow[]}
        margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--grid)" vertical={false} />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, last]}
          ticks={range === null ? [] : ticksBetween(0, last, 5)}
          tickFormatter={shortNumber}
          niceTicks="none"
          tickLine={false}
          stroke="var(--edge-strong)"
          tick={{ fill: 'var(--quiet)', fontSize: 11 }}
        />
        <YAxis
          domain={[low, high]}
          ticks={range === null ? [] : ticksBetween(low, high, 4)}
          niceTicks="none"
          allowDataOverflow
          width={42}
          tickFormatter={shortNumber}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--quiet)', fontSize: 11 }}
        />
        <Tooltip content={<ChartTip models={models} />} isAnimationActive={false} />
        {models.map((model) => (
          <Line
            {...line}
            key={`${model.id} training`}
            dataKey={`${model.id} training`}
            stroke={modelColour(model.slot)}
            strokeWidth={1}
            strokeOpacity={0.4}
            activeDot={false}
          />
        ))}
        {models.map((model) => (
          <Line
            {...line}
            key={`${model.id} validation`}
            dataKey={`${model.id} validation`}
            stroke={modelColour(model.slot)}
            strokeWidth={2.2}
            activeDot={{ r: 3 }}
          />
        ))}
        {exact !== null && (
          <ReferenceLine y={exact} stroke="var(--exact)" strokeDasharray="5 4" strokeWidth={1.4} />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
});
