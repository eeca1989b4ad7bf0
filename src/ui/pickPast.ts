/** Which of the sampled pasts a reader means. */

/** Drawn as lines; the others can be reached by their number. */
export const PASTS_DRAWN = 32;

/**
 * The drawn past nearest to `z` at step `t`, or null where none is within `reach`. `pasts` is z of every past.
 * [T, M]
 */
export function nearestPast(
  pasts: Float32Array,
  steps: number,
  t: number,
  z: number,
  reach: number,
): number | null {
  const samples = pasts.length / steps;
  let nearest: number | null = null;
  let least = reach;
  for (let m = 0; m < Math.min(PASTS_DRAWN, samples); m++) {
    const distance = Math.abs(pasts[t * samples + m]! - z);
    if (distance > least) continue;
    least = distance;
    nearest = m;
  }
  return nearest;
}

/** The drawn past next above (1) or below (-1) the chosen one at step `t`; the chosen one where there is none. */
export function pastBeside(
  pasts: Float32Array,
  steps: number,
  t: number,
  chosen: number,
  direction: 1 | -1,
): number {
  const samples = pasts.length / steps;
  const at = (m: number) => pasts[t * samples + m]!;
  let found = chosen;
  for (let m = 0; m < Math.min(PASTS_DRAWN, samples); m++) {
    const beyond = (at(m) - at(chosen)) * direction;
    if (beyond > 0 && (found === chosen || (at(m) - at(found)) * direction < 0)) found = m;
  }
  return found;
}
