/** Floating-point operations of a training step, by accounting: products of matrices alone, two for each multiplication. */
import * as tf from '@tensorflow/tfjs';
import { layoutOf } from '../../model/layout.ts';
import type { ModelShape } from '../../model/shape.ts';

/**
 * Of one step with the path gradient: every matrix once forwards and twice backwards for each row, but once
 * backwards where data or noise enters; the K extra draws forwards only. What the draws' noise enters is left out:
 * rows share it.
 */
export function flopsOfStep(shape: ModelShape, rows: number, draws: number): number {
  let products = 0;
  for (const { name, shape: size, length } of layoutOf(shape).tensors) {
    if (size.length !== 2) continue;
    const ofData = name === 'phi_x.w' || name.endsWith('.noise');
    products += length * rows * (ofData ? 2 : 3);
    // The past's part of layer 1 is formed again for the draws, once a row.
    if (name === 'mixing.1.h' && draws > 0) products += length * rows;
    if (/^mixing\.(?:\d+|mu|logSigma)\.w$/.test(name)) products += length * rows * draws;
  }
  return 2 * products;
}

/** What the current backend makes of a large product of matrices, operations a second. */
export async function productCeiling(): Promise<number> {
  const n = 4096;
  const [a, b] = [tf.ones([n, n]), tf.ones([n, n])] as [tf.Tensor2D, tf.Tensor2D];
  const product = async (count: number) => {
    for (let i = 1; i < count; i++) tf.matMul(a, b).dispose();
    const last = tf.tidy(() => tf.slice(tf.matMul(a, b), [0, 0], [1, 1]));
    await last.data();
    last.dispose();
  };
  await product(1);
  const count = 8;
  const began = performance.now();
  await product(count);
  tf.dispose([a, b]);
  return (count * 2 * n ** 3) / ((performance.now() - began) / 1000);
}
