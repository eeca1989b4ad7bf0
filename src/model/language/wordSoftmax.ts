/**
 * log p of words under a softmax over the vocabulary, in chunks of rows: of R rows times V logits only a chunk exists at
 * a time, and where there are several the backward pass forms each again. At R = 1,000 and V = 20,000 the whole would be
 * 80 MB, three times over.
 */
import * as tf from '@tensorflow/tfjs';
import { dense } from '../dense.ts';
import { type SaveForGradient, transposedTimes } from '../layers.ts';
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
  const [rows] = h.shape;
  const [vocabulary] = w.shape;
  const most = Math.max(1, Math.floor(chunkElements / vocabulary));
  const firsts = Array.from({ length: Math.ceil(rows / most) }, (_, i) => i * most);
  const chunk = (tensor: tf.Tensor2D, first: number): tf.Tensor2D =>
    tf.slice(tensor, [first, 0], [Math.min(most, rows - first), tensor.shape[1]]);

  const forward = tf.customGrad((...given) => {
    const [states, table, bias, save] = given as unknown as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      SaveForGradient,
    ];
    const turned = tf.transpose(table) as tf.Tensor2D;
    const parts = firsts.map((first) =>
      tf.tidy(() => {
        const { p, log } = softmax(chunk(states, first), turned, bias);
        return firsts.length === 1 ? [log, p] : [log];
      }),
    );
    const numbers = tf.cast(ids, 'int32');
    const own = tf.add(
      tf.sum(tf.mul(states, tf.gather(table, numbers)), 1),
      tf.gather(bias, numbers),
    );
    save([states, table, bias, ids, ...parts.flatMap(([, p]) => p ?? [])]);
    return {
      value: tf.sub(own, tf.concat(parts.map(([log]) => log!))),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.tidy(() => backward(dy, saved)),
    };
  });

  /** d log p / d logit = [the word] - p. */
  function backward(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
    const [states, table, bias, words] = saved as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
    const kept = saved[4] as tf.Tensor2D | undefined;
    const slope = tf.expandDims(dy, 1) as tf.Tensor2D; // [R, 1]
    const turned = tf.transpose(table) as tf.Tensor2D;
    let ofTable = rowSums(tf.mul(slope, states), words, vocabulary);
    let ofBias = tf.squeeze(rowSums(slope, words, vocabulary), [1]) as tf.Tensor1D;
    const expected = firsts.map((first) => {
      const own = chunk(states, first);
      const [ofStates, nextTable, nextBias] = tf.tidy(() => {
        const p = kept ?? softmax(own, turned, bias).p;
        const pull = tf.mul(p, chunk(slope, first)) as tf.Tensor2D; // [n, V]
        return [
          dense(pull, { w: table }),
          tf.sub(ofTable, transposedTimes(pull, own)),
          tf.sub(ofBias, tf.sum(pull, 0)),
        ] as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
      });
      tf.dispose([ofTable, ofBias]);
      [ofTable, ofBias] = [nextTable, nextBias];
      return ofStates;
    });
    const ofWord = tf.mul(slope, tf.gather(table, tf.cast(words, 'int32')));
    return [tf.sub(ofWord, tf.concat(expected)), ofTable, ofBias];
  }
  return forward(h, w, b) as tf.Tensor1D;
}

/** Of h w + b, with w [E, V]: the probabilities [n, V], and the log of their normaliser [n]. */
function softmax(
  h: tf.Tensor2D,
  w: tf.Tensor2D,
  bias: tf.Tensor1D,
): { readonly p: tf.Tensor2D; readonly log: tf.Tensor } {
  const logits = dense(h, { w, bias });
  const top = tf.max(logits, 1, true);
  const each = tf.exp(tf.sub(logits, top));
  const sum = tf.sum(each, 1, true);
  return { p: tf.div(each, sum), log: tf.squeeze(tf.add(tf.log(sum), top), [1]) };
}
