/**
 * Semi-amortised inference (Kim et al. 2018, arXiv 1802.02550): the encoder gives mu and sigma of a Gaussian q to begin
 * with, and a few steps up the gradient of the sentence's own bound improve them.
 */
import * as tf from '@tensorflow/tfjs';
import { LOG_SIGMA_BOUNDS } from '../layers.ts';

export interface Refinement {
  /** Of a step: mu and log sigma move by this times their gradient, cut as below. */
  readonly rate: number;
  /** Standard normal: z of step n is mu + sigma epsilon_n, in all sentences alike. [N, D] */
  readonly epsilon: tf.Tensor2D;
  /** Weight of the KL in the bound that is climbed: 1 in every figure. */
  readonly beta: number;
}

/** Mean and log sd of q(z | x). Each [1, B, D] */
export interface Gaussian {
  readonly mu: tf.Tensor3D;
  readonly logSigma: tf.Tensor3D;
}

/** Largest norm of a sentence's gradient in a step, of mu and log sigma together (the same paper's code cuts at 5). */
const LONGEST = 5;

/**
 * q after N steps on E_q[log p(x | z)] - beta KL(q || N(0, I)), the expectation by one z a step, the KL in closed
 * form; a function of x alone, as `epsilon` is given. To be called outside of any tape: what is returned is constant.
 * @param logLikelihood log p(x | z) of each sentence, nats; z [1, B, D] -> [B]
 */
export function refined(
  logLikelihood: (z: tf.Tensor3D) => tf.Tensor1D,
  start: Gaussian,
  { rate, epsilon, beta }: Refinement,
): Gaussian {
  return tf.tidy(() => {
    let { mu, logSigma } = start;
    for (const step of tf.unstack(epsilon)) {
      const slopes = tf.grads((...given) => {
        const [m, s] = given as unknown as [tf.Tensor3D, tf.Tensor3D];
        const z = tf.add<tf.Tensor3D>(m, tf.mul(tf.exp(s), step));
        const kl = tf.sum(klFromPrior({ mu: m, logSigma: s }));
        return tf.sub(tf.sum(logLikelihood(z)), tf.mul(beta, kl));
      })([mu, logSigma]) as [tf.Tensor3D, tf.Tensor3D];
      const squares = tf.sum(tf.square(tf.concat(slopes, 2)), 2, true); // [1, B, 1]
      const share = tf.mul(rate, tf.minimum(1, tf.div(LONGEST, tf.sqrt(tf.add(squares, 1e-12)))));
      const { least, most } = LOG_SIGMA_BOUNDS;
      mu = tf.add(mu, tf.mul(slopes[0], share));
      logSigma = tf.clipByValue(tf.add(logSigma, tf.mul(slopes[1], share)), least, most);
    }
    return { mu, logSigma };
  });
}

/** KL(N(mu, sigma^2) || N(0, 1)) of each dimension, nats. */
function klFromPrior({ mu, logSigma }: Gaussian): tf.Tensor3D {
  const squares = tf.add(tf.square(mu), tf.exp(tf.mul(logSigma, 2)));
  return tf.sub(tf.mul(tf.sub(squares, 1), 0.5), logSigma);
}
