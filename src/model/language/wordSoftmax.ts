/**
 * log p of words under a softmax over the vocabulary, in chunks of rows: of R rows times V logits only a chunk exists at
 * a time, and the backward pass forms it again. At R = 1,000 and V = 20,000 the whole would be 80 MB, three times over.
 */
import * as tf from '@tensorflow/tfjs';
import { type SaveForGradient, timesTransposed, transposedTimes } from '../layers.ts';
import { rowSums } from './embedding.ts';

/** Logits in a chunk: 16 MB. */
const CHUNK_ELEMENTS = 2 ** 22;

/**
 * log softmax(h w^T + b) at each row's word, nats. h [R, E], w [V, E], b [V], ids [R] of whole numbers below V -> [R]
 * @param chunkElements most logits at a time; of one row at least
 */
export function wordLogProbability(
  h: tf.Tensor2D,
  w: tf.Tensor2D,
  b: tf.Tensor1D,
  ids: tf.Tensor1D,
  chunkElements = CHUNK_ELEMENTS,
): tf.Tensor1D {
  const [rows, width] = h.shape;
  const [vocabulary] = w.shape;
  const most = Math.max(1, Math.floor(chunkElements / vocabulary));
  const starts = Array.from({ length: Math.ceil(rows / most) }, (_, i) => i * most);
  const countAt = (first: number) => Math.min(most, rows - first);
  const logits = (all: tf.Tensor2D, table: tf.Tensor2D, bias: tf.Tensor, first: number) => {
    const chunk = tf.slice(all, [first, 0], [countAt(first), width]);
    return tf.add(timesTransposed(chunk, table), bias) as tf.Tensor2D; // [n, V]
  };
  const forward = tf.customGrad((...given) => {
    const [states, table, bias, save] = given as unknown as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      SaveForGradient,
    ];
    const whole = tf.concat(
      starts.map((first) => tf.tidy(() => tf.logSumExp(logits(states, table, bias, first), 1))),
    ) as tf.Tensor1D; // log of the normaliser, [R]
    const numbers = tf.cast(ids, 'int32');
    const chosen = tf.add(
      tf.sum(tf.mul(states, tf.gather(table, numbers)), 1),
      tf.gather(bias, numbers),
    );
    save([states, table, bias, whole, ids]);
    return {
      value: tf.sub(chosen, whole),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.tidy(() => backward(dy, saved)),
    };
  });

  /** Of the word's own logit, and less p of every logit: d log p / d logit = [word] - p. */
  function backward(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
    const [states, table, bias, whole, words] = saved as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
    const slope = tf.expandDims(dy, 1) as tf.Tensor2D; // [R, 1]
    let ofTable = rowSums(tf.mul(slope, states), words, vocabulary);
    let ofBias = tf.squeeze(rowSums(slope, words, vocabulary), [1]) as tf.Tensor1D;
    const expected = starts.map((first) => {
      const chunk = [first, 0] as [number, number];
      const size = countAt(first);
      const [ofStates, table2, bias2] = tf.tidy(() => {
        const log = tf.sub(
          logits(states, table, bias, first),
          tf.expandDims(tf.slice(whole, first, size), 1),
        );
        const pull = tf.mul(tf.exp(log), tf.slice(slope, chunk, [size, 1])) as tf.Tensor2D; // [n, V]
        return [
          tf.matMul(pull, table),
          tf.sub(ofTable, transposedTimes(pull, tf.slice(states, chunk, [size, width]))),
          tf.sub(ofBias, tf.sum(pull, 0)),
        ] as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
      });
      tf.dispose([ofTable, ofBias]);
      [ofTable, ofBias] = [table2, bias2];
      return ofStates;
    });
    const ofWord = tf.mul(slope, tf.gather(table, tf.cast(words, 'int32')));
    return [tf.sub(ofWord, tf.concat(expected)), ofTable, ofBias];
  }
  return forward(h, w, b) as tf.Tensor1D;
}
