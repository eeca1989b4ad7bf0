/** Products and activations with the gradients that are quick on every backend. */
import * as tf from '@tensorflow/tfjs';
import { LOG_SIGMA_MAX, LOG_SIGMA_MIN } from './sigmaBounds.ts';

/** The last argument tfjs hands to the function of `customGrad`. */
export type SaveForGradient = (tensors: tf.Tensor[]) => void;

/**
 * a w, [R, N] x [N, M] -> [R, M].
 * @param ofData no gradient is asked of `a`, which spares a product
 */
export function product(a: tf.Tensor2D, w: tf.Tensor2D, ofData = false): tf.Tensor2D {
  if (ofData) {
    const forward = tf.customGrad((...given) => {
      const [right, save] = given as unknown as [tf.Tensor2D, SaveForGradient];
      save([a]);
      return {
        value: tf.matMul(a, right),
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
          transposedTimes(saved[0] as tf.Tensor2D, dy as tf.Tensor2D),
      };
    });
    return forward(w) as tf.Tensor2D;
  }
  const forward = tf.customGrad((...given) => {
    const [left, right, save] = given as unknown as [tf.Tensor2D, tf.Tensor2D, SaveForGradient];
    save([left, right]);
    return {
      value: tf.matMul(left, right),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [leftSaved, rightSaved] = saved as [tf.Tensor2D, tf.Tensor2D];
        const slope = dy as tf.Tensor2D;
        return [timesTransposed(slope, rightSaved), transposedTimes(leftSaved, slope)];
      },
    };
  });
  return forward(a, w) as tf.Tensor2D;
}

/**
 * a b^T, [R, M] x [N, M] -> [R, N]. Here and below the transposes are explicit, but on a GPU: only untransposed
 * products reach the fast library of the WebAssembly backend (a transposed one takes five times as long).
 */
export function timesTransposed(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return onGpu() ? tf.matMul(a, b, false, true) : tf.matMul(a, tf.transpose(b));
}

/** a^T b, [R, N] x [R, M] -> [N, M] */
export function transposedTimes(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return onGpu() ? tf.matMul(a, b, true, false) : tf.matMul(tf.transpose(a), b);
}

const onGpu = () => tf.getBackend() === 'webgpu';

/**
 * log sigma from a raw output: at most `max`, approached smoothly so that the gradient never dies there,
 * and at least -5.
 */
export function boundedLogSigma<T extends tf.Tensor>(raw: T, max: number): T {
  return tf.maximum(tf.sub(max, tf.softplus(tf.sub(max, raw))), LOG_SIGMA_MIN) as T;
}

export const LOG_SIGMA_BOUNDS = { least: LOG_SIGMA_MIN, most: LOG_SIGMA_MAX };

/**
 * A tensor repeated to a larger shape. Not `broadcastTo`: its gradient in tfjs 4.22 takes one slice for
 * every repetition.
 */
export function spread<T extends tf.Tensor>(tensor: tf.Tensor, shape: readonly number[]): T {
  return tf.add(tf.zeros([...shape]), tensor) as T;
}

/**
 * The slices of a tensor along an axis. tfjs 4.22's own `unstack` has no gradient when there is one slice:
 * its gradient is handed a tensor where it takes a list.
 */
export function slices(tensor: tf.Tensor3D, axis: 0 | 2): tf.Tensor2D[] {
  if (tensor.shape[axis] === 1) return [tf.squeeze(tensor, [axis])];
  return tf.unstack(tensor, axis) as tf.Tensor2D[];
}

/** log N(x; mean, exp(logSigma)^2) of each element, nats; the constant is kept, because priors are learned. */
export function gaussianLogDensity<T extends tf.Tensor>(
  x: T,
  mean: tf.Tensor,
  logSigma: tf.Tensor,
): T {
  const scaled = tf.mul(tf.sub(x, mean), tf.exp(tf.neg(logSigma)));
  return tf.sub(tf.sub(tf.mul(tf.square(scaled), -0.5), logSigma), HALF_LOG_TWO_PI) as T;
}

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
