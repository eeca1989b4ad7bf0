/** Layers: products of rows with a matrix, what is added to them, and their activation. */
import * as tf from '@tensorflow/tfjs';
import { runFused } from './fused.ts';
import { product } from './layers.ts';

/** A result is kept within these; outside there is no gradient. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export const RELU: Bounds = { least: 0, most: Number.POSITIVE_INFINITY };

export interface Layer {
  readonly w: tf.Tensor2D; // [N, M]
  readonly bias?: tf.Tensor | null; // [M]
  /** Added to each row's product. [..., M] */
  readonly beside?: tf.Tensor | null;
  readonly bounds?: Bounds | null;
  /** What enters is data or noise: no gradient reaches it. */
  readonly ofData?: boolean;
  /** N columns from this one on enter; fewer than all may only of data. Default 0. */
  readonly firstColumn?: number;
}

/** bounds(a w + bias + beside) over the rows of `a`: [R, N] -> [R, M], or [T, B, N] -> [T, B, M]. */
export function dense<T extends tf.Tensor2D | tf.Tensor3D>(a: T, layer: Layer): T {
  const { w, bias = null, bounds = null, ofData = false, firstColumn = 0 } = layer;
  const outer = a.shape.slice(0, -1);
  const count = outer.reduce((total, n) => total * n, 1);
  const rows = tf.reshape(a, [count, a.shape.at(-1)!]) as tf.Tensor2D;
  const beside = layer.beside ? tf.reshape(layer.beside, [count, w.shape[1]]) : null;
  const [result] = runFused(
    bounds ? 'BoundedDense' : 'Dense',
    { a: rows, w, bias, beside },
    { ofData, firstColumn, ...bounds },
  ) ?? [composed(columns(rows, firstColumn, w.shape[0]), w, bias, beside, bounds, ofData)];
  return tf.reshape(result!, [...outer, w.shape[1]] as number[]) as tf.Tensor as T;
}

function composed(
  rows: tf.Tensor2D,
  w: tf.Tensor2D,
  bias: tf.Tensor | null,
  beside: tf.Tensor | null,
  bounds: Bounds | null,
  ofData: boolean,
): tf.Tensor {
  let sum: tf.Tensor = product(rows, w, ofData);
  if (beside) sum = tf.add(beside, sum);
  if (bias) sum = tf.add(sum, bias);
  if (bounds === null) return sum;
  return bounds === RELU ? tf.relu(sum) : tf.clipByValue(sum, bounds.least, bounds.most);
}

function columns(rows: tf.Tensor2D, first: number, count: number): tf.Tensor2D {
  return rows.shape[1] === count ? rows : tf.slice(rows, [0, first], [rows.shape[0], count]);
}
