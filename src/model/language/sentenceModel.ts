/**
 * A model of sentences with one latent each: a GRU reads the words, its last state is what the mixing network of the
 * posterior sees, and a decoder says the words one after another, given z and those said. The prior is N(0, I).
 * Semi-implicit with injected noise, Gaussian without. Hajiramezanali et al., arXiv 1910.12819, section 5.3;
 * MODEL section 2, decoders, text.
 *
 *   g = GRU(e(w_1) .. e(w_T))_T      psi = f(noise; g)      z | psi ~ N(mu, sigma^2)      p(w_i | w_<i, z)
 *
 * Word 0 ends a sentence and stands before the first; word 1 is <unk>.
 */
import * as tf from '@tensorflow/tfjs';
import { dense } from '../dense.ts';
import type { Denied, Drawn, LatentContext, LatentModel, PassNoise } from '../latentModel.ts';
import { boundedLogSigma, timesTransposed } from '../layers.ts';
import { gaussianLogLikelihood } from '../likelihoods.ts';
import { type Draws, MixingNetwork, type Psi } from '../mixing.ts';
import type { Ops } from '../ops.ts';
import { heldWhereAbsent } from '../padding.ts';
import type { ModelShape, SentenceShape } from '../shape.ts';
import type { Weights } from '../weights.ts';
import { embed, rowSums } from './embedding.ts';
import { recurrentStates } from './recurrentDecoder.ts';
import { type Gaussian, type Refinement, refined } from './refinement.ts';
import { transformerStates } from './transformer.ts';
import { wordLogProbability } from './wordSoftmax.ts';

/** The word that ends a sentence, and stands before the first. */
export const END = 0;
const UNKNOWN = 1;

export class SentenceModel implements LatentModel<LatentContext> {
  readonly shape: ModelShape;
  readonly #sentence: SentenceShape;
  readonly #weights: Weights;
  readonly #ops: Ops;
  readonly #mixing: MixingNetwork;
  readonly #refinement: Refinement | null;

  /**
   * `sigmaCap` in units of the prior; see settings. Throws a TypeError for the shape of another model.
   * @param refinement of the q of every sentence, which has to be a Gaussian; null where the encoder has the last word
   */
  constructor(
    shape: ModelShape,
    weights: Weights,
    ops: Ops,
    sigmaCap: number,
    refinement: Refinement | null = null,
  ) {
    if (shape.sentence === undefined) throw new TypeError('not the shape of a sentence model');
    this.shape = shape;
    this.#sentence = shape.sentence;
    this.#weights = weights;
    this.#ops = ops;
    this.#mixing = new MixingNetwork(shape, weights, ops, sigmaCap);
    this.#refinement = refinement;
  }

