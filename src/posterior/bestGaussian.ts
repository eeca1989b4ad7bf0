/**
 * The single Gaussian nearest to a one-dimensional posterior in KL( q || posterior ), among all: descents
 * from every run of neighbouring modes that looks promising, the integrals by quadrature.
 */
import type { LatentGrid } from './latentGrid.ts';
import { fillLogLikelihood, type Observation } from './likelihood.ts';

interface Prior {
  readonly mean: number;
  readonly sd: number;
}

export interface GaussianFit {
  readonly mean: number;
  readonly sd: number;
  /** KL( N(mean, sd^2) || posterior ), nats */
  readonly kl: number;
}

/** Of a posterior that has no mass on the grid: an x the generator would as good as never make. */
const NO_FIT: GaussianFit = {
  mean: Number.NaN,
  sd: Number.NaN,
  kl: Number.POSITIVE_INFINITY,
};

/** Fits are tried from this many of the most promising starts. */
const STARTS = 4;

/** The Gaussian of least KL to the posterior of z ~ N(prior) after seeing x. */
export function bestGaussian(
  prior: Prior,
  x: number,
  observation: Observation,
  grid: LatentGrid,
): GaussianFit {
  const { values, weights } = grid;
  const logLikelihood = new Float64Array(values.length);
  const best = fillLogLikelihood(logLikelihood, x, observation);
  const posterior = logLikelihood.map((value, j) => {
    const scaled = (values[j]! - prior.mean) / prior.sd;
    return Math.exp(value - best - 0.5 * scaled * scaled);
  });
  const evidence = posterior.reduce((sum, value, j) => sum + weights[j]! * value, 0);
  // log p(x), but for the prior's constant, which the other terms of `fit` leave out as well.
  const objective = new Objective(prior, logLikelihood, grid, Math.log(evidence) + best);
  return startsOf(posterior, grid)
    .map((start) => objective.at(start.mean, start.sd))
    .sort((a, b) => a.kl - b.kl)
    .slice(0, STARTS)
    .map((start) => objective.descend(start))
    .reduce((a, b) => (b.kl < a.kl ? b : a), NO_FIT);
}

interface Evaluated extends GaussianFit {
  /** Derivatives of the KL by the mean and by the logarithm of the sd. */
  readonly byMean: number;
  readonly byLogSd: number;
}

/** KL( N(m, s^2) || posterior ) and its gradient by quadrature, and natural-gradient descent on it. */
class Objective {
  readonly #prior: Prior;
  readonly #logLikelihood: Float64Array;
  readonly #grid: LatentGrid;
  readonly #logEvidence: number;

  constructor(prior: Prior, logLikelihood: Float64Array, grid: LatentGrid, logEvidence: number) {
    this.#prior = prior;
    this.#logLikelihood = logLikelihood;
    this.#grid = grid;
    this.#logEvidence = logEvidence;
  }

  at(mean: number, wantedSd: number): Evaluated {
    const { values, weights, spacing } = this.#grid;
    const sd = Math.max(wantedSd, spacing); // narrower ones the grid cannot integrate
    const first = Math.max(0, Math.ceil((mean - CUT_SD * sd - values[0]!) / spacing));
    const last = Math.min(
      values.length - 1,
      Math.floor((mean + CUT_SD * sd - values[0]!) / spacing),
    );
    let level = 0; // E l(z), E l(z) e, E l(z) (e^2 - 1) with z = mean + sd e
    let slope = 0;
    let curvature = 0;
    for (let j = first; j <= last; j++) {
      const e = (values[j]! - mean) / sd;
      const term = weights[j]! * Math.exp(-0.5 * e * e) * this.#logLikelihood[j]!;
      level += term;
      slope += term * e;
      curvature += term * (e * e - 1);
    }
    const scale = 1 / (sd * Math.sqrt(2 * Math.PI));
    const offset = (mean - this.#prior.mean) / this.#prior.sd;
    const ratio = sd / this.#prior.sd;
    return {
      mean,
      sd,
      kl:
        0.5 * (offset * offset + ratio * ratio - 1) -
        Math.log(sd * Math.sqrt(2 * Math.PI)) -
        scale * level +
        this.#logEvidence,
      byMean: offset / this.#prior.sd - (scale * slope) / sd,
      byLogSd: -1 + ratio * ratio - scale * curvature,
    };
  }

  /** Steps by the inverse Fisher information (s^2, 1/2), halved until they descend. */
  descend(start: Evaluated): Evaluated {
    let here = start;
    for (let n = 0; n < MOST_STEPS; n++) {
      let step = 1;
      let next = this.#after(here, step);
      while (!(next.kl < here.kl) && step > 1e-4) {
        step /= 2;
        next = this.#after(here, step);
      }
      if (!(next.kl < here.kl)) return here;
      const gained = here.kl - next.kl;
      here = next;
      if (gained < 1e-10) return here;
    }
    return here;
  }

  #after({ mean, sd, byMean, byLogSd }: Evaluated, step: number): Evaluated {
    const move = clamp(-step * sd * byMean, 2) * sd;
    const stretch = Math.exp(clamp(-0.5 * step * byLogSd, 1));
    return this.at(mean + move, sd * stretch);
  }
}

const CUT_SD = 7;
const MOST_STEPS = 100;

const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));

/** Mean and sd of the posterior over every run of neighbouring modes that holds 1 % of it. */
function startsOf(posterior: Float64Array, { values, weights }: LatentGrid) {
  const valleys = [0];
  for (let j = 1; j + 1 < posterior.length; j++) {
    if (posterior[j]! < posterior[j - 1]! && posterior[j]! <= posterior[j + 1]!) valleys.push(j);
  }
  valleys.push(posterior.length);
  // Running integrals of 1, z and z^2 up to each valley.
  const upTo = valleys.map(() => [0, 0, 0] as [number, number, number]);
  for (let v = 1; v < valleys.length; v++) {
    let [mass, first, second] = upTo[v - 1]!;
    for (let j = valleys[v - 1]!; j < valleys[v]!; j++) {
      const share = weights[j]! * posterior[j]!;
      mass += share;
      first += share * values[j]!;
      second += share * values[j]! ** 2;
    }
    upTo[v] = [mass, first, second];
  }
  const total = upTo.at(-1)![0];
  const starts: { readonly mean: number; readonly sd: number }[] = [];
  for (let from = 0; from < valleys.length; from++) {
    for (let to = from + 1; to < valleys.length; to++) {
      const mass = upTo[to]![0] - upTo[from]![0];
      if (!(mass > 0.01 * total)) continue;
      const mean = (upTo[to]![1] - upTo[from]![1]) / mass;
      const variance = (upTo[to]![2] - upTo[from]![2]) / mass - mean * mean;
      starts.push({ mean, sd: Math.sqrt(Math.max(0, variance)) });
    }
  }
  return starts;
}
