/** Real channels, a Gaussian each. */
import * as tf from '@tensorflow/tfjs';
import { LOG_SIGMA_BOUNDS } from '../layers.ts';
import { gaussianLogLikelihood } from '../likelihoods.ts';
import type { Decoder } from './decoder.ts';

export const real: Decoder = (x, top, weights, { inputMean, inputSd }) => {
  // The heads work in standardised units of x.
  const sd = tf.tensor1d([...inputSd]);
  const mu: tf.Tensor3D = tf.add(
    tf.mul(weights.head('decoder.mu', top), sd),
    tf.tensor1d([...inputMean]),
  );
  const raw = weights.head('decoder.logSigma', top, LOG_SIGMA_BOUNDS);
  return gaussianLogLikelihood(x, mu, tf.add(raw, tf.log(sd)));
};
