/** The surrogate bound and its parts, for one batch. Yin & Zhou 2018 (arXiv 1805.11183), eq. 8; SIS-RNN, eq. 12. */
import * as tf from '@tensorflow/tfjs';
import {
  type Denied,
  type LatentContext,
  type LatentModel,
  latentMask,
  type PassNoise,
} from './latentModel.ts';
import type { Draws } from './mixing.ts';
import type { Proposals } from './reverse.ts';

export interface ObjectiveInputs {
  readonly x: tf.Tensor3D; // [T, B, X]
  /** 1 for data, 0 for padding; null where all are data. [T, B] */
  readonly mask: tf.Tensor2D | null;
  /** Null for a deterministic RNN. */
  readonly noise: PassNoise | null;
  /** Noise of the K extra draws, or what a reverse model proposes them by. */
  readonly draws: Draws | Proposals;
  readonly gradient: 'path' | 'full';
  /** Of sentences, in training alone. */
  readonly denied?: Denied | null;
}

/** Sums over the steps of each sequence, nats. Each [B] */
export interface Bound {
  /** log p(x_t | z_t, past) */
  readonly reconstruction: tf.Tensor1D;
  /** log h_K(z_t) - log p(z_t | past): one draw's estimate of the KL divergence as the surrogate bound sees it. */
  readonly kl: tf.Tensor1D;
  /** log h_K(z_t) alone */
  readonly logQ: tf.Tensor1D;
  /** log p of the words from z alone, of sentences whose model is trained on it too; no part of L_K. */
  readonly bag?: tf.Tensor1D;
}

/**
 * L_K = reconstruction - kl, an estimate from one z a step; for a deterministic RNN exact, with kl = 0.
 * @param encoded what `encode` makes of x, where it was made already
 */
export function surrogateBound<E extends LatentContext>(
  model: LatentModel<E>,
  inputs: ObjectiveInputs,
  encoded: E = model.encode(inputs.x, inputs.mask),
): Bound {
  const { x, mask, noise, draws, gradient, denied = null } = inputs;
  const overSteps = (perStep: tf.Tensor2D, present: tf.Tensor2D | null) =>
    tf.sum(present ? tf.mul(perStep, present) : perStep, 0) as tf.Tensor1D;
  if (noise === null) {
    const past = model.deterministicPasts(encoded);
    return withoutLatents(overSteps(model.logLikelihood(x, past, null, denied), mask));
  }
  const rolled = model.rollout(encoded, noise);
  const logH = model.mixtureLogDensity(encoded, rolled, draws, gradient);
  const logPrior = model.priorLogDensity(rolled);
  const present = latentMask(model.shape, mask);
  return {
    reconstruction: overSteps(model.logLikelihood(x, rolled.past, rolled.z, denied), mask),
    kl: overSteps(tf.sub(logH, logPrior), present),
    logQ: overSteps(logH, present),
    ...(model.shape.sentence?.bag && { bag: model.bagLogLikelihood!(x, mask, rolled.z) }),
  };
}

/** An exact log p(x) in the form of a bound. */
export function withoutLatents(reconstruction: tf.Tensor1D): Bound {
  const none = tf.zeros<tf.Rank.R1>(reconstruction.shape);
  return { reconstruction, kl: none, logQ: none };
}

/** What training weighs the parts of a bound with. */
export interface Charges {
  readonly beta: number;
  /** What beta is the weight of: the KL, or the entropy of q alone. */
  readonly weighs?: 'kl' | 'entropy';
  /** Nats of KL that nothing is charged for, where it is the KL that is weighed. */
  readonly freeNats?: number;
  /** Weight of log p of the words from z alone. */
  readonly bagOfWords?: number;
}

/**
 * What training minimises: -(reconstruction - beta max(kl, freeNats) + bagOfWords bag), or where beta weighs the entropy
 * alone -(reconstruction - kl - (beta - 1) log q); means over the batch. Of a KL below the free nats no gradient comes
 * (free bits: Kingma et al. 2016, arXiv 1606.04934, eq. 15, of all dimensions of z together); 0 charges for all of it.
 * Scalar
 */
export function loss(
  { reconstruction, kl, logQ, bag }: Bound,
  { beta, weighs = 'kl', freeNats = 0, bagOfWords = 0 }: Charges,
): tf.Scalar {
  const all: tf.Scalar = tf.mean(kl);
  const charged = freeNats === 0 ? all : tf.maximum<tf.Scalar>(all, freeNats);
  const cost: tf.Scalar =
    weighs === 'kl' ? tf.mul(charged, beta) : tf.add(all, tf.mul(tf.mean(logQ), beta - 1));
  const bound: tf.Scalar = tf.sub(cost, tf.mean(reconstruction));
  return bag ? tf.sub(bound, tf.mul(tf.mean(bag), bagOfWords)) : bound;
}
