/** Estimates of log p(x) under one model over a held-out split, each with what it is: bound, K, N, standard error. */
import type { Split } from '../data/dataset.ts';
import { type Estimate, estimate, evaluate } from './evaluate.ts';
import { fivo } from './fivo.ts';
import { importanceBounds } from './importance.ts';
import type { Learner } from './learner.ts';

/** The bounds there are of models with a latent; an RNN's log p(x) is exact whatever is asked for. */
export type BoundName = 'elbo' | 'iwae' | 'fivo';

export interface EstimateSizes {
  /** N: draws of z, or particles, of each sequence. */
  readonly particles: number;
  /** K: extra draws of psi in h_K of every weight. */
  readonly mixingSamples: number;
  /** Only the first so many sequences. */
  readonly sequences: number;
}

export interface EstimateWish extends EstimateSizes {
  readonly estimator: BoundName;
}

/** Nats a sequence at beta = 1, mean and standard error over sequences. */
export interface EstimateFigure extends Estimate {
  readonly bound: BoundName | 'exact';
  /** Null where the figure is exact. */
  readonly particles: number | null;
  /** K that was used: 0 for a model without injected noise, null where the figure is exact. */
  readonly mixingSamples: number | null;
}

export interface ModelEstimate {
  readonly figure: EstimateFigure;
  /** Of each sequence, nats. */
  readonly values: Float64Array;
  /** Means over sequences: how many draws count (iwae), and times the particles were resampled (fivo). */
  readonly ess?: number;
  readonly resamplings?: number;
}

/** Hears what is being worked on and the share of it done; false stops. */
export type EstimateBreath = (share: number, work: BoundName | 'exact') => Promise<boolean>;

/** `purpose` names the noise. Null where `breathe` stopped it. */
export async function modelEstimate(
  learner: Learner,
  split: Split,
  purpose: string,
  { estimator, ...sizes }: EstimateWish,
  breathe: EstimateBreath,
): Promise<ModelEstimate | null> {
  const found = await modelEstimates(learner, split, purpose, [estimator], sizes, breathe);
  return found && found[0]!;
}

/** The same for several bounds: elbo and iwae are of the same draws. Of an RNN one figure, which is exact. */
export async function modelEstimates(
  learner: Learner,
  split: Split,
  purpose: string,
  estimators: readonly BoundName[],
  { particles, mixingSamples, sequences: most }: EstimateSizes,
  breathe: EstimateBreath,
): Promise<readonly ModelEstimate[] | null> {
  const sequences = Math.min(split.count, most);
  if (learner.shape.latent === 0) {
    const read = await evaluate(
      learner,
      { ...split, count: sequences, batch: split.batch.bind(split) },
      { purpose, mixingSamples: 0, breathe: () => breathe(0, 'exact') },
    );
    if (read === null) return null;
    const exact = { bound: 'exact', particles: null, mixingSamples: null } as const;
    return [{ figure: { ...exact, ...estimate(read.bound) }, values: read.bound }];
  }
  const options = (work: BoundName) => ({
    purpose,
    mixingSamples,
    particles,
    sequences,
    breathe: (share: number) => breathe(share, work),
  });
  const figured = (bound: BoundName, values: Float64Array, K: number): ModelEstimate => ({
    figure: { bound, ...estimate(values), particles, mixingSamples: K },
    values,
  });
  const found: ModelEstimate[] = [];
  if (estimators.includes('elbo') || estimators.includes('iwae')) {
    const read = await importanceBounds(learner, split, options('iwae'));
    if (read === null) return null;
    const { elbo, iwae, mixingSamples: K } = read;
    if (estimators.includes('elbo')) found.push(figured('elbo', elbo, K));
    if (estimators.includes('iwae'))
      found.push({ ...figured('iwae', iwae, K), ess: estimate(read.ess).mean });
  }
  if (estimators.includes('fivo')) {
    const read = await fivo(learner, split, options('fivo'));
    if (read === null) return null;
    const resamplings = estimate(read.resamplings).mean;
    found.push({ ...figured('fivo', read.bound, read.mixingSamples), resamplings });
  }
  return found;
}
