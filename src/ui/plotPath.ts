/** Curves as SVG paths, and the value of a curve under a cursor. */

export interface Scale {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export function scaled(value: number, { from: [low, high], to: [start, end] }: Scale): number {
  return start + ((value - low) / (high - low)) * (end - start);
}

/** A line through the points whose value is finite; with `connect`, over the gaps too. */
export function linePath(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  x: Scale,
  y: Scale,
  connect: boolean,
): string {
  let path = '';
  let pen = 'M';
  for (let i = 0; i < xs.length; i++) {
    const down = scaled(ys[i]!, y);
    if (!Number.isFinite(down)) {
      if (!connect) pen = 'M';
      continue;
    }
    path += `${pen}${scaled(xs[i]!, x).toFixed(1)} ${down.toFixed(1)}`;
    pen = path === '' ? 'M' : 'L';
  }
  return path;
}

/** The area between a curve and the bottom of its plot. */
export function areaPath(xs: ArrayLike<number>, ys: ArrayLike<number>, x: Scale, y: Scale): string {
  const line = linePath(xs, ys, x, y, true);
  if (line === '') return '';
  const floor = y.to[0].toFixed(1);
  return `${line}V${floor}H${scaled(xs[0]!, x).toFixed(1)}Z`;
}

/** Index of the value nearest to `wanted`; `values` ascend. -1 of none. */
export function nearestIndex(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= wanted) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  return wanted - values[low]! <= values[high]! - wanted ? low : high;
}

/** The curve at `at`: of its nearest point with a finite value, no further off than `reach`; else NaN. */
export function valueAt(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  at: number,
  reach: number,
): number {
  const centre = nearestIndex(xs, at);
  let [below, above] = [centre, centre + 1];
  while (below >= 0 && !Number.isFinite(ys[below]!)) below--;
  while (above < xs.length && !Number.isFinite(ys[above]!)) above++;
  const distanceTo = (i: number) =>
    i >= 0 && i < xs.length ? Math.abs(xs[i]! - at) : Number.POSITIVE_INFINITY;
  const nearest = distanceTo(below) <= distanceTo(above) ? below : above;
  return distanceTo(nearest) <= reach ? ys[nearest]! : Number.NaN;
}
