/**
 * Neural autoregressive distribution estimator of binary vectors (Larochelle & Murray, AISTATS 2011): pixel d given
 * those before it, p(x_d = 1 | x_<d) = sigmoid(b_d + v_d . sigmoid(c + sum_{i<d} x_i w_i)). No latent and no
 * recurrence: its log p(x) is exact, and says where an autoregressive network of this size stands on a picture.
 */
import * as tf from '@tensorflow/tfjs';
import { bernoulliLogLikelihood } from './likelihoods.ts';
import { type Bound, type ObjectiveInputs, withoutLatents } from './objective.ts';
import type { Weights } from './weights.ts';

/** The pixels in the order of a scan, step by step. [T, B, X] -> [B, T X] */
function inOrder(x: tf.Tensor3D): tf.Tensor2D {
  const [steps, size, channels] = x.shape;
  return tf.reshape(tf.transpose(x, [1, 0, 2]), [size, steps * channels]);
}

/** Logits of every pixel given those before it. [B, P] -> [B, P] */
export function nadeLogits(weights: Weights, pixels: tf.Tensor2D): tf.Tensor2D {
  const each = tf.mul(tf.expandDims(pixels, 2), weights.matrix('nade.w')); // [B, P, H]
  const before = sumBefore(each as tf.Tensor3D); // [B, P, H]
  const h = tf.sigmoid(tf.add(before, weights.vector('nade.c')));
  const outputs = tf.sum(tf.mul(h, weights.matrix('nade.v')), 2);
  return tf.add(outputs, weights.vector('nade.b'));
}

/**
 * At every place of the second axis the sum of what comes before it, without it. With a gradient of its own: that of
 * tfjs 4.22's cumsum is transposed where the axis is not the last.
 */
function sumBefore(each: tf.Tensor3D): tf.Tensor3D {
  const forward = tf.customGrad((given) => ({
    value: tf.cumsum(given as tf.Tensor, 1, true),
    gradFunc: (dy: tf.Tensor) => tf.cumsum(dy, 1, true, true),
  }));
  return forward(each) as tf.Tensor3D;
}

/** log p(x) of each sequence, exact, in the form of a bound whose KL is 0. Sequences are of one length. */
export function nadeBound(weights: Weights, { x }: Pick<ObjectiveInputs, 'x'>): Bound {
  const pixels = inOrder(x);
  const logits = nadeLogits(weights, pixels);
  const [size, count] = pixels.shape;
  const reconstruction = bernoulliLogLikelihood(
    tf.reshape(pixels, [1, size, count]),
    tf.reshape(logits, [1, size, count]),
  );
  return withoutLatents(tf.reshape(reconstruction, [size]));
}
