/** Log densities of whole vectors: sums over the last axis. */
import * as tf from '@tensorflow/tfjs';
import { runFused } from './fused.ts';
import { gaussianLogDensity } from './layers.ts';

/** log p of 0s and 1s given logits: x l - softplus(l), summed, nats. [T, B, X] -> [T, B] */
export function bernoulliLogLikelihood(x: tf.Tensor3D, logit: tf.Tensor3D): tf.Tensor2D {
  const [density] = runFused('BernoulliLogLikelihood', { x, logit }, {}) ?? [
    tf.sum(tf.sub(tf.mul(x, logit), tf.softplus(logit)), 2),
  ];
  return density as tf.Tensor2D;
}

/** log N(x; mu, exp(logSigma)^2) of independent components, summed, nats. [T, B, D] -> [T, B] */
export function gaussianLogLikelihood(
  x: tf.Tensor3D,
  mu: tf.Tensor3D,
  logSigma: tf.Tensor3D,
): tf.Tensor2D {
  const [density] = runFused('GaussianLogDensity', { x, mu, logSigma }, {}) ?? [
    tf.sum(gaussianLogDensity(x, mu, logSigma), 2),
  ];
  return density as tf.Tensor2D;
}
