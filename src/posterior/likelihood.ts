/** log p(x | z) of one observation at every node of a grid, from a table made once. */
import { type Generator, type GeneratorParameters, NUMBERS } from '../generators.ts';
import type { LatentGrid } from './latentGrid.ts';

/** The observation at every node. Each [G]; log p(x | z) = logPeak - 0.5 ((x - mean) inverseSd)^2. */
export interface Observation {
  readonly mean: Float64Array;
  readonly inverseSd: Float64Array;
  readonly logPeak: Float64Array;
}

export function tabulate(
  definition: Generator,
  parameters: GeneratorParameters,
  { values }: LatentGrid,
): Observation {
  const at = Array.from(values, (z) => definition.observation(NUMBERS, parameters, [z]));
  return {
    mean: Float64Array.from(at, ({ mean }) => mean),
    inverseSd: Float64Array.from(at, ({ logSd }) => Math.exp(-logSd)),
    logPeak: Float64Array.from(at, ({ logSd }) => -logSd - 0.5 * Math.log(2 * Math.PI)),
  };
}

/** log p(x | z) at every node into `out` [G]; returns the largest, NaN where x is. */
export function fillLogLikelihood(
  out: Float64Array,
  x: number,
  { mean, inverseSd, logPeak }: Observation,
): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < out.length; j++) {
    const scaled = (x - mean[j]!) * inverseSd[j]!;
    const value = logPeak[j]! - 0.5 * scaled * scaled;
    out[j] = value;
    if (!(value <= best)) best = value;
  }
  return best;
}
