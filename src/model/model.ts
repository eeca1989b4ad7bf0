/**
 * A sequence model: recurrence, prior, inference, decoder, from one definition. A VRNN is an SIS-RNN
 * without injected noise; an RNN has no latent. MODEL: Hajiramezanali et al., arXiv 1910.12819, section 3.
 *
 *   h_t = GRU([phi_x(x_t), phi_z(z_t)], h_{t-1})     prior p(z_t | h_{t-1})     decoder p(x_t | z_t, h_{t-1})
 *   psi_t = f(noise; h_{t-1}, phi_x(x_t) [, g_t])    z_t | psi_t ~ N(mu_t, sigma_t^2)
 *
 * with g_t a backward GRU over x where inference is smoothing. Functions here are pure: parameters and noise
 * are arguments, and tensors made are the caller's to tidy.
 */
import * as tf from '@tensorflow/tfjs';
import { stepObservation } from '../config/observation.ts';
import { DECODERS } from './decoders/decoders.ts';
import { dense, RELU } from './dense.ts';
import { type Before, knownLogLikelihood, knownPrior } from './known.ts';
import type { Drawn, LatentContext, LatentModel, PassNoise } from './latentModel.ts';
import { LOG_SIGMA_BOUNDS } from './layers.ts';
import { gaussianLogLikelihood } from './likelihoods.ts';
import { type Draws, MixingNetwork, type Psi } from './mixing.ts';
import type { Ops, RolloutInputs, RolloutOutputs } from './ops.ts';
import { heldWhereAbsent } from './padding.ts';
import { gruStep, rolloutFrom } from './reference.ts';
import type { Proposals } from './reverse.ts';
import type { ModelShape } from './shape.ts';
import type { Weights } from './weights.ts';

/** One model with its weights bound: the functions every objective and picture is built of. */
export class SequenceModel implements LatentModel<Encoded> {
  readonly shape: ModelShape;
  readonly #weights: Weights;
  readonly #ops: Ops;
  readonly #mixing: MixingNetwork;

  /** `sigmaCap` in units of the latent scale; see settings. */
  constructor(shape: ModelShape, weights: Weights, ops: Ops, sigmaCap: number) {
    this.shape = shape;
    this.#weights = weights;
    this.#ops = ops;
    this.#mixing = new MixingNetwork(shape, weights, ops, sigmaCap);
  }

  /** What of x enters the recurrence and the inference, formed for all steps at once. */
  encode(x: tf.Tensor3D, mask: tf.Tensor2D | null): Encoded {
    const features = dense(this.#standardised(x), {
      ...this.#layer('phi_x'),
      bounds: RELU,
      ofData: true,
    }); // [T, B, F]
    const gateX = dense(features, {
      w: this.#weights.matrix('gru.x'),
      bias: this.#weights.vector('gru.bx'),
    }); // [T, B, 3H]
    if (this.shape.latent === 0) return { gateX, mixing1: null, sigma1: null };
    const future = this.shape.smoothing ? this.#backward(features, mask) : null; // [T, B, H]
    const enter = (name: string) =>
      dense(features, {
        w: this.#weights.matrix(`${name}.1.x`),
        bias: this.#weights.vector(`${name}.1.b`),
        beside: future && dense(future, { w: this.#weights.matrix(`${name}.1.g`) }),
      }); // [T, B, W_1]
    return {
      gateX,
      mixing1: enter('mixing'),
      sigma1: this.shape.randomSigma ? null : enter('sigma'),
    };
  }

  #standardised(x: tf.Tensor3D): tf.Tensor3D {
    const { inputMean, inputSd } = this.shape;
    if (inputMean.every((mean) => mean === 0) && inputSd.every((sd) => sd === 1)) return x;
    return tf.div(tf.sub(x, tf.tensor1d([...inputMean])), tf.tensor1d([...inputSd]));
  }

  /** Weights of the layer of this name. */
  #layer(name: string) {
    return { w: this.#weights.matrix(`${name}.w`), bias: this.#weights.vector(`${name}.b`) };
  }

