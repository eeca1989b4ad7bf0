/**
 * The paper of the page's pad: whole pad units, y downwards, PAD_HEIGHT of them as high as a typical line of the
 * data. Between what is written there and the offsets of the data set lies `offsetsOfInk`.
 */
import type { Settings } from '../../config/settings.ts';
import type { Dataset, Split } from '../dataset.ts';
import type { Stroke } from './ink.ts';
import type { Point } from './letterforms.ts';
import { sampleInTime } from './penPath.ts';
import { WRITERS } from './writers.ts';

/** Pad units of a typical line's height. */
export const PAD_HEIGHT = 256;
/** Lines a pad is measured on. */
const MEASURED = 64;
/** A drawn stroke is smoothed over this share of a step before it is sampled. */
const SMOOTHED_SHARE = 0.25;

export interface PadScale {
  /** Units of the data set in one pad unit. */
  readonly unit: number;
  /** Data units between two samples of a pen on a straight line, and how much slower it is in curves. */
  readonly speed: number;
  readonly slowing: number;
  /** Width over height of a typical line. */
  readonly aspect: number;
  /** Steps of a typical line. */
  readonly steps: number;
}

/** What a pad for this data set is like, measured on its first training lines. */
export function padScaleOf(dataset: Dataset, settings: Settings): PadScale {
  const lines = linesOf(dataset, dataset.train, Math.min(MEASURED, dataset.train.count));
  const boxes = lines.map(boxOf);
  const height = median(boxes.map((box) => box.height)) || 1;
  const width = median(boxes.map((box) => box.width));
  const written = settings.data === 'handwriting' ? tempoOf(settings.writers) : null;
  return {
    unit: height / PAD_HEIGHT,
    speed: written?.speed ?? median(lines.flatMap(stepLengths)),
    slowing: written?.slowing ?? 0,
    aspect: width / height,
    steps: Math.round(median(lines.map((line) => line.length / 3))),
  };
}

/** The tempo of the writers at work, averaged. */
function tempoOf(count: number): Pick<PadScale, 'speed' | 'slowing'> {
  const hands = WRITERS.slice(0, count);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    speed: mean(hands.map(({ speed, size }) => speed * Math.sqrt(size))),
    slowing: mean(hands.map(({ slowing }) => slowing)),
  };
}

/** The first `count` lines of a part, in units of the data set. [N, 3] each */
export function linesOf(dataset: Dataset, part: Split, count: number): Float32Array[] {
  const { offset, scale } = dataset.unitScale ?? { offset: [0, 0, 0], scale: [1, 1, 1] };
  return Array.from({ length: Math.min(count, part.count) }, (_, index) => {
    const { x, mask, steps } = part.batch([index], 0);
    const length = mask?.reduce((sum, present) => sum + present, 0) ?? steps;
    return x.slice(0, 3 * length).map((value, i) => value * scale[i % 3]! + offset[i % 3]!);
  });
}

/** A line as ink of the pad, its first point at the origin. */
export function inkOf(line: ArrayLike<number>, { unit }: Pick<PadScale, 'unit'>): Stroke[] {
  const strokes: { x: number[]; y: number[] }[] = [{ x: [0], y: [0] }];
  let [x, y] = [0, 0];
  for (let i = 0; i < line.length; i += 3) {
    if (i > 0 && line[i - 1]! > 0.5) strokes.push({ x: [], y: [] });
    x += line[i]! / unit;
    y -= line[i + 1]! / unit;
    strokes.at(-1)!.x.push(Math.round(x));
    strokes.at(-1)!.y.push(Math.round(y));
  }
  return strokes;
}

/**
 * Ink of the pad as a pen of the data set would have recorded it: offsets in data units [N, 3], N 0 for a single
 * point. `sampled` ink keeps its points. The last point lifts the pen only where `lifted`.
 */
export function offsetsOfInk(
  strokes: readonly Stroke[],
  { unit, speed, slowing }: Pick<PadScale, 'unit' | 'speed' | 'slowing'>,
  { sampled, lifted }: { readonly sampled: boolean; readonly lifted: boolean },
): Float32Array {
  const points = strokes.flatMap((stroke) => {
    const path = stroke.x.map((x, i): Point => ({ x: x * unit, y: -stroke.y[i]! * unit }));
    const kept = sampled
      ? path
      : sampleInTime(evened(path, SMOOTHED_SHARE * speed), speed, slowing);
    return kept.map((point, i) => ({ ...point, lifts: i === kept.length - 1 }));
  });
  const offsets = new Float32Array(3 * Math.max(0, points.length - 1));
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    const lifts = i === points.length - 1 ? lifted : to.lifts;
    offsets.set([to.x - from.x, to.y - from.y, lifts ? 1 : 0], 3 * (i - 1));
  }
  return offsets;
}

/** Points about `spacing` apart along a path, smoothed: a hand's tremor is no curve to slow down in. */
function evened(path: readonly Point[], spacing: number): Point[] {
  const even = sampleInTime(
    path.filter((point, i) => i === 0 || point.x !== path[i - 1]!.x || point.y !== path[i - 1]!.y),
    spacing,
    0,
  );
  return even.map((point, i) => {
    const [before, after] = [even[i - 1], even[i + 1]];
    if (before === undefined || after === undefined) return point;
    return {
      x: (before.x + 2 * point.x + after.x) / 4,
      y: (before.y + 2 * point.y + after.y) / 4,
    };
  });
}

function boxOf(line: Float32Array): { width: number; height: number } {
  let [x, y] = [0, 0];
  const [xs, ys] = [[0], [0]];
  for (let i = 0; i < line.length; i += 3) {
    x += line[i]!;
    y += line[i + 1]!;
    xs.push(x);
    ys.push(y);
  }
  return { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
}

/** Of the steps on paper. */
function stepLengths(line: Float32Array): number[] {
  const lengths: number[] = [];
  for (let i = 3; i < line.length; i += 3)
    if (line[i - 1]! < 0.5) lengths.push(Math.hypot(line[i]!, line[i + 1]!));
  return lengths;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
