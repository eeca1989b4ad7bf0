/** log p(x | z) of one observation at every node of a grid, from a table made once. */
import { NUMBERS } from '../generators/arithmetic.ts';
import { logFactorial } from '../generators/emission.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { LARGEST_LOG_COUNT, type LatentGrid } from './latentGrid.ts';

/** The observation at every node; all arrays [G]. */
export type Observation =
  | {
      readonly kind: 'gaussian';
      /** log p(x | z) = logPeak - 0.5 ((x - mean) inverseSd)^2 */
      readonly mean: Float64Array;
      readonly inverseSd: Float64Array;
      readonly logPeak: Float64Array;
    }
  | {
      readonly kind: 'poisson';
      /** log p(x | z) = x logRate - rate - log x! */
      readonly logRate: Float64Array;
      readonly rate: Float64Array;
    };

export function tabulate(
  definition: Generator,
  parameters: GeneratorParameters,
  { values }: LatentGrid,
): Observation {
  const { length } = values;
  const table = { mean: new Float64Array(length), inverseSd: new Float64Array(length) };
  const logPeak = new Float64Array(length);
  const counted = { logRate: new Float64Array(length), rate: new Float64Array(length) };
  let counts = false;
  values.forEach((z, j) => {
    const given = definition.observation(NUMBERS, parameters, [z]);
    if (given.kind === 'poisson') {
      counts = true;
      counted.logRate[j] = given.logRate;
      counted.rate[j] = Math.exp(given.logRate);
      return;
    }
    table.mean[j] = given.mean;
    table.inverseSd[j] = Math.exp(-given.logSd);
    logPeak[j] = -given.logSd - 0.5 * Math.log(2 * Math.PI);
  });
  return counts ? { kind: 'poisson', ...counted } : { kind: 'gaussian', ...table, logPeak };
}

/** log p(x | z) at every node into `out` [G]; returns the largest. NaN where x is, or is a count too large for a grid. */
export function fillLogLikelihood(out: Float64Array, x: number, observation: Observation): number {
  let best = Number.NEGATIVE_INFINITY;
  if (observation.kind === 'gaussian') {
    const { mean, inverseSd, logPeak } = observation;
    for (let j = 0; j < out.length; j++) {
      const scaled = (x - mean[j]!) * inverseSd[j]!;
      const value = logPeak[j]! - 0.5 * scaled * scaled;
      out[j] = value;
      if (!(value <= best)) best = value;
    }
    return best;
  }
  const { logRate, rate } = observation;
  const seen = x <= Math.exp(LARGEST_LOG_COUNT) ? x : Number.NaN;
  const offset = logFactorial(NUMBERS, seen);
  for (let j = 0; j < out.length; j++) {
    const value = seen * logRate[j]! - rate[j]! - offset;
    out[j] = value;
    if (!(value <= best)) best = value;
  }
  return best;
}
