/**
 * The dip of Hartigan and Hartigan, The dip test of unimodality, Annals of Statistics 13 (1985): the
 * least sup|F - U| over unimodal U, which are convex up to a mode and concave after it. A mass in one
 * point is allowed at the mode and nowhere else.
 *
 * With G the greatest convex minorant and L the least concave majorant of F on the modal interval, the
 * interval shrinks to where L - G is largest, and the dip grows to the largest F - G left of it and
 * L - F right of it, until L - G on what remains is no larger. Both hulls of an interval are found in one
 * pass; a few intervals are enough (O(n) after sorting), n of them in the worst case.
 */
import { type Axis, axisValues } from './axis.ts';
import { cumulative } from './mass.ts';

/**
 * The dip of a sample: between 1/(2n), as low as a sample without ties can be, and 1/4. A sample whose
 * values are all equal has dip 0, an empty one NaN.
 *
 * @param sorted [n], ascending, finite
 * @throws RangeError when the values are not ascending (so also where one is NaN)
 */
export function dip(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  const values = new Float64Array(n); // distinct; the first `count` are used
  const below = new Float64Array(n); // sample values below it
  const through = new Float64Array(n); // sample values up to and including it
  let count = 0;
  for (let i = 0; i < n; i++) {
    const value = sorted[i]!;
    if (i > 0 && !(value >= sorted[i - 1]!)) {
      throw new RangeError(`value ${i} of the sample is ${value}, after ${sorted[i - 1]}`);
    }
    if (i === 0 || value > sorted[i - 1]!) {
      values[count] = value;
      below[count] = i;
      count++;
    }
    through[count - 1] = i + 1;
  }
  return n === 0 ? Number.NaN : dipOfSteps(values, below, through, count) / n;
}

/**
 * The dip of a distribution given by its density: no sample, no sampling error. 0 where it is unimodal,
 * to rounding. The density is scaled to mass 1 on the axis.
 *
 * @param density [G] on `axis`
 */
export function densityDip(density: ArrayLike<number>, axis: Axis): number {
  const distribution = cumulative(density, axis);
  if (!distribution.every(Number.isFinite)) return Number.NaN;
  return dipOfSteps(axisValues(axis), distribution, distribution, axis.count);
}

/** `below` and `through` are the limits of F from either side at the `count` values. */
function dipOfSteps(
  values: Float64Array,
  below: Float64Array,
  through: Float64Array,
  count: number,
): number {
  const convex = new Float64Array(count); // G at the values of the modal interval
  const concave = new Float64Array(count); // L
  const convexTouches = new Int32Array(count); // indices of the contacts with F
  const concaveTouches = new Int32Array(count);
  let twiceDip = 0;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const convexCount = hull(convex, convexTouches, values, below, low, high, 1);
    const concaveCount = hull(concave, concaveTouches, values, through, low, high, -1);

    // L - G is concave with its corners at contacts, so its maximum is at one of them.
    let widest = Number.NEGATIVE_INFINITY;
    let from = low;
    let to = high;
    for (let j = 0, i = 0; j < concaveCount; j++) {
      const touch = concaveTouches[j]!;
      while (i + 1 < convexCount && convexTouches[i + 1]! <= touch) i++;
      const width = concave[touch]! - convex[touch]!;
      if (width > widest) [widest, from, to] = [width, convexTouches[i]!, touch];
    }
    for (let i = 0, j = 0; i < convexCount; i++) {
      const touch = convexTouches[i]!;
      while (concaveTouches[j]! < touch) j++;
      const width = concave[touch]! - convex[touch]!;
      if (width > widest) [widest, from, to] = [width, touch, concaveTouches[j]!];
    }
    if (widest <= twiceDip) break;

    for (let k = low; k < from; k++) twiceDip = Math.max(twiceDip, through[k]! - convex[k]!);
    for (let k = high; k > to; k--) twiceDip = Math.max(twiceDip, concave[k]! - below[k]!);
    low = from;
    high = to;
  }
  return twiceDip / 2;
}

/**
 * The greatest convex minorant (`sign` 1) or least concave majorant (-1) of the points
 * (values[k], heights[k]), k = low..high. Its heights go into `out`, at the same k; the indices of its
 * corners into `touches`. Returns how many corners.
 */
function hull(
  out: Float64Array,
  touches: Int32Array,
  values: Float64Array,
  heights: Float64Array,
  low: number,
  high: number,
  sign: 1 | -1,
): number {
  let size = 0;
  for (let k = low; k <= high; k++) {
    while (size > 1) {
      const a = touches[size - 2]!;
      const b = touches[size - 1]!;
      const rise = (heights[b]! - heights[a]!) * (values[k]! - values[b]!);
      const next = (heights[k]! - heights[b]!) * (values[b]! - values[a]!);
      if (sign * (next - rise) > 0) break;
      size--;
    }
    touches[size++] = k;
  }
  for (let n = 0; n < size; n++) {
    const a = touches[n]!;
    out[a] = heights[a]!;
    if (n + 1 === size) break;
    const b = touches[n + 1]!;
    const slope = (heights[b]! - heights[a]!) / (values[b]! - values[a]!);
    for (let k = a + 1; k < b; k++) out[k] = heights[a]! + slope * (values[k]! - values[a]!);
  }
  return size;
}
