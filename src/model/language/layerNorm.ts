/** Layer normalisation (Ba et al. 2016, arXiv 1607.06450) over the last axis. */
import * as tf from '@tensorflow/tfjs';
import type { SaveForGradient } from '../layers.ts';

/** Added to the variance, as in PyTorch. */
const EPSILON = 1e-5;

/** (x - mean) / sd of each row of the last axis. With a gradient in five operations instead of twenty. */
export function normalised<T extends tf.Tensor>(x: T): T {
  const forward = tf.customGrad((...given) => {
    const [input, save] = given as unknown as [tf.Tensor, SaveForGradient];
    const centred = tf.sub(input, tf.mean(input, -1, true));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), EPSILON));
    const value = tf.mul(centred, scale);
    save([value, scale]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.tidy(() => {
          const [y, rate] = saved as [tf.Tensor, tf.Tensor];
          const along = tf.mul(y, tf.mean(tf.mul(dy, y), -1, true));
          return tf.mul(rate, tf.sub(tf.sub(dy, tf.mean(dy, -1, true)), along));
        }),
    };
  });
  return forward(x) as T;
}
