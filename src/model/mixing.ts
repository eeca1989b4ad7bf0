/** The mixing network: what turns context and injected noise into psi, and psi into the density of z. */
import * as tf from '@tensorflow/tfjs';
import { dense } from './dense.ts';
import { spread } from './layers.ts';
import type { LatentScale, MixingInputs, MixingWeights, Ops, RolloutOutputs } from './ops.ts';
import { drawPsi } from './reference.ts';
import { type Proposals, reverseLogDensity } from './reverse.ts';
import { type ModelShape, sum } from './shape.ts';
import type { Weights } from './weights.ts';

/** Injected noise of K extra draws for each of G groups of rows, [G, K, sum E]; K where a model injects none. */
export type Draws = tf.Tensor3D | number;

/** K psi for each row of S latent steps and B sequences. */
export interface Psi {
  readonly mu: tf.Tensor4D; // [S, B, K, D]
  readonly logSigma: tf.Tensor4D; // [S, B, K, D]
}

export class MixingNetwork {
  readonly scale: LatentScale;
  readonly #shape: ModelShape;
  readonly #weights: Weights;
  readonly #ops: Ops;

  /** `sigmaCap` in units of the latent scale; see settings. */
  constructor(shape: ModelShape, weights: Weights, ops: Ops, sigmaCap: number) {
    this.#shape = shape;
    this.#weights = weights;
    this.#ops = ops;
    this.scale = { latentSd: shape.latentSd, logSigmaMax: Math.log(sigmaCap * shape.latentSd) };
  }

  /**
   * What enters each layer beside the one below: noise [S, B, sum E] and the biases of layers 2, 3, ...;
   * into layer 1 beside it what is given [S, B, W_1], or nothing. L of [S, B, W_i]
   */
  besides(
    noise: tf.Tensor3D | null,
    given: tf.Tensor3D | null,
    steps: number,
    size: number,
  ): tf.Tensor3D[] {
    let next = 0;
    return this.#shape.injectedNoise.map((width, i) => {
      const firstColumn = next;
      next += width;
      const beside = i === 0 ? given : null;
      const bias = i === 0 ? null : this.#weights.vector(`mixing.${i + 1}.b`);
      if (noise !== null && width > 0) {
        const w = this.#weights.matrix(`mixing.${i + 1}.noise`);
        return dense(noise, { w, bias, beside, firstColumn, ofData: true });
      }
      const shape: [number, number, number] = [steps, size, this.#shape.mixingWidths[i]!];
      return beside ?? (bias ? spread<tf.Tensor3D>(bias, shape) : tf.zeros(shape));
    });
  }

  /** The layers above the first. */
  weights(): MixingWeights {
    const { randomSigma: random, injectedNoise } = this.#shape;
    return {
      layers: injectedNoise.slice(1).map((_, i) => this.#weights.matrix(`mixing.${i + 2}.w`)),
      muW: this.#weights.matrix('mixing.mu.w'),
      muB: this.#weights.vector('mixing.mu.b'),
      logSigmaW: random ? this.#weights.matrix('mixing.logSigma.w') : null,
      logSigmaB: random ? this.#weights.vector('mixing.logSigma.b') : null,
    };
  }

  #inputs(context: tf.Tensor3D, logSigma: tf.Tensor3D | null, draws: Draws): MixingInputs {
    const [groups, count] = typeof draws === 'number' ? [1, draws] : draws.shape;
    const noise = typeof draws === 'number' ? null : draws;
    const [noise1, ...noiseAbove] = this.besides(noise, null, groups, count);
    return {
      ...this.scale,
      context: rows(context),
      noise1: noise1!,
      noiseAbove,
      mixing: this.weights(),
      logSigma: logSigma && rows(logSigma),
    };
  }

  /** Logits of r(e | z, past, x) for each coin, of z in units of its scale and what enters layer 1. [R, sum E] */
  #reverse(
    context: tf.Tensor3D,
    { z, logSigma }: Pick<RolloutOutputs, 'z' | 'logSigma'>,
  ): tf.Tensor2D {
    const unit = tf.div<tf.Tensor3D>(z, this.scale.latentSd);
    // A random sigma is psi_0's own: r must know of the coins by z alone.
    const inputs = { z: unit, c: context, ...(!this.#shape.randomSigma && { s: logSigma }) };
    const top = this.#weights.stack('reverse', inputs, 1);
    return rows(this.#weights.head('reverse.coins', top));
  }

  #proposed(context: tf.Tensor3D, drawn: DrawnLatents, proposals: Proposals): tf.Tensor {
    const { injected } = drawn;
    if (!injected) throw new TypeError('a reverse model needs the noise that made z');
    const [contexts, logSigma] = [rows(context), rows(drawn.logSigma)];
    return reverseLogDensity({
      ...proposals,
      z: rows(drawn.z),
      mu0: rows(drawn.mu),
      logSigma0: logSigma,
      injected: rows(injected),
      logits: this.#reverse(context, drawn),
      psi: (noise, first, count) => {
        const own = (tensor: tf.Tensor2D) =>
          tf.expandDims(tf.slice(tensor, [first, 0], [count, -1]), 0) as tf.Tensor3D;
        const sigma = this.#shape.randomSigma ? null : own(logSigma);
        return drawPsi(this.#inputs(own(contexts), sigma, noise));
      },
      width: Math.max(...this.#shape.mixingWidths),
    });
  }

  /**
   * log h_K(z) of every row, nats, of rows whose context enters layer 1 [S, B, W_1]; z, psi_0 and sigma as they were
   * drawn. [S, B]
   */
  logDensity(
    context: tf.Tensor3D,
    drawn: DrawnLatents,
    draws: Draws | Proposals,
    gradient: 'path' | 'full',
  ): tf.Tensor2D {
    const [steps, size] = drawn.z.shape;
    if (isProposals(draws)) return tf.reshape(this.#proposed(context, drawn, draws), [steps, size]);
    const flat = this.#ops.mixtureLogDensity({
      ...this.#inputs(context, this.#shape.randomSigma ? null : drawn.logSigma, draws),
      z: rows(drawn.z),
      mu0: rows(drawn.mu),
      logSigma0: rows(drawn.logSigma),
      gradient,
    });
    return tf.reshape(flat, [steps, size]);
  }

  /** psi of every row. `logSigma` [S, B, D] is what a deterministic sigma is; a random one is drawn. */
  draw(context: tf.Tensor3D, logSigma: tf.Tensor3D | null, draws: Draws): Psi {
    const [steps, size] = context.shape;
    const psi = drawPsi(this.#inputs(context, this.#shape.randomSigma ? null : logSigma, draws));
    const [, count, latent] = psi.mu.shape;
    const shape: [number, number, number, number] = [steps, size, count, latent];
    return { mu: tf.reshape(psi.mu, shape), logSigma: tf.reshape(psi.logSigma, shape) };
  }
}

interface DrawnLatents extends Pick<RolloutOutputs, 'z' | 'mu' | 'logSigma'> {
  /** The noise that made psi_0; a reverse model needs it. [S, B, sum E] */
  readonly injected?: tf.Tensor3D | null;
}

function isProposals(draws: Draws | Proposals): draws is Proposals {
  return typeof draws !== 'number' && 'levels' in draws;
}

/** Total width of the injected noise, sum E. */
export function noiseWidth(shape: ModelShape): number {
  return sum(shape.injectedNoise);
}

function rows(tensor: tf.Tensor3D): tf.Tensor2D {
  const [steps, size, width] = tensor.shape;
  return tf.reshape(tensor, [steps * size, width]);
}
