import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
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