  /** The words read, and q refined where it is to be. x [T, B, 1] of words' numbers; each [1, B, W_1] */
  encode(x: tf.Tensor3D, mask: tf.Tensor2D | null): LatentContext {
    if (this.shape.latent === 0) return { mixing1: null, sigma1: null };
    const read = this.#read(x, mask);
    if (this.#refinement === null) return read;
    const logLikelihood = (z: tf.Tensor3D) => {
      const each = this.logLikelihood(x, null, z);
      return tf.sum(mask ? tf.mul(each, mask) : each, 0) as tf.Tensor1D;
    };
    return { ...read, ...refined(logLikelihood, this.#gaussian(read, null), this.#refinement) };
  }

  #read(x: tf.Tensor3D, mask: tf.Tensor2D | null): LatentContext {
    const [steps, size] = x.shape;
    const gate = dense(this.#embedded(x), {
      w: this.#weights.matrix('encoder.x'),
      bias: this.#weights.vector('encoder.bx'),
      beside: mask && heldWhereAbsent(mask, this.shape.hidden),
    }); // [T, B, 3H]
    const states = this.#ops.recurrence({
      gate,
      gateH: this.#weights.matrix('encoder.h'),
      gateHB: this.#weights.vector('encoder.bh'),
      fromEnd: false,
    });
    const last = tf.slice(states, [steps - 1, 0, 0], [1, size, this.shape.hidden]);
    const enter = (name: string) =>
      dense(last, {
        w: this.#weights.matrix(`${name}.1.x`),
        bias: this.#weights.vector(`${name}.1.b`),
      });
    return { mixing1: enter('mixing'), sigma1: this.shape.randomSigma ? null : enter('sigma') };
  }

  /** One psi and one z a sentence. */
  rollout(encoded: LatentContext, { epsilon, injected }: PassNoise): Drawn {
    const [steps, size] = epsilon.shape;
    const { mu, logSigma } = this.#gaussian(encoded, injected);
    const z: tf.Tensor3D = tf.add(mu, tf.mul(tf.exp(logSigma), epsilon));
    return { past: tf.zeros([steps, size, 1]), z, mu, logSigma };
  }

  /** q(z | psi_0) of each sentence. */
  #gaussian(encoded: LatentContext, injected: tf.Tensor3D | null): Gaussian {
    const { mu, logSigma } = encoded;
    if (mu && logSigma) return { mu, logSigma };
    const context = contextOf(encoded);
    const size = context.shape[1];
    const own: tf.Tensor3D | null = injected && tf.reshape(injected, [size, 1, injected.shape[2]]);
    const psi = this.#mixing.draw(context, this.#logSigma(encoded), own ?? 1);
    const flat = (tensor: tf.Tensor4D): tf.Tensor3D =>
      tf.reshape(tensor, [1, size, this.shape.latent]);
    return { mu: flat(psi.mu), logSigma: flat(psi.logSigma) };
  }

  /** Null where sigma is random. */
  #logSigma({ sigma1 }: LatentContext): tf.Tensor3D | null {
    if (sigma1 === null) return null;
    const raw = this.#weights.head('sigma.logSigma', tf.relu(sigma1));
    return boundedLogSigma(raw, this.#mixing.scale.logSigmaMax);
  }

  mixtureLogDensity(
    encoded: LatentContext,
    drawn: Drawn,
    draws: Draws,
    gradient: 'path' | 'full',
  ): tf.Tensor2D {
    return this.#mixing.logDensity(contextOf(encoded), drawn, draws, gradient);
  }

  drawPsi(encoded: LatentContext, drawn: Drawn, draws: Draws): Psi {
    return this.#mixing.draw(contextOf(encoded), drawn.logSigma, draws);
  }

  prior({ z }: Pick<Drawn, 'z'>): { mu: tf.Tensor3D; logSigma: tf.Tensor3D } {
    return { mu: tf.zerosLike(z), logSigma: tf.zerosLike(z) };
  }

  priorLogDensity({ z }: Pick<Drawn, 'z'>): tf.Tensor2D {
    const { mu, logSigma } = this.prior({ z });
    return gaussianLogLikelihood(z, mu, logSigma);
  }

  /** log p(w_t | w_<t, z) of each word, nats; z [1, B, D], or null in a model without. [T, B] */
  logLikelihood(
    x: tf.Tensor3D,
    _past: tf.Tensor3D | null,
    z: tf.Tensor3D | null,
    denied: Denied | null = null,
  ): tf.Tensor2D {
    const [steps, size] = x.shape;
    const unheard = denied?.unheard;
    const heard = unheard ? tf.add(x, tf.mul(tf.expandDims(unheard, 2), tf.sub(UNKNOWN, x))) : x;
    const states = this.#states(behindStart(heard as tf.Tensor3D, steps - 1), z, denied?.kept); // [T, B, E]
    const { w, b } = this.#output;
    const flat = wordLogProbability(
      tf.reshape(states, [steps * size, states.shape[2]]),
      w,
      b,
      tf.reshape(x, [steps * size]),
    );
    return tf.reshape(flat, [steps, size]);
  }

  /**
   * log p of the words of each sentence as though each were drawn from the same distribution over words, which z gives:
   * for training alone (Zhao et al. 2017, arXiv 1703.10960, section 4). Nats. [B]
   */
  bagLogLikelihood(x: tf.Tensor3D, mask: tf.Tensor2D | null, z: tf.Tensor3D): tf.Tensor1D {
    const [steps, size] = x.shape;
    const state = tf.squeeze(this.#weights.head('bag', z), [0]) as tf.Tensor2D; // [B, E]
    const { w } = this.#output;
    const logits = tf.add(timesTransposed(state, w), this.#weights.vector('bag.words'));
    const sentence = tf.tile(tf.eye(size), [steps, 1]) as tf.Tensor2D; // [T B, B]
    const present = mask ? tf.mul(sentence, tf.reshape(mask, [-1, 1])) : sentence;
    const counts = rowSums(present as tf.Tensor2D, tf.reshape(x, [-1]), w.shape[0]); // [V, B]
    return tf.sum(tf.mul(tf.logSoftmax(logits), tf.transpose(counts)), 1);
  }

  /**
   * log p(w | words so far, z) of every word that may come next, nats. x [T, B, 1], T from 0 on; z as above. [B, V]
   */
  nextWord(x: tf.Tensor3D, z: tf.Tensor3D | null): tf.Tensor2D {
    const [steps, size] = x.shape;
    const states = this.#states(behindStart(x, steps), z);
    const width = states.shape[2];
    const last = tf.reshape(tf.slice(states, [steps, 0, 0], [1, size, width]), [size, width]);
    const { w, b } = this.#output;
    return tf.logSoftmax(tf.add(timesTransposed(last as tf.Tensor2D, w), b) as tf.Tensor2D);
  }

  deterministicPasts(): null {
    return null;
  }

  get #output(): { w: tf.Tensor2D; b: tf.Tensor1D } {
    const w = this.#weights.matrix(this.#sentence.tied ? 'embedding' : 'output.w');
    return { w, b: this.#weights.vector('output.b') as tf.Tensor1D };
  }

  /** States the next word is said from, given the words before each. [T, B, 1] -> [T, B, E] */
  #states(
    before: tf.Tensor3D,
    z: tf.Tensor3D | null,
    kept: tf.Tensor4D | null = null,
  ): tf.Tensor3D {
    const { decoder, layers } = this.#sentence;
    const words = this.#embedded(before);
    if (decoder !== 'transformer')
      return recurrentStates(this.#weights, this.#ops, { cell: decoder, layers }, words, z);
    const inSentences = tf.transpose(words, [1, 0, 2]); // [B, T, E]
    return tf.transpose(
      transformerStates(this.#weights, this.#sentence, inSentences, z, kept),
      [1, 0, 2],
    );
  }

  /** [T, B, 1] -> [T, B, E] */
  #embedded(x: tf.Tensor3D): tf.Tensor3D {
    const [steps, size] = x.shape;
    const table = this.#weights.matrix('embedding');
    return tf.reshape(embed(table, tf.reshape(x, [steps * size])), [steps, size, table.shape[1]]);
  }
}

/** The first `count` words behind the start. [T, B, 1] -> [count + 1, B, 1] */
function behindStart(x: tf.Tensor3D, count: number): tf.Tensor3D {
  const size = x.shape[1];
  const start = tf.fill([1, size, 1], END) as tf.Tensor3D;
  if (count === 0) return start;
  return tf.concat([start, tf.slice(x, [0, 0, 0], [count, size, 1])]);
}

function contextOf({ mixing1 }: LatentContext): tf.Tensor3D {
  if (mixing1 === null) throw new TypeError('a model without latent has no psi');
  return mixing1;
}
