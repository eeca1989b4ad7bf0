/**
 * What bounds, estimators and diagnostics ask of a model with latents: S latent steps, one a step of the sequence
 * (`SequenceModel`) or one a sentence (`SentenceModel`).
 */
import type * as tf from '@tensorflow/tfjs';
import type { Draws, Psi } from './mixing.ts';
import type { RolloutOutputs } from './ops.ts';
import type { Proposals } from './reverse.ts';
import type { ModelShape } from './shape.ts';

/** Everything random in one pass over a batch. */
export interface PassNoise {
  /** Standard normal, for z. [S, B, D] */
  readonly epsilon: tf.Tensor3D;
  /** Injected into the network of psi, times the noise amplitude. [S, B, sum E]; null where there is none */
  readonly injected: tf.Tensor3D | null;
}

/** What a decoder of sentences has to do without in one training step. */
export interface Denied {
  /** 1 where it hears <unk> for the word said, see `wordDropout`. [T, B] */
  readonly unheard: tf.Tensor2D | null;
  /** 0 for the units it goes without and 1 / (1 - dropout) for the others, one table a place, see `dropout`. [2L + 1, B, T + 1, E] */
  readonly kept: tf.Tensor4D | null;
}

/** What of x the inference of each latent step is given. Null in a model without latent. */
export interface LatentContext {
  readonly mixing1: tf.Tensor3D | null; // [S, B, W_1]
  /** Null where sigma is random. [S, B, W_1] */
  readonly sigma1: tf.Tensor3D | null;
  /** q itself where it was refined sentence by sentence; else absent. [1, B, D] */
  readonly mu?: tf.Tensor3D;
  readonly logSigma?: tf.Tensor3D;
}

/** z of every latent step and the psi_0 it was drawn from, with what each had for a past. */
export interface Drawn extends RolloutOutputs {
  /** The noise that made psi_0, where a reverse model asks for it. [S, B, sum E] */
  readonly injected?: tf.Tensor3D | null;
}

export interface LatentModel<E extends LatentContext> {
  readonly shape: ModelShape;
  encode(x: tf.Tensor3D, mask: tf.Tensor2D | null): E;
  rollout(encoded: E, noise: PassNoise): Drawn;
  /** log h_K(z), nats. [S, B] */
  mixtureLogDensity(
    encoded: E,
    drawn: Drawn,
    draws: Draws | Proposals,
    gradient: 'path' | 'full',
  ): tf.Tensor2D;
  drawPsi(encoded: E, drawn: Drawn, draws: Draws): Psi;
  /** Mean and log sd of p(z | past). [S, B, D] */
  prior(drawn: Drawn): { readonly mu: tf.Tensor3D; readonly logSigma: tf.Tensor3D };
  /** log p(z | past), nats. [S, B] */
  priorLogDensity(drawn: Drawn): tf.Tensor2D;
  /**
   * log p(x_t | ...), nats; z and past of no latent are null. [T, B]
   * @param denied of sentences, in training alone
   */
  logLikelihood(
    x: tf.Tensor3D,
    past: tf.Tensor3D | null,
    z: tf.Tensor3D | null,
    denied?: Denied | null,
  ): tf.Tensor2D;
  /** log p of the words of each sentence from z alone, their order left out, nats; of sentences only. [B] */
  bagLogLikelihood?(x: tf.Tensor3D, mask: tf.Tensor2D | null, z: tf.Tensor3D): tf.Tensor1D;
  /** The past of every step in a model without latent; null where its likelihood asks for none. */
  deterministicPasts(encoded: E): tf.Tensor3D | null;
}

/** S of sequences of T steps. */
export function latentSteps({ sentence }: ModelShape, steps: number): number {
  return sentence ? 1 : steps;
}

/** Which latent steps there are: those of the sequence, and the one of a sentence always. [S, B] */
export function latentMask<T>({ sentence }: ModelShape, mask: T | null): T | null {
  return sentence ? null : mask;
}
