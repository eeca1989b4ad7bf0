/** Modes of a density on an axis: its local maxima that are not negligible. */
import type { Axis } from './axis.ts';

export interface Mode {
  /** In units of z, between the values of the axis: the vertex of the parabola through three of them. */
  readonly at: number;
  /** The density's largest value there, on the axis. */
  readonly density: number;
}

/** A local maximum counts above this share of the largest. */
const LEAST_SHARE = 0.05;

/** A valley shallower than this share of the largest value is rounding (float32: 6e-8) and parts no modes. */
const ROUNDING = 1e-6;

/**
 * Local maxima above 5 % of the largest value, from low to high. A plateau is one mode, at its middle; a
 * density that is highest at an end of the axis has a mode there. None where a value is not finite.
 *
 * @param density [G], on any scale
 */
export function modes(density: ArrayLike<number>, { low, high, count }: Axis): Mode[] {
  const values = Float64Array.from(density);
  if (values.length !== count) {
    throw new RangeError(`the density holds ${values.length} values, the axis ${count}`);
  }
  if (!values.every(Number.isFinite)) return [];
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const found: Mode[] = [];
  // Climb to a top, and take it once the density has fallen from it; then to a valley, likewise.
  let climbing = true;
  let top = 0;
  let valley = 0;
  for (let g = 0; g <= count; g++) {
    const value = g < count ? values[g]! : Number.NEGATIVE_INFINITY;
    if (climbing) {
      if (value > values[top]!) top = g;
      else if (value < values[top]! - ROUNDING * largest) {
        if (values[top]! > LEAST_SHARE * largest) found.push(modeAt(top));
        climbing = false;
        valley = g;
      }
    } else if (value < (values[valley] ?? value)) valley = g;
    else if (value > values[valley]! + ROUNDING * largest) {
      climbing = true;
      top = g;
    }
  }
  return found;

  function modeAt(first: number): Mode {
    const peak = values[first]!;
    let last = first;
    while (last + 1 < count && values[last + 1] === peak) last++;
    let offset = (last - first) / 2;
    if (last === first && first > 0 && first < count - 1) {
      const [before, after] = [values[first - 1]!, values[first + 1]!];
      offset = (before - after) / (2 * (before - 2 * peak + after));
    }
    return { at: low + ((first + offset) * (high - low)) / (count - 1), density: peak };
  }
}