  /** GRU over x from the last step to the first; zero past the end of a padded sequence. [T, B, H] */
  #backward(features: tf.Tensor3D, mask: tf.Tensor2D | null): tf.Tensor3D {
    const gate = dense(features, {
      w: this.#weights.matrix('backward.x'),
      bias: this.#weights.vector('backward.bx'),
      beside: mask && heldWhereAbsent(mask, this.shape.hidden),
    });
    return this.#ops.recurrence({
      gate,
      gateH: this.#weights.matrix('backward.h'),
      gateHB: this.#weights.vector('backward.bh'),
      fromEnd: true,
    });
  }

  /** Draws one psi_t and z_t a step and carries the recurrence along. */
  rollout(encoded: Encoded, noise: PassNoise): Drawn {
    const rolled = this.#ops.rollout(this.#rolloutInputs(encoded, noise));
    return this.shape.reverse ? { ...rolled, injected: noise.injected } : rolled;
  }

  /**
   * One step from the states h [B, H], op by op: for particles, which are resampled between steps. `encoded` and
   * `noise` hold that step alone; `next` is the state after it. [B, H]
   */
  step(
    encoded: Encoded,
    noise: PassNoise,
    h: tf.Tensor2D,
  ): { readonly drawn: Drawn; readonly next: tf.Tensor2D } {
    const inputs = this.#rolloutInputs(encoded, noise);
    const drawn = { ...rolloutFrom(inputs, h), injected: noise.injected };
    const next = gruStep(inputs, rows(encoded.gateX), rows(drawn.z), h);
    return { drawn, next };
  }

  #rolloutInputs(encoded: Encoded, noise: PassNoise): RolloutInputs {
    if (encoded.mixing1 === null) throw new TypeError('a deterministic RNN has no rollout of z');
    const [steps, size] = noise.epsilon.shape;
    const random = this.shape.randomSigma;
    const [mixing1, ...mixingAbove] = this.#mixing.besides(
      noise.injected,
      encoded.mixing1,
      steps,
      size,
    );
    return {
      ...this.#mixing.scale,
      gateX: encoded.gateX,
      mixing1: mixing1!,
      mixingAbove,
      sigma1: encoded.sigma1,
      epsilon: noise.epsilon,
      mixingH: this.#weights.matrix('mixing.1.h'),
      mixing: this.#mixing.weights(),
      sigmaH: random ? null : this.#weights.matrix('sigma.1.h'),
      sigmaW: random ? null : this.#weights.matrix('sigma.logSigma.w'),
      sigmaB: random ? null : this.#weights.vector('sigma.logSigma.b'),
      // The features of z see it in units of its own scale.
      phiZW:
        this.shape.latentSd === 1
          ? this.#weights.matrix('phi_z.w')
          : tf.div(this.#weights.matrix('phi_z.w'), this.shape.latentSd),
      phiZB: this.#weights.vector('phi_z.b'),
      gateZ: this.#weights.matrix('gru.z'),
      gateH: this.#weights.matrix('gru.h'),
      gateHB: this.#weights.vector('gru.bh'),
    };
  }

  /** What enters layer 1 of the mixing network beside noise. [T, B, W_1] */
  #context({ mixing1 }: Encoded, past: tf.Tensor3D): tf.Tensor3D {
    if (mixing1 === null) throw new TypeError('a deterministic RNN has no psi');
    return dense(past, { w: this.#weights.matrix('mixing.1.h'), beside: mixing1 });
  }

  /** log h_K(z_t) of every step, nats; `draws` as in `drawPsi`. [T, B] */
  mixtureLogDensity(
    encoded: Encoded,
    rolled: Drawn,
    draws: Draws | Proposals,
    gradient: 'path' | 'full',
  ): tf.Tensor2D {
    return this.#mixing.logDensity(this.#context(encoded, rolled.past), rolled, draws, gradient);
  }

  /**
   * K psi for every step of every rolled-out past: what q(z_t | that past, x) is a mixture of.
   * `draws` is the injected noise [1, K, sum E], or K where the model has none. mu, logSigma [T, B, K, D]
   */
  drawPsi(encoded: Encoded, rolled: RolloutOutputs, draws: Draws): Psi {
    return this.#mixing.draw(this.#context(encoded, rolled.past), rolled.logSigma, draws);
  }

  /**
   * Mean and log sd of p(z_t | past) at every step, learned or known. [T, B, D]
   * @param before of steps in the middle of a sequence: how many come before them and the z of the last
   */
  prior(
    { past, z }: Pick<RolloutOutputs, 'past' | 'z'>,
    before?: Before,
  ): {
    mu: tf.Tensor3D;
    logSigma: tf.Tensor3D;
  } {
    if (this.shape.known) return knownPrior(this.shape.known, z, before);
    const top = this.#weights.stack('prior', { h: past }, this.shape.priorWidths.length);
    return {
      mu: this.#weights.head('prior.mu', top),
      logSigma: this.#weights.head('prior.logSigma', top, LOG_SIGMA_BOUNDS),
    };
  }

  /** log p(z_t | past), nats. [T, B] */
  priorLogDensity(rolled: RolloutOutputs, before?: Before): tf.Tensor2D {
    const { mu, logSigma } = this.prior(rolled, before);
    return gaussianLogLikelihood(rolled.z, mu, logSigma);
  }

  /** log p(x_t | z_t, past), nats. z is null in a deterministic RNN. [T, B] */
  logLikelihood(x: tf.Tensor3D, past: tf.Tensor3D | null, z: tf.Tensor3D | null): tf.Tensor2D {
    if (this.shape.known) {
      if (z === null) throw new TypeError('a known decoder needs z');
      return knownLogLikelihood(this.shape.known, x, z);
    }
    if (past === null) throw new TypeError('a learned decoder needs h');
    const inputs: Record<string, tf.Tensor3D> = { h: past };
    if (z !== null) inputs['z'] = dense(z, { ...this.#layer('phi_z'), bounds: RELU });
    const top = this.#weights.stack('decoder', inputs, this.shape.decoderWidths.length);
    return DECODERS[stepObservation(this.shape.observation)](x, top, this.#weights, this.shape);
  }

  /** The recurrence of a deterministic RNN: h_{t-1} of every step. [T, B, H] */
  deterministicPasts({ gateX }: Encoded): tf.Tensor3D {
    const [steps, size, width] = gateX.shape;
    // The last step's input reaches no past.
    if (steps === 1) return tf.zeros([1, size, this.shape.hidden]);
    const states = this.#ops.recurrence({
      gate: tf.slice(gateX, 0, [steps - 1, size, width]),
      gateH: this.#weights.matrix('gru.h'),
      gateHB: this.#weights.vector('gru.bh'),
      fromEnd: false,
    });
    return tf.pad(states, [
      [1, 0],
      [0, 0],
      [0, 0],
    ]);
  }
}

export interface Encoded extends LatentContext {
  readonly gateX: tf.Tensor3D; // [T, B, 3H]
}

function rows(tensor: tf.Tensor3D): tf.Tensor2D {
  const [steps, size, width] = tensor.shape;
  return tf.reshape(tensor, [steps * size, width]);
}
