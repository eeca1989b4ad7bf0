/** Clouds of draws on a plane, and what they are coloured by. Pure. */
import type { LookedModel, SentenceSummary } from '../../protocol.ts';
import { latentMapText } from '../../text/en/latentMap.ts';
import { factorValue } from './factorWords.ts';

/** The plane of most variance, or two dimensions of z. */
export type MapAxes =
  | { readonly kind: 'principal' }
  | { readonly kind: 'dimensions'; readonly across: number; readonly up: number };

/** Draws on the plane; in one dimension all lie at height 0. [sentences, draws, 2] */
export function projected({ z, dimensions, plane }: LookedModel, axes: MapAxes): Float32Array {
  const count = z.length / dimensions;
  const points = new Float32Array(2 * count);
  for (let n = 0; n < count; n++) {
    const draw = z.subarray(n * dimensions, (n + 1) * dimensions);
    if (axes.kind === 'dimensions') {
      points[2 * n] = draw[Math.min(axes.across, dimensions - 1)]!;
      points[2 * n + 1] = dimensions === 1 ? 0 : draw[Math.min(axes.up, dimensions - 1)]!;
    } else
      plane.directions.forEach((direction, i) => {
        points[2 * n + i] = direction.reduce(
          (sum, value, d) => sum + value * (draw[d]! - plane.mean[d]!),
          0,
        );
      });
  }
  return points;
}

/** Share of the coordinates that lie within the reach: a few far draws must not shrink all others. */
const WITHIN = 0.995;

/** How far from 0 a picture of these points goes, the same to all sides and for all models. */
export function reachOf(maps: readonly Float32Array[]): number {
  const sizes = maps.map((points) => {
    const sorted = points.map(Math.abs).sort();
    return sorted[Math.floor(WITHIN * (sorted.length - 1))] ?? 0;
  });
  return Math.max(1e-3, 1.08 * Math.max(0, ...sizes));
}

/** Which sentence has a draw nearest to a place; null where none is within `within`. */
export function nearestSentence(
  points: Float32Array,
  draws: number,
  [x, y]: readonly [number, number],
  within: number,
): number | null {
  let best = within * within;
  let found: number | null = null;
  for (let n = 0; n < points.length / 2; n++) {
    const distance = (points[2 * n]! - x) ** 2 + (points[2 * n + 1]! - y) ** 2;
    if (distance > best) continue;
    best = distance;
    found = Math.floor(n / draws);
  }
  return found;
}

export interface Colouring {
  /** What each colour means, in words. */
  readonly values: readonly string[];
  /** Of each sentence, which of the values it has. */
  readonly of: readonly number[];
}

/** The one colouring that all sentences have: how long they are. */
export const LENGTH = 'length';

/** By a hidden factor of the grammar, or by length; by length too where there is no such factor. */
export function colouringBy({ factors, examples, unit }: SentenceSummary, name: string): Colouring {
  const place = factors.findIndex((factor) => factor.name === name);
  const factor = factors[place];
  if (factor !== undefined)
    return {
      values: factor.values.map(factorValue),
      of: examples.map((example) => example.factors[place]!),
    };
  return lengthColouring(
    examples.map(({ length }) => length),
    unit,
  );
}

const LENGTH_GROUPS = 4;

/** Groups of about as many sentences each, the shortest first. */
function lengthColouring(lengths: readonly number[], unit: SentenceSummary['unit']): Colouring {
  const sorted = [...lengths].sort((a, b) => a - b);
  const cuts = Array.from(
    { length: LENGTH_GROUPS - 1 },
    (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / LENGTH_GROUPS) - 1] ?? 0,
  );
  // Many sentences of one length make fewer groups.
  const ends = [...new Set([...cuts, sorted.at(-1) ?? 0])];
  const first = (group: number) => (group === 0 ? (sorted[0] ?? 0) : ends[group - 1]! + 1);
  const text = latentMapText();
  return {
    values: ends.map((end, group) =>
      first(group) >= end ? text.length(end, unit) : text.lengths(first(group), end, unit),
    ),
    of: lengths.map((length) => ends.findIndex((end) => length <= end)),
  };
}
