/** The plot of a sweep in the page's colours, as wide as there is room. */
import { useRef } from 'react';
import type { PlotSeries, SweepPlot } from '../../sweep/plot.ts';
import { DASHES } from '../../sweep/svg.ts';
import { sweepResultsText } from '../../text/en/sweepResults.ts';
import { Legend } from '../Legend.tsx';
import { useSize } from '../useSize.ts';

const HEIGHT = 300;
const LEFT = 58;
const TOP = 10;
const BOTTOM = 40;

/** The colour each system has where it stands alone. */
const SYSTEMS = [/^sis-rnn/, /^vrnn/, /^rnn/, /./];

export function SweepChart({ xLabel, xTicks, yTicks, series }: SweepPlot) {
  const text = sweepResultsText();
  const frame = useRef<HTMLDivElement>(null);
  const [width] = useSize(frame);
  const x = (share: number) => LEFT + share * (width - LEFT);
  const y = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  const legend = series.map((one) => ({
    name: one.label,
    colour: colourOf(one),
    dash: dashOf(one) || null,
  }));
  const seeds = series.reduce((sum, { dots }) => sum + dots.length, 0);
  return (
    <>
      <p className="setting-note">{text.dots}</p>
      <Legend entries={legend} />
      <div ref={frame} className="sweep-chart">
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={text.chart(
              xLabel,
              seeds,
              series.map(({ label }) => label),
            )}
          >
            {yTicks.map(({ at, text: words }) => (
              <g key={words}>
                <path className="sweep-grid" d={`M${LEFT} ${y(at)}H${width}`} />
                <text x={LEFT - 6} y={y(at) + 4} textAnchor="end">
                  {words}
                </text>
              </g>
            ))}
            {xTicks.map(({ at, text: words }) => (
              <text key={words} x={x(at)} y={HEIGHT - BOTTOM + 17} textAnchor="middle">
                {words}
              </text>
            ))}
            <text x={(LEFT + width) / 2} y={HEIGHT - 5} textAnchor="middle">
              {xLabel}
            </text>
            {series.map((one) => (
              <g key={one.label}>
                <path
                  d={one.means
                    .map((mean, i) => `${i === 0 ? 'M' : 'L'}${x(mean.x)} ${y(mean.y)}`)
                    .join('')}
                  fill="none"
                  stroke={colourOf(one)}
                  strokeWidth={1.5}
                  strokeDasharray={dashOf(one) || undefined}
                />
                {one.dots.map((dot) => (
                  <circle
                    key={dot.run}
                    cx={x(dot.x)}
                    cy={y(dot.y)}
                    r={3.5}
                    fill={colourOf(one)}
                    fillOpacity={0.65}
                  >
                    <title>{`${dot.run}: ${dot.bound.toFixed(2)}`}</title>
                  </circle>
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
    </>
  );
}

function colourOf({ model }: PlotSeries): string {
  return `var(--model-${SYSTEMS.findIndex((pattern) => pattern.test(model))})`;
}

function dashOf({ variant }: PlotSeries): string {
  return DASHES[variant % DASHES.length]!;
}
