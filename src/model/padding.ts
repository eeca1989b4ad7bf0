/** Steps that a padded sequence does not have, without a mask in the recurrence. */
import * as tf from '@tensorflow/tfjs';

/** Added to the update gate's input, it makes the gate 1 in float32 whatever else enters it. */
const HOLD = 1000;

/**
 * What to add to the gates of a GRU so that its state stays as it is wherever a step is absent: exactly zero, while no
 * step has come, and no gradient enters the gates. mask [T, B], 1 or 0 -> [T, B, 3H]
 */
export function heldWhereAbsent(mask: tf.Tensor2D, hidden: number): tf.Tensor3D {
  const update = tf.tensor1d(new Float32Array(3 * hidden).fill(HOLD, hidden, 2 * hidden));
  return tf.mul(tf.expandDims(tf.sub(1, mask), 2), update);
}
