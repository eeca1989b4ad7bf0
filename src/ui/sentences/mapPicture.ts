/** Paints clouds of draws: a dot each, those of one sentence large where it is singled out. */
import { type Rgb, resolvedColour } from '../colours.ts';
import type { Colouring } from './mapPoints.ts';

export interface MapPicture {
  /** [sentences, draws, 2] */
  readonly points: Float32Array;
  readonly draws: number;
  readonly reach: number;
  readonly colouring: Colouring;
  /** The one value that is shown strong; null: all. */
  readonly only: number | null;
  /** The sentence singled out. */
  readonly sentence: number | null;
}

/** CSS variables that hold the colours of values, in order; more values begin again. */
export const VALUE_COLOURS = 8;

export function valueColour(value: number): string {
  return `var(--value-${value % VALUE_COLOURS})`;
}

export function paintMap(canvas: HTMLCanvasElement, side: number, picture: MapPicture): void {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(side * scale);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(scale, scale);
  const { points, draws, reach, colouring, only, sentence } = picture;
  const colours = colouring.values.map((_, value) => resolved(canvas, valueColour(value)));
  const ink = resolved(canvas, 'var(--ink)');
  const place = (n: number): [number, number] => [
    ((points[2 * n]! / reach + 1) / 2) * side,
    ((1 - points[2 * n + 1]! / reach) / 2) * side,
  ];
  const dot = (n: number, radius: number, colour: Rgb, alpha: number) => {
    context.fillStyle = `rgb(${colour.join(' ')} / ${alpha})`;
    context.beginPath();
    context.arc(...place(n), radius, 0, 2 * Math.PI);
    context.fill();
  };
  for (let n = 0; n < points.length / 2; n++) {
    const of = Math.floor(n / draws);
    if (of === sentence) continue;
    const value = colouring.of[of] ?? 0;
    const strong = sentence === null && (only === null || only === value);
    dot(n, strong ? 1.9 : 1.5, colours[value]!, strong ? 0.62 : 0.13);
  }
  if (sentence === null) return;
  for (let n = sentence * draws; n < (sentence + 1) * draws; n++) {
    dot(n, 5, ink, 0.9);
    dot(n, 3.6, colours[colouring.of[sentence] ?? 0]!, 1);
  }
}

/** What a colour of CSS is on the page now. */
function resolved(canvas: HTMLCanvasElement, colour: string): Rgb {
  const before = canvas.style.color;
  canvas.style.color = colour;
  const found = resolvedColour(canvas);
  canvas.style.color = before;
  return found;
}
