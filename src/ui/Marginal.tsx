/** The density of one z at the marked step: each model's, its prior, and the exact one where it is known. */
import { memo, useMemo, useRef } from 'react';
import { Area, AreaChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { ModelSpec } from '../config/experiment.ts';
import type { WatchReport } from '../protocol.ts';
import { modelColour } from './colours.ts';
import { shortNumber } from './format.ts';
import { Legend, type LegendEntry } from './Legend.tsx';
import { shortName } from './modelNames.ts';
import { SaveButtons } from './SaveButtons.tsx';
import { ticksBetween } from './ticks.ts';
import { useInTurn } from './useInTurn.ts';
import { usePlayground } from './usePlayground.ts';

/** Points drawn of each density; the strips show all. */
const POINTS = 100;
/** Among the keys of a row; ids of models have no spaces. */
const EXACT = 'exact density';
const NO_MODELS: readonly ModelSpec[] = [];

export function Marginal() {
  const posterior = useInTurn(usePlayground((state) => state.posterior));
  const time = useInTurn(usePlayground((state) => state.time));
  if (posterior === null) return null;
  return <Densities posterior={posterior} t={Math.min(time, posterior.length - 1)} />;
}

interface DensitiesProps {
  readonly posterior: WatchReport;
  readonly t: number;
}

const Densities = memo(function Densities({ posterior, t }: DensitiesProps) {
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const figure = useRef<HTMLElement>(null);
  const rows = useMemo(() => rowsAt(posterior, t), [posterior, t]);
  const { low, high } = posterior.axis;
  const shown = models.filter((model) => posterior.models.some(({ id }) => id === model.id));
  const legend: LegendEntry[] = [
    ...shown.map((model) => ({
      name: shortName(model),
      colour: modelColour(model.slot),
      dash: null,
    })),
    { name: 'prior', colour: 'var(--prior)', dash: '2 3' },
    ...(posterior.exact === null
      ? []
      : [{ name: `exact ${posterior.watch.exact}`, colour: 'var(--exact)', dash: '5 4' }]),
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
        <AreaChart
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
            niceTicks="none"
            allowDataOverflow
          />
          <YAxis hide domain={[0, 'dataMax']} niceTicks="none" />
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
            // An area without a fill: a line would have its length measured at every change.
            <Area
              key={`${model.id} prior`}
              dataKey={`${model.id} prior`}
              type="linear"
              stroke="var(--prior)"
              strokeWidth={1.3}
              strokeDasharray="2 3"
              fill="none"
              isAnimationActive={false}
              dot={false}
              activeDot={false}
            />
          ))}
          {posterior.exact !== null && (
            <Area
              dataKey={EXACT}
              type="linear"
              stroke="var(--exact)"
              strokeWidth={1.3}
              strokeDasharray="5 4"
              fill="none"
              isAnimationActive={false}
              dot={false}
              activeDot={false}
            />
          )}
        </AreaChart>
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
    if (posterior.exact !== null) row[EXACT] = posterior.exact.density[t * count + g] ?? 0;
    rows.push(row);
  }
  return rows;
}
