/** The vertical range of a joint of two dimensions, of which the report only gives the horizontal one. */
import type { ModelPosterior } from '../protocol.ts';
import { ticksBetween } from './ticks.ts';

/** Share of the draws that may stick out on either side. */
const TAIL = 0.004;
const LOOK_AT = 4000;

/** From the draws of all models at all steps, out to round values, so that it holds still between reports. */
export function otherRange({
  models,
}: {
  readonly models: readonly Pick<ModelPosterior, 'pairs'>[];
}): readonly [number, number] {
  const values: number[] = [];
  for (const { pairs } of models) {
    const count = pairs.length / 2;
    const stride = Math.max(1, Math.ceil((count * models.length) / LOOK_AT));
    for (let m = 0; m < count; m += stride) {
      const value = pairs[2 * m + 1] ?? Number.NaN;
      if (Number.isFinite(value)) values.push(value);
    }
  }
  if (values.length === 0) return [-3, 3];
  values.sort((a, b) => a - b);
  const low = values[Math.floor(TAIL * (values.length - 1))] ?? -3;
  const high = values[Math.ceil((1 - TAIL) * (values.length - 1))] ?? 3;
  const margin = (high - low) * 0.1 || 1;
  const ticks = ticksBetween(low - margin, high + margin, 5);
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0) || 1;
  return [Math.floor((low - margin) / step) * step, Math.ceil((high + margin) / step) * step];
}
