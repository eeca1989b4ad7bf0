/** Whether a density has parted into branches, and not only a dent at its top. */
import type { Axis } from '../axis.ts';
import { modes } from '../modes.ts';

/** Between two branches the density falls below this share of the lower one. */
export const VALLEY = 0.5;

/** `density` [G], on any scale. */
export function isForked(density: Float32Array, axis: Axis): boolean {
  const spacing = (axis.high - axis.low) / (axis.count - 1);
  const indexOf = (at: number) => Math.round((at - axis.low) / spacing);
  const tops = modes(density, axis);
  return tops.slice(1).some((right, i) => {
    const left = tops[i]!;
    const between = density.subarray(indexOf(left.at), indexOf(right.at) + 1);
    return Math.min(...between) < VALLEY * Math.min(left.density, right.density);
  });
}

/** Of the first `length` steps, how many are forked. `density` [T, G] */
export function forkedSteps(density: Float32Array, axis: Axis, length: number): number {
  let forked = 0;
  for (let t = 0; t < length; t++)
    if (isForked(density.subarray(t * axis.count, (t + 1) * axis.count), axis)) forked++;
  return forked;
}
