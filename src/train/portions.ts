/**
 * A batch of long sequences is taken in portions whose gradients are added up, because what a step keeps for its
 * backward pass grows with rows, steps times sequences: at the paper's widths 20 kB each. A function of the sizes
 * alone, so that a run's numbers do not depend on the machine.
 */

import { noiseWidth } from '../model/mixing.ts';
import type { ModelShape } from '../model/shape.ts';

export interface Portion {
  /** The first sequence, and how many. */
  readonly first: number;
  readonly count: number;
}

/** Rows of a portion: half a gigabyte of activations at the paper's widths. */
export const ROWS_AT_ONCE = 2 ** 15;

/** Levels of proposed coins that are held at once: 64 MB. */
const PROPOSED_FLOATS = 2 ** 24;

/** `most` rows, or fewer where a reverse model proposes K extra draws for each row. */
export function rowsWithDraws(shape: ModelShape, mixingSamples: number, most: number): number {
  if (!shape.reverse) return most;
  const perRow = Math.max(1, mixingSamples) * noiseWidth(shape);
  return Math.max(1, Math.min(most, Math.floor(PROPOSED_FLOATS / perRow)));
}

/** Portions of at most `ROWS_AT_ONCE` rows, or of one sequence, that differ by one sequence at most. */
export function portionsOf(steps: number, size: number, rowsAtOnce: number): Portion[] {
  const most = Math.max(1, Math.floor(rowsAtOnce / steps));
  const count = Math.ceil(size / most);
  const starts = Array.from({ length: count + 1 }, (_, i) => Math.floor((i * size) / count));
  return starts.slice(0, -1).map((first, i) => ({ first, count: starts[i + 1]! - first }));
}
