/** Adam (Kingma & Ba 2015, arXiv 1412.6980) with global-norm clipping, on one flat vector: a dozen kernels a step. */
import * as tf from '@tensorflow/tfjs';
import { runFused } from '../model/fused.ts';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export interface AdamState {
  readonly updates: number;
  readonly moments: Float32Array; // [2P]
}

export class Adam {
  /** Means of the gradient, and after them of its squares. [2P] */
  #moments: tf.Tensor1D;
  #updates = 0;

  constructor(length: number) {
    this.#moments = tf.zeros([2 * length]);
  }

  /**
   * Returns the parameters after one step against `gradient` [P], whose global norm is first cut to
   * `clipNorm`, and that norm before the cut [1]. The tensors given are left to the caller.
   */
  update(
    parameters: tf.Tensor1D,
    gradient: tf.Tensor1D,
    options: { readonly learningRate: number; readonly clipNorm: number },
  ): { parameters: tf.Tensor1D; norm: tf.Tensor1D } {
    this.#updates++;
    const bias = Math.sqrt(1 - BETA_2 ** this.#updates);
    const constants = {
      rate: (options.learningRate * bias) / (1 - BETA_1 ** this.#updates),
      epsilon: EPSILON * bias,
      clipNorm: options.clipNorm,
      beta1: BETA_1,
      beta2: BETA_2,
    };
    const given = { parameters, gradient, moments: this.#moments };
    const [next, moments, norm] = (runFused('AdamStep', given, constants) ??
      step(given, constants)) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    this.#moments.dispose();
    this.#moments = moments;
    return { parameters: next, norm };
  }

  get updates(): number {
    return this.#updates;
  }

  /** Means of the gradient, then of its squares; they stay ours. [2P] */
  get moments(): tf.Tensor1D {
    return this.#moments;
  }

  /** Goes on from moments of before, which are left to the caller. [2P] */
  goBack(updates: number, moments: tf.Tensor1D): void {
    this.#moments.dispose();
    this.#moments = tf.clone(moments);
    this.#updates = updates;
  }

  /** Steps made, and a copy of the moments: of the gradient, then of its squares. [2P] */
  async state(): Promise<AdamState> {
    return { updates: this.#updates, moments: Float32Array.from(await this.#moments.data()) };
  }

  /** Goes on from a state. Throws a RangeError when it has not as many moments. */
  restore({ updates, moments }: AdamState): void {
    if (moments.length !== this.#moments.size)
      throw new RangeError(`${moments.length} moments, expected ${this.#moments.size}`);
    this.#moments.dispose();
    this.#moments = tf.tensor1d(moments);
    this.#updates = updates;
  }

  dispose(): void {
    this.#moments.dispose();
  }
}

function step(
  { parameters, gradient, moments }: Readonly<Record<string, tf.Tensor1D>>,
  constants: Readonly<Record<'rate' | 'epsilon' | 'clipNorm' | 'beta1' | 'beta2', number>>,
): tf.Tensor1D[] {
  const { rate, epsilon, clipNorm, beta1, beta2 } = constants;
  return tf.tidy(() => {
    const norm = tf.sqrt(tf.sum(tf.square(gradient!), 0, true)) as tf.Tensor1D;
    const factor = tf.minimum(1, tf.div(clipNorm, tf.add(norm, 1e-12)));
    const clipped = tf.mul(gradient!, factor);
    const [mean, square] = tf.split(moments!, 2) as [tf.Tensor1D, tf.Tensor1D];
    const first = tf.add(tf.mul(mean, beta1), tf.mul(clipped, 1 - beta1));
    const second = tf.add(tf.mul(square, beta2), tf.mul(tf.square(clipped), 1 - beta2));
    const change = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(second), epsilon));
    return [tf.sub(parameters!, change), tf.concat([first, second]), norm] as tf.Tensor1D[];
  });
}
