/**
 * Fewer points of a curve, so that a chart stays cheap: every bucket keeps its lowest and its highest
 * point, so that spikes survive. Buckets hold a power of two points counted from the first one, so that
 * a growing curve does not shimmer from one report to the next.
 */

/** At most `limit` (>= 3) of `points`, in order, the last one always among them; a new list. */
export function decimate<P>(
  points: readonly P[],
  limit: number,
  heightOf: (point: P) => number,
): readonly P[] {
  if (points.length <= limit) return points.slice();
  let stride = 2;
  // Two a bucket, and the last point of all.
  while (Math.ceil(points.length / stride) * 2 + 1 > Math.max(3, limit)) stride *= 2;
  const kept: P[] = [];
  for (let start = 0; start < points.length; start += stride) {
    const end = Math.min(start + stride, points.length);
    let low = start;
    let high = start;
    for (let i = start + 1; i < end; i++) {
      if (heightOf(points[i]!) < heightOf(points[low]!)) low = i;
      if (heightOf(points[i]!) > heightOf(points[high]!)) high = i;
    }
    kept.push(points[Math.min(low, high)]!);
    if (low !== high) kept.push(points[Math.max(low, high)]!);
  }
  const last = points[points.length - 1]!;
  if (kept[kept.length - 1] !== last) kept.push(last);
  return kept;
}

/**
 * The range of a vertical axis: from the `cut` quantile to the highest value, a margin on both sides.
 * A bound starts thousands of nats below where it ends; showing its first points would flatten the rest.
 * Null where no value is finite.
 */
export function curveRange(
  values: readonly number[],
  cut: number,
  margin = 0.06,
): readonly [number, number] | null {
  const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (finite.length === 0) return null;
  const low = finite[Math.floor(cut * (finite.length - 1))]!;
  const high = finite[finite.length - 1]!;
  const pad = high > low ? (high - low) * margin : Math.abs(high) * margin || 1;
  return [low - pad, high + pad];
}
