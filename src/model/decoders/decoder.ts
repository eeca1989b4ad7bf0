/** What turns a decoder's last layer into the distribution of x_t: a file for each kind of observation. */
import type * as tf from '@tensorflow/tfjs';
import type { ModelShape } from '../shape.ts';
import type { Weights } from '../weights.ts';

/**
 * log p(x_t | z_t, past), nats, with the tensors that `heads.ts` declares. [T, B]
 *
 * @param x [T, B, X]
 * @param top the decoder's last layer [T, B, W]
 */
export type Decoder = (
  x: tf.Tensor3D,
  top: tf.Tensor3D,
  weights: Weights,
  shape: ModelShape,
) => tf.Tensor2D;
