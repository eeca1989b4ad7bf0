/** The common z-axis of a picture: wide enough for every model and prior, round, and slow to move. */

/** `count` values from low to high, both included. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Gaussian components, as a posterior or prior is reported: any leading shape, D last. */
export interface Components {
  /** [..., D] */
  readonly mu: Float32Array;
  /** [..., D] */
  readonly sigma: Float32Array;
  readonly dimensions: number;
}

/** An axis shrinks when what is wanted fills less than this share of it. */
const SHRINK_BELOW = 0.6;

/** Share of the components that may stick out on either side: one stray sample moves no axis. */
const TAIL = 0.005;

/** Quantiles are taken over at most this many components of a set, evenly spread. */
const LOOK_AT = 4096;

/**
 * The range that shows every set: quantiles of mu -/+ 3 sigma, the widest over the sets. Components that
 * are not finite are passed over; without any the range is [-3, 3].
 */
export function wantedRange(sets: readonly Components[], dimension: number): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { mu, sigma, dimensions } of sets) {
    const total = Math.floor(mu.length / dimensions);
    const shown = Math.min(total, LOOK_AT);
    const lows: number[] = [];
    const highs: number[] = [];
    for (let n = 0; n < shown; n++) {
      const index = Math.floor((n * total) / shown) * dimensions + dimension;
      const reach = 3 * sigma[index]!;
      const centre = mu[index]!;
      if (!Number.isFinite(centre) || !Number.isFinite(reach)) continue;
      lows.push(centre - reach);
      highs.push(centre + reach);
    }
    if (lows.length === 0) continue;
    low = Math.min(low, quantile(lows, TAIL));
    high = Math.max(high, quantile(highs, 1 - TAIL));
  }
  return low < high ? { low, high } : { low: -3, high: 3 };
}

function quantile(values: number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.round(share * (sorted.length - 1))]!;
}

/** The range rounded outward to a tenth or so of its width: steps of 1, 2 or 5 times a power of ten. */
export function niceAxis(range: Range, count: number): Axis {
  const step = niceStep(range, 10);
  return {
    low: clean(Math.floor(range.low / step) * step),
    high: clean(Math.ceil(range.high / step) * step),
    count,
  };
}

/**
 * The axis to draw next. It grows at once where something would stick out, keeping what it showed, and
 * shrinks only when the wanted range is under 60 % of it, so that a picture does not flicker.
 */
export function stableAxis(previous: Axis | null, wanted: Range, count: number): Axis {
  if (previous === null) return niceAxis(wanted, count);
  const low = Math.min(previous.low, wanted.low);
  const high = Math.max(previous.high, wanted.high);
  // Rounding outward makes a range at most 1.5 times as wide, so a fresh axis is never shrunk at once.
  if (wanted.high - wanted.low < SHRINK_BELOW * (high - low)) return niceAxis(wanted, count);
  if (low === previous.low && high === previous.high) return { low, high, count };
  return niceAxis({ low, high }, count);
}

/** The values of an axis. [G] */
export function axisValues({ low, high, count }: Axis): Float64Array {
  return Float64Array.from({ length: count }, (_, g) => low + (g * (high - low)) / (count - 1));
}

/** Round values inside [low, high] for labels, in steps of 1, 2 or 5 times a power of ten: `count` + 1 or fewer. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(low < high) || !Number.isFinite(high - low)) return [];
  const step = niceStep({ low, high }, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, n) => clean((first + n) * step));
}

/** The smallest of 1, 2, 5 times a power of ten that cuts the range into `parts` or fewer. */
function niceStep({ low, high }: Range, parts: number): number {
  const least = (high - low) / Math.max(1, parts);
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** 0.30000000000000004 and -0 are no labels. */
function clean(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
