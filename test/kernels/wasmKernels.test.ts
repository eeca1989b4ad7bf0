import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

it('a clone on WebAssembly shares its data, and outlives what it was cloned from', () => {
  const buffers = tf.memory().numDataBuffers;
  const original = tf.tensor1d([1, 2, 3]);
  const clone = original.clone();
  expect(tf.memory().numDataBuffers).toBe(buffers + 1);
  original.dispose();
  expect([...clone.dataSync()]).toEqual([1, 2, 3]);
  clone.dispose();
  expect(tf.memory().numDataBuffers).toBe(buffers);
});

describe('pieces of a tensor on WebAssembly are those of plain JavaScript', () => {
  async function onBoth(body: () => tf.Tensor[]) {
    const results = [];
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend);
      const pieces = tf.tidy(body);
      results.push(pieces.map(({ shape, dtype }, i) => [shape, dtype, [...pieces[i]!.dataSync()]]));
      tf.dispose(pieces);
    }
    return results;
  }
  const numbers = (shape: number[], dtype: 'float32' | 'int32' = 'float32') =>
    tf.cast(tf.reshape(tf.range(0, tf.util.sizeFromShape(shape)), shape), dtype);

  it.each<[number[], number[], number[]]>([
    [[1], [0], [1]],
    [[40], [3], [30]],
    [
      [7, 5],
      [2, 0],
      [3, 5],
    ],
    [
      [7, 5],
      [0, 1],
      [7, 2],
    ],
    [
      [7, 40],
      [0, 3],
      [7, 30],
    ],
    [
      [7, 5],
      [1, 1],
      [3, 2],
    ],
    [
      [3, 4, 5],
      [0, 1, 0],
      [3, 2, 5],
    ],
    [
      [3, 4, 5],
      [0, 0, 4],
      [-1, -1, 1],
    ],
    [
      [3, 4, 5],
      [1, 0, 2],
      [1, 4, 3],
    ],
    [
      [4, 0, 5],
      [1, 0, 0],
      [2, 0, 5],
    ],
    [
      [2, 3, 4, 5],
      [0, 0, 1, 0],
      [2, 3, 2, 5],
    ],
  ])('a slice of %j from %j, %j', async (shape, begin, size) => {
    for (const dtype of ['float32', 'int32'] as const) {
      const [plain, own] = await onBoth(() => [tf.slice(numbers(shape, dtype), begin, size)]);
      expect(own).toEqual(plain);
    }
  });

  it.each<[number[], number | number[], number]>([
    [[6], 2, 0],
    [[4, 9], 3, 1],
    [[4, 9], [1, 5, -1], -1],
    [[3, 4, 2], 2, 1],
  ])('a split of %j into %j along %i', async (shape, parts, axis) => {
    const [plain, own] = await onBoth(() => tf.split(numbers(shape), parts, axis));
    expect(own).toEqual(plain);
  });
});
