/**
 * A mixing distribution that is right for `mirror-iid`, in closed form. Given x the posterior of z is, on either side
 * of 0, a piece of N(+-m, w^2), m = x / (1 + r^2) and w^2 = r^2 / (1 + r^2). So with q(z | psi) = N(mu, sigma^2) let
 *
 *   mu = s m + sqrt(w^2 - sigma^2) e,    s = +-1 by a coin, e standard normal:   q(z) = 1/2 N(m, w^2) + 1/2 N(-m, w^2)
 *
 * whatever sigma is, and the bound alone depends on sigma and K.
 */
import { GENERATOR_DEFINITIONS } from '../../generators/definitions.ts';
import type { GeneratorParameters } from '../../generators/generator.ts';
import { fillCoins, fillNormal, type Stream } from '../../rng.ts';
import { latentGrid } from '../latentGrid.ts';
import { fillLogLikelihood, tabulate } from '../likelihood.ts';

export interface TwoBranches {
  /** m, > 0 */
  readonly centre: number;
  /** w, the sd of a branch. */
  readonly width: number;
}

export function twoBranches(x: number, observationNoise: number): TwoBranches {
  const total = 1 + observationNoise ** 2;
  return { centre: x / total, width: observationNoise / Math.sqrt(total) };
}

/**
 * Draws of mu. `rows` of them lie at `from`, each of `width` draws of its own. [rows, width]
 *
 * @param sigma of q(z | psi), at most the width of a branch
 */
export function branchMeans(
  { centre, width: branch }: TwoBranches,
  sigma: number,
  rows: number,
  width: number,
  from: Stream,
  firstRow = 0,
): Float32Array {
  const spread = Math.sqrt(Math.max(0, branch * branch - sigma * sigma));
  const coins = fillCoins(new Float32Array(rows * width), from, width, { firstRow, sample: 1 });
  const noise = fillNormal(new Float32Array(rows * width), from, width, { firstRow });
  return noise.map((e, i) => (coins[i] === 1 ? centre : -centre) + spread * e);
}

/** q(z) itself: what infinitely many draws of psi make. */
export function branchDensity({ centre, width }: TwoBranches, z: number): number {
  const up = (z - centre) / width;
  const down = (z + centre) / width;
  return (
    (0.5 * (Math.exp(-0.5 * up * up) + Math.exp(-0.5 * down * down))) /
    (width * Math.sqrt(2 * Math.PI))
  );
}

export interface BranchLosses {
  /** KL(q || p(z | x)): what q would lose if its density were known. */
  readonly kl: number;
  /** I(z; psi) = E log q(z | psi) - E log q(z): what B_K rises to. */
  readonly information: number;
}

/** Nats, by quadrature on the grid of `mirror-iid`. */
export function branchLosses(
  parameters: GeneratorParameters,
  x: number,
  sigma: number,
): BranchLosses {
  const definition = GENERATOR_DEFINITIONS['mirror-iid'];
  const grid = latentGrid(definition, parameters);
  const { values, weights } = grid;
  const branches = twoBranches(x, parameters.observationNoise);
  const logJoint = new Float64Array(values.length);
  fillLogLikelihood(logJoint, x, tabulate(definition, parameters, grid));
  let evidence = 0;
  for (const [j, z] of values.entries()) {
    logJoint[j]! -= 0.5 * (z * z + Math.log(2 * Math.PI));
    evidence += weights[j]! * Math.exp(logJoint[j]!);
  }
  let [kl, entropy] = [0, 0];
  for (const [j, z] of values.entries()) {
    const density = branchDensity(branches, z);
    if (density === 0) continue;
    const mass = weights[j]! * density;
    kl += mass * (Math.log(density) - logJoint[j]! + Math.log(evidence));
    entropy -= mass * Math.log(density);
  }
  return { kl, information: entropy - 0.5 * Math.log(2 * Math.PI * Math.E * sigma * sigma) };
}
