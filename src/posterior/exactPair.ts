/**
 * The exact joint of z before a step and at it, p(z_{t-1}, z_t | x), over all pasts: from the filter density before
 * and the density at the step, with no more of the observations than those hold,
 *
 *   F_{t-1}(i) f_t(j | i) S_t(j) / sum_i F_{t-1}(i) f_t(j | i) dz
 *
 * S_t is the filter's density for p(z_{t-1}, z_t | x_1..x_t) and the smoother's for p(z_{t-1}, z_t | x_1..x_T).
 */
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { type Axis, axisValues } from './axis.ts';
import { transitionMean } from './latentGrid.ts';

/** Beyond so many sd a transition is nothing. */
const CUT_SD = 7;

/**
 * @param filter F on the axis [T, G]
 * @param wanted S on the axis [T, G]
 * @param cells a coarser axis over the same range, of which each value takes the mass around it
 * @returns per unit of both, z before in rows [T, A, A]; 0 at the first step, which has none before it
 */
export function exactPairs(
  definition: Generator,
  parameters: GeneratorParameters,
  filter: Float32Array,
  wanted: Float32Array,
  axis: Axis,
  cells: Axis,
): Float32Array {
  const steps = filter.length / axis.count;
  const values = axisValues(axis);
  const spacing = (axis.high - axis.low) / (axis.count - 1);
  const width = (cells.high - cells.low) / (cells.count - 1);
  const cellOf = values.map((value) => Math.round((value - cells.low) / width));
  const sd = definition.transitionSd(parameters);
  const scale = 1 / (sd * Math.sqrt(2 * Math.PI));
  const out = new Float32Array(steps * cells.count ** 2);
  const kernel = new Float64Array(axis.count ** 2); // f(j | i) [G, G]
  for (let t = 1; t < steps; t++) {
    const before = filter.subarray((t - 1) * axis.count, t * axis.count);
    const at = wanted.subarray(t * axis.count, (t + 1) * axis.count);
    const predicted = new Float64Array(axis.count);
    for (let i = 0; i < axis.count; i++) {
      if (!(before[i]! > 0)) continue;
      const mean = transitionMean(definition, parameters, values[i]!, t + 1);
      for (let j = 0; j < axis.count; j++) {
        const off = (values[j]! - mean) / sd;
        const density = Math.abs(off) < CUT_SD ? scale * Math.exp(-0.5 * off * off) : 0;
        kernel[i * axis.count + j] = density;
        predicted[j]! += before[i]! * density * spacing;
      }
    }
    const share = (spacing / width) ** 2;
    for (let i = 0; i < axis.count; i++) {
      if (!(before[i]! > 0)) continue;
      const row = (t * cells.count + cellOf[i]!) * cells.count;
      for (let j = 0; j < axis.count; j++) {
        if (!(at[j]! > 0 && predicted[j]! > 0)) continue;
        const joint = (before[i]! * kernel[i * axis.count + j]! * at[j]!) / predicted[j]!;
        out[row + cellOf[j]!]! += share * joint;
      }
    }
  }
  return out;
}
