/** What the model's kernels must show on every backend, in the browser and in Node: the numbers of plain JavaScript. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type Bounds, dense, RELU } from '../../src/model/dense.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { Adam } from '../../src/train/adam.ts';
import { expectClose } from '../closeness.ts';

type Fused = 'webgpu' | 'wasm';

export function random(name: string, shape: readonly number[], scale = 1): tf.Tensor {
  const count = shape.reduce((product, n) => product * n, 1);
  const values = fillNormal(new Float32Array(count), stream(4, name), 1);
  return tf.tensor(
    values.map((value) => scale * value),
    [...shape],
  );
}

async function valuesOn(backend: Fused | 'cpu', body: () => tf.Tensor[]) {
  await tf.setBackend(backend);
  const tensors = tf.tidy(body);
  const values = await Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
  tf.dispose(tensors);
  return values;
}

/** Runs `body` on the backend, which stays current, and on plain JavaScript. */
export async function expectSameAsCpu(backend: Fused, body: () => tf.Tensor[]): Promise<void> {
  const expected = await valuesOn('cpu', body);
  const actual = await valuesOn(backend, body);
  expect(actual.length).toBe(expected.length);
  actual.forEach((values, i) => {
    const largest = Math.max(1, ...expected[i]!.map(Math.abs));
    expectClose(values, expected[i]!, { atol: 1e-5 * largest, rtol: 1e-5 });
  });
}

export function describeLayers(backend: Fused): void {
  describe('a layer and its gradients equal those of plain JavaScript', () => {
    it.each<[number, number, number, Bounds | null]>([
      [1, 1, 1, RELU],
      [7, 31, 65, null],
      [65, 7, 1, { least: -0.5, most: 1.5 }],
      [64, 12, 68, RELU],
      [1030, 5, 9, RELU],
      [1032, 68, 4, null],
    ])('%i rows, %i to %i, bounds %j', async (rows, inputs, outputs, bounds) => {
      await expectSameAsCpu(backend, () => {
        const weights = random('weights', [rows, outputs]);
        const { value, grads } = tf.valueAndGrads((a, w, bias, beside) =>
          tf.sum(
            tf.mul(dense(a as tf.Tensor2D, { w: w as tf.Tensor2D, bias, beside, bounds }), weights),
          ),
        )([
          random('a', [rows, inputs]),
          random('w', [inputs, outputs]),
          random('bias', [outputs]),
          random('beside', [rows, outputs]),
        ]);
        return [tf.reshape(value, [1]), ...grads];
      });
    });

    it.each([
      [0, 4],
      [3, 7],
      [4, 8],
    ])('of data, the columns from %i on, %i of them', async (firstColumn, inputs) => {
      await expectSameAsCpu(backend, () => {
        const a = random('a', [9, 5, 12]) as tf.Tensor3D;
        const weights = random('weights', [9, 5, 6]);
        const options = { firstColumn, ofData: true };
        const { value, grads } = tf.valueAndGrads((w, bias) =>
          tf.sum(tf.mul(dense(a, { w: w as tf.Tensor2D, bias, ...options }), weights)),
        )([random('w', [inputs, 6]), random('bias', [6])]);
        return [tf.reshape(value, [1]), ...grads];
      });
    });
  });
}

export function describeAdam(backend: Fused): void {
  describe('a step of the optimiser', () => {
    it.each([1, 65, 3000])('equals plain JavaScript over %i parameters', async (length) => {
      await expectSameAsCpu(backend, () => {
        const adam = new Adam(length);
        let parameters = random('parameters', [length]) as tf.Tensor1D;
        const norms: tf.Tensor1D[] = [];
        for (let i = 0; i < 3; i++) {
          const gradient = random(`gradient ${i}`, [length], 0.1 * (i + 1)) as tf.Tensor1D;
          const updated = adam.update(parameters, gradient, { learningRate: 0.1, clipNorm: 2 });
          parameters = updated.parameters;
          norms.push(updated.norm);
        }
        return [parameters, ...norms];
      });
    });
  });
}
