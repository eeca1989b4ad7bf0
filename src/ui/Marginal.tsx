/** The density of one z at the marked step: each model's, and its prior. */
import { memo, useMemo, useRef } from 'react';
import { Area, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { type ModelSpec, SYSTEM_LABELS } from '../config/experiment.ts';
import type { WatchReport } from '../protocol.ts';
import { modelColour } from './colours.ts';
import { shortNumber } from './format.ts';
import { Legend, type LegendEntry } from './Legend.tsx';
import { SaveButtons } from './SaveButtons.tsx';
import { ticksBetween } from './ticks.ts';
import { usePlayground } from './usePlayground.ts';

/** Points drawn of each density; the strips show all. */
const POINTS = 100;
const NO_MODELS: readonly ModelSpec[] = [];

export const Marginal = memo(function Marginal() {
  const posterior = usePlayground((state) => state.posterior);
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const time = usePlayground((state) => state.time);
  const figure = useRef<HTMLElement>(null);
  const t = posterior === null ? 0 : Math.min(time, posterior.length - 1);
  const rows = useMemo(() => (posterior === null ? [] : rowsAt(posterior, t)), [posterior, t]);
  if (posterior === null) return null;
  const { low, high } = posterior.axis;
  const shown = models.filter((model) => posterior.models.some(({ id }) => id === model.id));
  const legend: LegendEntry[] = [
    ...shown.map((model) => ({
      name: SYSTEM_LABELS[model.system],
      colour: modelColour(model.slot),
      dash: null,
    })),
    { name: 'prior', colour: 'var(--prior)', dash: '2 3' },
  ];
  return (
    <figure ref={figure} aria-label={`Marginal of z at step ${t + 1}`}>
      <div className="figure-head">
        <figcaption className="panel-title">
          Marginal of{' '}
          <span className="symbol">
            z<sub>{posterior.watch.dimension + 1}</sub>
          </span>{' '}
          at <span className="symbol">t = {t + 1}</span>
        </figcaption>
        <SaveButtons name="marginal" figure={figure} />
      </div>
      <Legend entries={legend} />
      <ResponsiveContainer width="100%" height={192} initialDimension={{ width: 380, height: 192 }}>
        <ComposedChart
          data={rows}
          margin={{ top: 4, right: 4, bottom: 0, left: 4 }}
          accessibilityLayer={false}
        >
          <XAxis
            dataKey="z"
            type="number"
            domain={[low, high]}
            ticks={ticksBetween(low, high, 7)}
            tickFormatter={shortNumber}
            tickLine={false}
            stroke="var(--edge-strong)"
            tick={{ fill: 'var(--quiet)', fontSize: 11 }}
            allowDataOverflow
          />
          <YAxis hide domain={[0, 'dataMax']} />
          {shown.map((model) => (
            <Area
              key={model.id}
              dataKey={model.id}
              type="linear"
              stroke={modelColour(model.slot)}
              strokeWidth={1.6}
              fill={modelColour(model.slot)}
              fillOpacity={0.14}
              isAnimationActive={false}
              dot={false}
              activeDot={false}
            />
          ))}
          {shown.map((model) => (
            <Line
              key={model.id}
              dataKey={`${model.id} prior`}
              type="linear"
              stroke="var(--prior)"
              strokeWidth={1.3}
              strokeDasharray="2 3"
              isAnimationActive={false}
              dot={false}
              activeDot={false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
});

function rowsAt(posterior: WatchReport, t: number): Record<string, number>[] {
  const { low, high, count } = posterior.axis;
  const stride = Math.max(1, Math.floor(count / POINTS));
  const rows: Record<string, number>[] = [];
  for (let g = 0; g < count; g += stride) {
    const row: Record<string, number> = { z: low + ((high - low) * g) / (count - 1) };
    for (const { id, density, prior } of posterior.models) {
      row[id] = density[t * count + g] ?? 0;
      row[`${id} prior`] = prior[t * count + g] ?? 0;
    }
    rows.push(row);
  }
  return rows;
}
