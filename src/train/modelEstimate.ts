/** One estimate of log p(x) under one model over a held-out split, with what it is: bound, K, N, standard error. */
import type { Split } from '../data/dataset.ts';
import { type Estimate, estimate, evaluate } from './evaluate.ts';
import { fivo } from './fivo.ts';
import { importanceBounds } from './importance.ts';
import type { Learner } from './learner.ts';

/** The bounds there are of models with a latent; an RNN's log p(x) is exact whatever is asked for. */
export type BoundName = 'elbo' | 'iwae' | 'fivo';

export interface EstimateWish {
  readonly estimator: BoundName;
  /** N: draws of z, or particles, of each sequence. */
  readonly particles: number;
  /** K: extra draws of psi in h_K of every weight. */
  readonly mixingSamples: number;
  /** Only the first so many sequences. */
  readonly sequences: number;
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
}

/** `purpose` names the noise. `breathe` hears the share done; false stops, and null is returned. */
export async function modelEstimate(
  learner: Learner,
  split: Split,
  purpose: string,
  { estimator, particles, mixingSamples, sequences }: EstimateWish,
  breathe: (share: number) => Promise<boolean>,
): Promise<ModelEstimate | null> {
  const count = Math.min(split.count, sequences);
  if (learner.shape.latent === 0) {
    const some: Split = { ...split, count, batch: split.batch.bind(split) };
    const read = await evaluate(learner, some, {
      purpose,
      mixingSamples: 0,
      breathe: () => breathe(0),
    });
    return read && figured('exact', read.bound, null, null);
  }
  const options = { purpose, mixingSamples, particles, sequences: count, breathe };
  if (estimator === 'fivo') {
    const read = await fivo(learner, split, options);
    return read && figured('fivo', read.bound, particles, read.mixingSamples);
  }
  const read = await importanceBounds(learner, split, options);
  return read && figured(estimator, read[estimator], particles, read.mixingSamples);
}

function figured(
  bound: EstimateFigure['bound'],
  values: Float64Array,
  particles: number | null,
  mixingSamples: number | null,
): ModelEstimate {
  return { figure: { bound, ...estimate(values), particles, mixingSamples }, values };
}
