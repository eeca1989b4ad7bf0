/** Curves on axes; a cursor, moved by pointer or keys, reads them out. Drawn as one SVG, or by what `Drawing` is given. */
import {
  type ComponentType,
  type KeyboardEvent,
  memo,
  type PointerEvent,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react';
import { PLOT_MARGIN } from './plotMargin.ts';
import { areaPath, linePath, nearestIndex, type Scale, scaled, valueAt } from './plotPath.ts';
import { useSize } from './useSize.ts';

export interface Series {
  readonly key: string;
  /** As the reading calls it. */
  readonly name: string;
  readonly colour: string;
  readonly textColour: string;
  readonly dash: string | null;
  readonly width: number;
  /** Of the line. */
  readonly opacity: number;
  /** Opacity of the area below; 0 for none. */
  readonly fill: number;
  /** Ascending. */
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** Left out of the reading. */
  readonly silent?: boolean;
  /** What a legend calls it, where several lines that look alike have one entry. */
  readonly kind?: string;
}

export interface PlotAxis {
  readonly range: readonly [number, number];
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

interface Props {
  readonly label: string;
  /** What is to be seen, in a sentence, for who cannot see it; absent where the page says it. */
  readonly summary?: string;
  readonly height: number;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** What stands before the cursor's place in the reading: "z", "step". */
  readonly across: string;
  readonly series: readonly Series[];
  /** Where the cursor may stand, ascending. */
  readonly stops: ArrayLike<number>;
  /** A curve counts at a stop where it has a point no further off than this. */
  readonly reach: number;
  readonly read: (value: number) => string;
  /** What the reading says while there is no cursor. */
  readonly hint: string;
  /** Draws axes and curves; may load late. */
  readonly Drawing?: ComponentType<PlotDrawing>;
}

const { top: TOP, right: RIGHT, bottom: BOTTOM } = PLOT_MARGIN;

export function LinePlot(props: Props) {
  const { label, summary, height, x, y, across, stops, series, reach, read, hint } = props;
  const { Drawing = PathDrawing } = props;
  const box = useRef<HTMLDivElement>(null);
  const summaryId = useId();
  // As its CSS makes it, which may be taller where it stands alone.
  const [width, tall] = useSize(box);
  const [cursor, setCursor] = useState<number | null>(null);
  const left = y.ticks.length > 0 ? 44 : 6;
  const xScale: Scale = { from: x.range, to: [left, Math.max(left + 1, width - RIGHT)] };
  // The place is kept and not its index: a growing curve moves under no reader's cursor.
  const index = cursor === null ? -1 : nearestIndex(stops, cursor);
  const at = stops[index] ?? null;
  const spoken = at === null ? [] : valuesAt(series, at, reach);
  const place = at === null ? '' : `${across} = ${x.format(at)}`;
  const words = spoken.map(({ name, value }) => `${name} ${read(value)}`).join(', ');

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const rect = event.currentTarget.getBoundingClientRect();
    // Slides are enlarged: the window's pixels are not those of the drawing.
    const place = ((event.clientX - rect.left) * width) / rect.width;
    const share = (place - xScale.to[0]) / (xScale.to[1] - xScale.to[0]);
    setCursor(x.range[0] + share * (x.range[1] - x.range[0]));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && cursor !== null) {
      setCursor(null);
      // It closes nothing else.
      event.preventDefault();
    }
    const last = stops.length - 1;
    const from = index < 0 ? last >> 1 : index;
    const jump = Math.max(2, Math.round(last / 10));
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - jump,
      PageUp: from + jump,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined || last < 0) return;
    event.preventDefault();
    setCursor(stops[Math.min(last, Math.max(0, target))] ?? null);
  };
  return (
    <>
      {summary !== undefined && (
        <p className="visually-hidden" id={summaryId}>
          {summary}
        </p>
      )}
      <div
        ref={box}
        className="plot"
        style={{ height: `var(--fit, ${height}px)` }}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-describedby={summary === undefined ? undefined : summaryId}
        aria-valuemin={x.range[0]}
        aria-valuemax={x.range[1]}
        aria-valuenow={at ?? x.range[0]}
        aria-valuetext={at === null ? hint : `${place}: ${words}`}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={() => setCursor(null)}
        onKeyDown={onKey}
      >
        {width > 0 && (
          <Suspense fallback={null}>
            <Drawing {...{ height: tall, width, left, x, y, series }} />
          </Suspense>
        )}
        {at !== null && (
          <div className="plot-cursor" data-no-picture style={{ left: scaled(at, xScale) }} />
        )}
      </div>
      <p className="reading" data-no-picture>
        {at === null ? (
          hint
        ) : (
          <>
            {place}
            {spoken.map(({ key, name, textColour, value }) => (
              <span key={key} style={{ color: textColour }}>
                {name} {read(value)}
              </span>
            ))}
          </>
        )}
      </p>
    </>
  );
}

