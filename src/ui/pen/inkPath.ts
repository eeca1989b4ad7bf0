/** Ink as paths of an SVG: smooth through the middles between points, and round where a stroke is but a dot. */
import type { Stroke } from '../../protocol.ts';

/** Reads a point's place from wherever points lie. */
type At = (index: number) => readonly [x: number, y: number];

/** Strokes one after the other. */
export function strokesPath(strokes: readonly Stroke[]): string {
  return strokes
    .map(({ x, y }) => strokePath(x.length, (i) => [x[i]!, y[i]!]))
    .filter((path) => path !== '')
    .join('');
}

/**
 * The first `count` points of a line [N, 3] (x, y, 1 where the pen left the paper after it). `from`: where the pen
 * stands on the paper before the first point; null where it comes through the air.
 */
export function linePath(
  line: Float32Array,
  from: readonly [number, number] | null = null,
  count = line.length / 3,
): string {
  const last = Math.min(count, line.length / 3);
  let path = '';
  let first = 0;
  let start = from;
  for (let i = 0; i < last; i++) {
    if (line[3 * i + 2] !== 1 && i < last - 1) continue;
    path += piece(line, first, i + 1, start);
    first = i + 1;
    start = null;
  }
  return path;
}

function piece(
  line: Float32Array,
  first: number,
  end: number,
  start: readonly [number, number] | null,
): string {
  const extra = start === null ? 0 : 1;
  return strokePath(end - first + extra, (i) => {
    if (start !== null && i === 0) return start;
    const at = 3 * (first + i - extra);
    return [line[at]!, line[at + 1]!];
  });
}

function strokePath(count: number, at: At): string {
  if (count === 0) return '';
  const [x, y] = at(0);
  // A line of no length with round ends is a dot.
  if (count === 1) return `M${round(x)} ${round(y)}h.01`;
  let path = `M${round(x)} ${round(y)}`;
  for (let i = 1; i < count - 1; i++) {
    const [x1, y1] = at(i);
    const [x2, y2] = at(i + 1);
    path += `Q${round(x1)} ${round(y1)} ${round((x1 + x2) / 2)} ${round((y1 + y2) / 2)}`;
  }
  const [endX, endY] = at(count - 1);
  return `${path}L${round(endX)} ${round(endY)}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
