/** Adam (Kingma & Ba 2015, arXiv 1412.6980) with global-norm clipping, on one flat vector: a dozen kernels a step. */
import * as tf from '@tensorflow/tfjs';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

export class Adam {
  #moment: tf.Tensor1D;
  #square: tf.Tensor1D;
  #updates = 0;

  constructor(length: number) {
    this.#moment = tf.zeros([length]);
    this.#square = tf.zeros([length]);
  }

  /**
   * Returns the parameters after one step against `gradient` [P], whose global norm is first cut to
   * `clipNorm`, and that norm before the cut (scalar). The tensors given are left to the caller.
   */
  update(
    parameters: tf.Tensor1D,
    gradient: tf.Tensor1D,
    options: { readonly learningRate: number; readonly clipNorm: number },
  ): { parameters: tf.Tensor1D; norm: tf.Scalar } {
    this.#updates++;
    const rate =
      (options.learningRate * Math.sqrt(1 - BETA_2 ** this.#updates)) /
      (1 - BETA_1 ** this.#updates);
    const epsilon = EPSILON * Math.sqrt(1 - BETA_2 ** this.#updates);
    const [moment, square, next, norm] = tf.tidy(() => {
      const length = tf.sqrt(tf.sum(tf.square(gradient)));
      const factor = tf.minimum(1, tf.div(options.clipNorm, tf.add(length, 1e-12)));
      const clipped = tf.mul(gradient, factor);
      const first = tf.add(tf.mul(this.#moment, BETA_1), tf.mul(clipped, 1 - BETA_1));
      const second = tf.add(tf.mul(this.#square, BETA_2), tf.mul(tf.square(clipped), 1 - BETA_2));
      const change = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(second), epsilon));
      return [first, second, tf.sub(parameters, change), length] as [
        tf.Tensor1D,
        tf.Tensor1D,
        tf.Tensor1D,
        tf.Scalar,
      ];
    });
    tf.dispose([this.#moment, this.#square]);
    this.#moment = moment;
    this.#square = square;
    return { parameters: next, norm };
  }

  dispose(): void {
    tf.dispose([this.#moment, this.#square]);
  }
}
