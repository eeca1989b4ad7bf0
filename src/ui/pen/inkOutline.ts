/** Drawn strokes as outlines to be filled: thick where the pen pressed, or, of a pointer without pressure, where it was slow. */
import { getStroke } from 'perfect-freehand';
import type { Stroke } from '../../protocol.ts';

/** How much of the width pressure decides. */
const THINNING = 0.55;

/** One closed path a stroke; `width` at middling pressure, in the units of the strokes. */
export function inkOutline(strokes: readonly Stroke[], width: number): string {
  return strokes.map((stroke) => outlineOf(stroke, width)).join('');
}

function outlineOf({ x, y, pressure }: Stroke, size: number): string {
  const points = x.map((value, i) => [value, y[i]!, pressure?.[i] ?? 0.5]);
  const outline = getStroke(points, {
    size,
    thinning: THINNING,
    smoothing: 0.5,
    // Ink is where the pen was, and not behind it.
    streamline: 0,
    simulatePressure: pressure === undefined,
    last: true,
  });
  const [first] = outline;
  if (first === undefined) return '';
  const middles = outline.map(([x0 = 0, y0 = 0], i) => {
    const [x1 = 0, y1 = 0] = outline[(i + 1) % outline.length]!;
    return `${round(x0)} ${round(y0)} ${round((x0 + x1) / 2)} ${round((y0 + y1) / 2)}`;
  });
  return `M${round(first[0]!)} ${round(first[1]!)}Q${middles.join('Q')}Z`;
}

const round = (value: number) => Math.round(value * 10) / 10;
