/** The lines of a plot, drawn by recharts; `LinePlot` does the reading. Loaded apart from the page's first script. */
import { memo } from 'react';
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts';
import { type PlotDrawing, sameDrawing } from './LinePlot.tsx';
import { PLOT_MARGIN } from './plotMargin.ts';

const TICK = { fill: 'var(--quiet)', fontSize: 11 };

/** All series stand on the x of the longest one, as recharts wants it: one row an x. */
const CurveDrawing = memo(function CurveDrawing({
  height,
  width,
  left,
  x,
  y,
  series,
}: PlotDrawing) {
  const rows = new Map<number, Record<string, number>>();
  for (const { key, xs, ys } of series)
    for (let i = 0; i < xs.length; i++) {
      const at = xs[i]!;
      const row = rows.get(at) ?? { x: at };
      if (Number.isFinite(ys[i])) row[key] = ys[i]!;
      rows.set(at, row);
    }
  return (
    <LineChart
      width={width}
      height={height}
      data={[...rows.values()].sort((a, b) => a['x']! - b['x']!)}
      margin={{ top: PLOT_MARGIN.top, right: PLOT_MARGIN.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--grid)" vertical={false} />
      <XAxis
        dataKey="x"
        type="number"
        domain={[...x.range]}
        ticks={[...x.ticks]}
        tickFormatter={x.format}
        niceTicks="none"
        height={PLOT_MARGIN.bottom}
        tickLine={false}
        stroke="var(--edge-strong)"
        tick={TICK}
        interval={0}
      />
      <YAxis
        domain={[...y.range]}
        ticks={[...y.ticks]}
        tickFormatter={y.format}
        niceTicks="none"
        allowDataOverflow
        width={left}
        tickLine={false}
        axisLine={false}
        tick={TICK}
        interval={0}
      />
      {series.map(({ key, colour, dash, width: stroke, opacity }) => (
        <Line
          key={key}
          dataKey={key}
          type="linear"
          dot={false}
          activeDot={false}
          connectNulls
          isAnimationActive={false}
          stroke={colour}
          strokeWidth={stroke}
          strokeOpacity={opacity}
          {...(dash !== null && { strokeDasharray: dash })}
        />
      ))}
    </LineChart>
  );
}, sameDrawing);

export default CurveDrawing;
