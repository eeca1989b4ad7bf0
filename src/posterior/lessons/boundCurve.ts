/**
 * The surrogate bound of a known mixing distribution (`twoBranches.ts`) at every K from 0 to a largest one:
 *
 *   B_K = E[ log q(z | psi_0) - log 1/(K+1) sum_{k=0..K} q(z | psi_k) ],   0 <= B_K <= log(K + 1)
 *   log p(x) - L_K = KL(q || p) + I(z; psi) - B_K
 *
 * B_K rises to I(z; psi), so that L_K rises to the ELBO of q. The rest is by quadrature; B_K is an average over draws.
 */
import { fillNormal, stream } from '../../rng.ts';
import { branchMeans, type TwoBranches } from './twoBranches.ts';

export interface BoundCurve {
  /** Draws of z so far. */
  readonly draws: number;
  /** B_K for K = 0, 1, ..., nats. */
  readonly regulariser: Float64Array;
  readonly stderr: Float64Array;
}

/** Draws of z between two looks at the time: some 4 ms at K = 100. */
const PORTION = 100;

/** Yields what it knows after every portion of draws. The same seed gives the same numbers. */
export function* boundCurve(
  branches: TwoBranches,
  sigma: number,
  largestK: number,
  draws: number,
  seed: number,
): Generator<BoundCurve, void> {
  const count = largestK + 1;
  const from = stream(seed, 'lessons/bound/psi');
  const ofLatent = stream(seed, 'lessons/bound/z');
  const sums = new Float64Array(count);
  const squares = new Float64Array(count);
  for (let done = 0; done < draws; done += PORTION) {
    const rows = Math.min(PORTION, draws - done);
    const means = branchMeans(branches, sigma, rows, count, from, done);
    const noise = fillNormal(new Float32Array(rows), ofLatent, 1, { firstRow: done });
    for (let row = 0; row < rows; row++) {
      const z = means[row * count]! + sigma * noise[row]!;
      let sum = 1; // in units of q(z | psi_0)
      for (let k = 1; k < count; k++) {
        const off = (z - means[row * count + k]!) / sigma;
        sum += Math.exp(-0.5 * (off * off - noise[row]! ** 2));
        const value = Math.log((k + 1) / sum);
        sums[k]! += value;
        squares[k]! += value * value;
      }
    }
    const total = done + rows;
    yield {
      draws: total,
      regulariser: sums.map((value) => value / total),
      stderr: sums.map((value, k) =>
        Math.sqrt(Math.max(0, squares[k]! / total - (value / total) ** 2) / total),
      ),
    };
  }
}
