/** The surrogate bound and its parts, for one batch. Yin & Zhou 2018 (arXiv 1805.11183), eq. 8; SIS-RNN, eq. 12. */
import * as tf from '@tensorflow/tfjs';
import type { Draws, PassNoise, SequenceModel } from './model.ts';

export interface ObjectiveInputs {
  readonly x: tf.Tensor3D; // [T, B, X]
  /** 1 for data, 0 for padding; null where all are data. [T, B] */
  readonly mask: tf.Tensor2D | null;
  /** Null for a deterministic RNN. */
  readonly noise: PassNoise | null;
  /** Noise of the K extra draws. */
  readonly draws: Draws;
  readonly gradient: 'path' | 'full';
}

/** Sums over the steps of each sequence, nats. Each [B] */
export interface Bound {
  /** log p(x_t | z_t, past) */
  readonly reconstruction: tf.Tensor1D;
  /** log h_K(z_t) - log p(z_t | past): one draw's estimate of the KL divergence as the surrogate bound sees it. */
  readonly kl: tf.Tensor1D;
}

/** L_K = reconstruction - kl, an estimate from one z a step; for a deterministic RNN exact, with kl = 0. */
export function surrogateBound(model: SequenceModel, inputs: ObjectiveInputs): Bound {
  const { x, mask, noise, draws, gradient } = inputs;
  const encoded = model.encode(x, mask);
  const overSteps = (perStep: tf.Tensor2D) =>
    tf.sum(mask ? tf.mul(perStep, mask) : perStep, 0) as tf.Tensor1D;
  if (noise === null) {
    const past = model.deterministicPasts(encoded);
    return {
      reconstruction: overSteps(model.logLikelihood(x, past, null)),
      kl: tf.zeros([x.shape[1]]),
    };
  }
  const rolled = model.rollout(encoded, noise);
  const logH = model.mixtureLogDensity(encoded, rolled, draws, gradient);
  const logPrior = model.priorLogDensity(rolled);
  return {
    reconstruction: overSteps(model.logLikelihood(x, rolled.past, rolled.z)),
    kl: overSteps(tf.sub(logH, logPrior)),
  };
}

/** What training minimises: -(reconstruction - beta kl), the mean over the batch. Scalar */
export function loss({ reconstruction, kl }: Bound, beta: number): tf.Scalar {
  return tf.mean(tf.sub(tf.mul(kl, beta), reconstruction));
}
