/** What the strips say at one step and one z. */
import type { ModelSpec } from '../config/experiment.ts';
import type { Axis } from '../posterior/axis.ts';
import type { ExactPosterior, WatchReport } from '../protocol.ts';
import { stripsText } from '../text/en/strips.ts';
import { decimals } from './format.ts';
import { shortName } from './modelNames.ts';

export interface StripCursor {
  /** From 0. */
  readonly t: number;
  readonly z: number;
}

/** The density at z, straight between the values of its axis; 0 beyond them. `density` [T, G] */
export function densityAt(density: Float32Array, axis: Axis, { t, z }: StripCursor): number {
  const at = ((z - axis.low) / (axis.high - axis.low)) * (axis.count - 1);
  if (!(at >= 0 && at <= axis.count - 1)) return 0;
  const g = Math.min(axis.count - 2, Math.floor(at));
  const from = density[t * axis.count + g]!;
  return from + (at - g) * (density[t * axis.count + g + 1]! - from);
}

/** "z = 1.24: SIS-RNN 0.310, VRNN 0.020, exact 0.352" */
export function stripReading(
  { posterior, exact }: { readonly posterior: WatchReport; readonly exact: ExactPosterior | null },
  models: readonly ModelSpec[],
  cursor: StripCursor,
): string {
  const text = stripsText();
  const parts = models.flatMap((model) => {
    const found = posterior.models.find(({ id }) => id === model.id);
    if (found === undefined) return [];
    const density = decimals(densityAt(found.density, posterior.axis, cursor), 3);
    return [text.densityOf(shortName(model), density)];
  });
  if (exact !== null)
    parts.push(text.exactDensity(decimals(densityAt(exact.density, exact.axis, cursor), 3)));
  return text.reading(`z = ${decimals(cursor.z, 2)}`, parts);
}

/** From the lowest to the highest of both, with as many values as the first. */
export function hull(axis: Axis, other: Axis | null): Axis {
  if (other === null || (other.low >= axis.low && other.high <= axis.high)) return axis;
  return {
    low: Math.min(axis.low, other.low),
    high: Math.max(axis.high, other.high),
    count: axis.count,
  };
}