function valuesAt(series: readonly Series[], at: number, reach: number) {
  return series
    .filter(({ silent }) => silent !== true)
    .map(({ key, name, textColour, xs, ys }) => ({
      key,
      name,
      textColour,
      value: valueAt(xs, ys, at, reach),
    }))
    .filter(({ value }) => Number.isFinite(value));
}

export interface PlotDrawing {
  readonly height: number;
  readonly width: number;
  /** Width of the labels of y. */
  readonly left: number;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly Series[];
}

/** Apart, so that a cursor that moves draws no curve anew. */
const PathDrawing = memo(function PathDrawing({ height, width, left, x, y, series }: PlotDrawing) {
  const xScale: Scale = { from: x.range, to: [left, width - RIGHT] };
  const floor = height - BOTTOM;
  const yScale: Scale = { from: y.range, to: [floor, TOP] };
  return (
    <svg width={width} height={height} aria-hidden="true">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line
            className="grid-line"
            x1={left}
            x2={width - RIGHT}
            y1={scaled(tick, yScale)}
            y2={scaled(tick, yScale)}
          />
          <text className="axis-text" x={left - 6} y={scaled(tick, yScale) + 4} textAnchor="end">
            {y.format(tick)}
          </text>
        </g>
      ))}
      <line className="axis-line" x1={left} x2={width - RIGHT} y1={floor} y2={floor} />
      {x.ticks.map((tick) => (
        <text
          key={tick}
          className="axis-text"
          x={scaled(tick, xScale)}
          y={floor + 15}
          textAnchor="middle"
        >
          {x.format(tick)}
        </text>
      ))}
      {/* A nested drawing cuts off what leaves the axes, and, unlike a clip path, needs no name. */}
      <svg
        aria-hidden="true"
        x={left}
        y={TOP}
        width={width - RIGHT - left}
        height={floor - TOP}
        overflow="hidden"
      >
        <g transform={`translate(${-left} ${-TOP})`}>
          {series.map(({ key, colour, dash, width: stroke, opacity, fill, xs, ys }) => (
            <g key={key}>
              {fill > 0 && (
                <path
                  d={areaPath(xs, ys, xScale, yScale)}
                  fill={colour}
                  fillOpacity={fill}
                  stroke="none"
                />
              )}
              <path
                d={linePath(xs, ys, xScale, yScale, true)}
                fill="none"
                stroke={colour}
                strokeWidth={stroke}
                strokeOpacity={opacity}
                strokeDasharray={dash ?? undefined}
                strokeLinejoin="round"
              />
            </g>
          ))}
        </g>
      </svg>
    </svg>
  );
}, sameDrawing);

/** Axes are made anew at every report, mostly with the same ranges. */
export function sameDrawing(before: PlotDrawing, after: PlotDrawing): boolean {
  return (
    before.series === after.series &&
    before.width === after.width &&
    before.height === after.height &&
    before.left === after.left &&
    before.x.range[0] === after.x.range[0] &&
    before.x.range[1] === after.x.range[1] &&
    before.y.range[0] === after.y.range[0] &&
    before.y.range[1] === after.y.range[1]
  );
}
