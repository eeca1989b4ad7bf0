/**
 * A Gaussian on the nodes 0, 1, 2, ... of a row, by products: with d the distance of the first node from
 * the mean and c = 1/(2 sd^2), exp(-(d + n)^2 c) = exp(-d^2 c) exp(-2dc)^n exp(-c)^(n^2). Three
 * exponentials a Gaussian, two products a node, always walking away from the mean so that nothing grows.
 * The relative error after n nodes is about n^2 / 2 roundings.
 */

/**
 * row[g] += mass N(g; mean, sd^2) for the nodes first..last that lie within `cut` sd of the mean.
 * `mean` and `sd` (> 0) are finite and in spacings of the nodes.
 */
export function addGaussian(
  row: Float64Array,
  first: number,
  last: number,
  mean: number,
  sd: number,
  mass: number,
  cut: number,
): void {
  const from = Math.max(first, Math.ceil(mean - cut * sd));
  const to = Math.min(last, Math.floor(mean + cut * sd));
  if (from > to) return;
  const start = Math.min(to, Math.max(from, Math.round(mean)));
  const c = 0.5 / (sd * sd);
  const d = start - mean;
  const peak = (mass / (sd * Math.sqrt(2 * Math.PI))) * Math.exp(-d * d * c);
  const shrink = Math.exp(-2 * c);
  let value = peak;
  let ratio = Math.exp(-(2 * d + 1) * c);
  row[start]! += value;
  for (let g = start + 1; g <= to; g++) {
    value *= ratio;
    ratio *= shrink;
    row[g]! += value;
  }
  value = peak;
  ratio = Math.exp((2 * d - 1) * c);
  for (let g = start - 1; g >= from; g--) {
    value *= ratio;
    ratio *= shrink;
    row[g]! += value;
  }
}

/** sum_g row[g] N(g; mean, sd^2) over the nodes within `cut` sd of the mean: the transpose of `addGaussian`. */
export function underGaussian(row: Float64Array, mean: number, sd: number, cut: number): number {
  const from = Math.max(0, Math.ceil(mean - cut * sd));
  const to = Math.min(row.length - 1, Math.floor(mean + cut * sd));
  if (from > to) return 0;
  const start = Math.min(to, Math.max(from, Math.round(mean)));
  const c = 0.5 / (sd * sd);
  const d = start - mean;
  const peak = Math.exp(-d * d * c) / (sd * Math.sqrt(2 * Math.PI));
  const shrink = Math.exp(-2 * c);
  let value = peak;
  let ratio = Math.exp(-(2 * d + 1) * c);
  let sum = row[start]! * value;
  for (let g = start + 1; g <= to; g++) {
    value *= ratio;
    ratio *= shrink;
    sum += row[g]! * value;
  }
  value = peak;
  ratio = Math.exp((2 * d - 1) * c);
  for (let g = start - 1; g >= from; g--) {
    value *= ratio;
    ratio *= shrink;
    sum += row[g]! * value;
  }
  return sum;
}
