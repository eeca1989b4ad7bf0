/** Offsets of a pen: a mixture of Gaussians and a coin (`strokeDecoder.ts`). */
import * as tf from '@tensorflow/tfjs';
import { penLogDensity, penOutputs } from '../strokeDecoder.ts';
import type { Decoder } from './decoder.ts';

export const pen: Decoder = (x, top, weights, shape) => {
  const [steps, size] = x.shape;
  const rows = (tensor: tf.Tensor3D): tf.Tensor2D =>
    tf.reshape(tensor, [steps * size, tensor.shape[2]]);
  const outputs = penOutputs(rows(weights.head('decoder.pen', top)), shape.pen!);
  return tf.reshape(penLogDensity(rows(x), outputs), [steps, size]);
};
