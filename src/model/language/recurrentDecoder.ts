/** Recurrent decoders: GRU or LSTM layers over the words said so far, z entering the gates of each at every step. */
import * as tf from '@tensorflow/tfjs';
import { dense } from '../dense.ts';
import { product, slices } from '../layers.ts';
import type { Ops } from '../ops.ts';
import type { Weights } from '../weights.ts';

/**
 * States from which the next word is said. words [T, B, E], the word before each; z [1, B, D], or null without
 * -> [T, B, E]
 */
export function recurrentStates(
  weights: Weights,
  ops: Ops,
  { cell, layers }: { readonly cell: 'gru' | 'lstm'; readonly layers: number },
  words: tf.Tensor3D,
  z: tf.Tensor3D | null,
): tf.Tensor3D {
  let u = words;
  for (let i = 1; i <= layers; i++) {
    const name = `decoder.${i}`;
    const fromWords = dense(u, {
      w: weights.matrix(`${name}.x`),
      bias: weights.vector(`${name}.bx`),
    });
    const gate: tf.Tensor3D =
      z === null ? fromWords : tf.add(fromWords, dense(z, { w: weights.matrix(`${name}.z`) }));
    const past = { gateH: weights.matrix(`${name}.h`), gateHB: weights.vector(`${name}.bh`) };
    u =
      cell === 'gru'
        ? ops.recurrence({ gate, ...past, fromEnd: false })
        : lstm(gate, past.gateH, past.gateHB);
  }
  return u;
}

/**
 * An LSTM in PyTorch's convention, gates in the order input, forget, cell, output:
 * c' = s(f) c + s(i) tanh(g), h' = s(o) tanh(c'). gate [T, B, 4E], h w + b beside it -> [T, B, E]
 */
function lstm(gate: tf.Tensor3D, w: tf.Tensor2D, b: tf.Tensor): tf.Tensor3D {
  const size = gate.shape[1];
  let h = tf.zeros([size, w.shape[0]]) as tf.Tensor2D;
  let cell = h;
  const states = slices(gate, 0).map((fromInput) => {
    const sums = tf.add(tf.add(fromInput, product(h, w)), b);
    const [input, forget, candidate, output] = tf.split(sums, 4, 1) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
    ];
    cell = tf.add(tf.mul(tf.sigmoid(forget), cell), tf.mul(tf.sigmoid(input), tf.tanh(candidate)));
    h = tf.mul(tf.sigmoid(output), tf.tanh(cell));
    return h;
  });
  return tf.stack(states) as tf.Tensor3D;
}
