/** Round values for an axis. */

/** Multiples of 1, 2 or 5 times a power of ten within [low, high], about `wanted` of them. */
export function ticksBetween(low: number, high: number, wanted: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span) || wanted < 1) return [];
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((size) => size >= rough * 0.999) ?? power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** Time steps to mark, as indices from 0: the first, and round ones counted from 1. */
export function timeTicks(steps: number, wanted: number): number[] {
  const round = ticksBetween(1, steps, wanted).filter(Number.isInteger);
  return [...new Set([1, ...round])].filter((t) => t >= 1 && t <= steps).map((t) => t - 1);
}
