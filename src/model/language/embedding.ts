/** Rows of a table picked by number, with a gradient that every backend has: tfjs's own needs UnsortedSegmentSum, which WebAssembly lacks. */
import * as tf from '@tensorflow/tfjs';
import { runFused } from '../fused.ts';
import { type SaveForGradient, transposedTimes } from '../layers.ts';

/** Elements of the one-hot rows that a chunk of the table may take: 16 MB. */
const CHUNK_ELEMENTS = 2 ** 22;

/** Row `ids[r]` of the table for every r. table [V, E], ids [R] of whole numbers below V, float32 -> [R, E] */
export function embed(table: tf.Tensor2D, ids: tf.Tensor1D): tf.Tensor2D {
  const [count] = table.shape;
  const forward = tf.customGrad((...given) => {
    const [rows, save] = given as unknown as [tf.Tensor2D, SaveForGradient];
    save([ids]);
    return {
      value: tf.gather(rows, tf.cast(ids, 'int32')),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        rowSums(dy as tf.Tensor2D, saved[0] as tf.Tensor1D, count),
    };
  });
  return forward(table) as tf.Tensor2D;
}

/**
 * For every v below `count` the sum of the rows whose id is v: a kernel of its own where the data lie in the machine's
 * memory (768 rows of 64 into 10,000: 4 ms instead of 2 s), elsewhere a product with one-hot rows (whose sums come in a fixed order, unlike a GPU's atomic adds).
 * rows [R, E], ids [R] -> [count, E]
 */
export function rowSums(rows: tf.Tensor2D, ids: tf.Tensor1D, count: number): tf.Tensor2D {
  const [fused] = runFused('RowSums', { rows, ids }, { count }) ?? [];
  if (fused !== undefined) return fused as tf.Tensor2D;
  return tf.tidy(() => {
    const most = Math.max(1, Math.floor(CHUNK_ELEMENTS / Math.max(1, rows.shape[0])));
    const column = tf.expandDims(ids, 1);
    const parts: tf.Tensor2D[] = [];
    for (let first = 0; first < count; first += most) {
      const numbers = tf.range(first, Math.min(first + most, count), 1, 'float32');
      const oneHot = tf.cast(tf.equal(column, numbers), 'float32') as tf.Tensor2D; // [R, chunk]
      parts.push(transposedTimes(oneHot, rows));
    }
    return parts.length === 1 ? parts[0]! : tf.concat(parts);
  });
}
