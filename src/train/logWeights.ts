/** Weights by their logarithms: sums, how many of them count, resampling. No tensors. */

/** log sum exp; -Infinity where all are. NaN where one is. */
export function logSumExp(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - most);
  return most + Math.log(sum);
}

/** (sum w)^2 / sum w^2 of the weights whose logarithms these are: 1 to N. */
export function effectiveCount(logWeights: ArrayLike<number>): number {
  const twice = Float64Array.from(logWeights, (value) => 2 * value);
  return Math.exp(2 * logSumExp(logWeights) - logSumExp(twice));
}

/**
 * Systematic resampling: N places drawn with the weights whose logarithms these are, at even distances from one
 * `level` in (0, 1). The expected number of copies of a particle is N times its share.
 */
export function systematic(logWeights: Float64Array, level: number): Uint32Array {
  const count = logWeights.length;
  const total = logSumExp(logWeights);
  let place = 0;
  let reached = Math.exp(logWeights[0]! - total);
  return Uint32Array.from({ length: count }, (_, n) => {
    // Rounding may leave the sum of the shares a little below 1.
    while (reached < (n + level) / count && place < count - 1)
      reached += Math.exp(logWeights[++place]! - total);
    return place;
  });
}
