/**
 * A causal self-attention decoder (Vaswani et al. 2017, arXiv 1706.03762), normalised before each part, with learned
 * positions:
 *
 *   u_i = position_i + e(w_(i-1)) + Z z,  behind the prefix token u_0 = position_0 + P z
 *   u <- u + A attention(norm u);   u <- u + W2 relu(W1 norm u);   h = norm u
 *
 * A place sees itself and those before it. z is the prefix token and is added to every embedding (MODEL section 2).
 */
import * as tf from '@tensorflow/tfjs';
import { dense, RELU } from '../dense.ts';
import type { Weights } from '../weights.ts';
import { normalised } from './layerNorm.ts';

/** Of a place that may not be seen: exp of it is 0 in float32. */
const UNSEEN = -1e9;

export interface TransformerSizes {
  readonly layers: number;
  readonly heads: number;
  /** Places there are embeddings of. */
  readonly positions: number;
}

/**
 * States from which the next word is said, one for each word given. words [B, T, E], the word before each; z [1, B, D],
 * or null without -> [B, T, E]. Throws a RangeError for more places than there are embeddings of.
 * @param kept factors of the sum of embeddings and of what each part adds, of as many places or more; null leaves them as
 *   they are. [2L + 1, B, S, E]
 */
export function transformerStates(
  weights: Weights,
  { layers, heads, positions }: TransformerSizes,
  words: tf.Tensor3D,
  z: tf.Tensor3D | null,
  kept: tf.Tensor4D | null = null,
): tf.Tensor3D {
  const [size, steps, width] = words.shape;
  const places = steps + (z === null ? 0 : 1);
  if (places > positions)
    throw new RangeError(`${steps} words: this decoder was built for ${positions - 1} at most`);
  const where = tf.slice(weights.matrix('decoder.position'), [0, 0], [places, width]);
  const left = (part: tf.Tensor3D, table: number): tf.Tensor3D => {
    if (kept === null) return part;
    const own = tf.slice(kept, [table, 0, 0, 0], [1, size, places, width]);
    return tf.mul(part, tf.squeeze(own, [0]));
  };
  let u = left(tf.add(z === null ? words : behindPrefix(weights, words, z), where), 0); // [B, S, E]
  const unseen = causalMask(places);
  for (let i = 1; i <= layers; i++) {
    const name = `decoder.${i}`;
    const seen = attention(weights, name, norm(weights, `${name}.norm1`, u), heads, unseen);
    u = tf.add(u, left(weights.head(`${name}.attended`, seen), 2 * i - 1));
    const up = weights.head(`${name}.up`, norm(weights, `${name}.norm2`, u), RELU);
    u = tf.add(u, left(weights.head(`${name}.down`, up), 2 * i));
  }
  const states = norm(weights, 'decoder.norm', u);
  return z === null ? states : tf.slice(states, [0, 1, 0], [size, steps, width]);
}

/** [B, T, E] -> [B, T + 1, E] */
function behindPrefix(weights: Weights, words: tf.Tensor3D, z: tf.Tensor3D): tf.Tensor3D {
  const [size, , width] = words.shape;
  const prefix = tf.reshape(weights.head('decoder.prefix', z), [size, 1, width]);
  const beside = tf.reshape(dense(z, { w: weights.matrix('decoder.z') }), [size, 1, width]);
  return tf.concat([prefix, tf.add(words, beside)], 1) as tf.Tensor3D;
}

/** What each place takes from those before it and itself, heads side by side. [B, S, E] -> [B, S, E] */
function attention(
  weights: Weights,
  name: string,
  u: tf.Tensor3D,
  heads: number,
  unseen: tf.Tensor2D,
): tf.Tensor3D {
  const [size, places, width] = u.shape;
  const each = width / heads;
  const [q, k, v] = tf
    .split(weights.head(`${name}.qkv`, u), 3, 2)
    .map((part) => tf.transpose(tf.reshape(part, [size, places, heads, each]), [0, 2, 1, 3])) as [
    tf.Tensor4D,
    tf.Tensor4D,
    tf.Tensor4D,
  ]; // [B, heads, S, E / heads]
  const scores = tf.mul(tf.matMul(q, k, false, true), each ** -0.5); // [B, heads, S, S]
  const taken = tf.matMul(tf.softmax(tf.add(scores, unseen)), v);
  return tf.reshape(tf.transpose(taken, [0, 2, 1, 3]), [size, places, width]);
}

function norm(weights: Weights, name: string, u: tf.Tensor3D): tf.Tensor3D {
  const gain = tf.add(weights.vector(`${name}.gain`), 1);
  return tf.add(tf.mul(normalised(u), gain), weights.vector(`${name}.shift`));
}

/** 0 where the place of a row sees that of a column, else very negative. [S, S] */
function causalMask(places: number): tf.Tensor2D {
  const values = Float32Array.from({ length: places * places }, (_, i) =>
    i % places > Math.floor(i / places) ? UNSEEN : 0,
  );
  return tf.tensor2d(values, [places, places]);
}
