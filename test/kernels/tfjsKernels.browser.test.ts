import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/kernels/backend.ts';
import { Recorder, recorded } from '../../src/kernels/webgpu/recorder.ts';
import { replaceTfjsKernels } from '../../src/kernels/webgpu/tfjsKernels.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';

const uncaptured: string[] = [];

beforeAll(async () => {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '' });
  replaceTfjsKernels(true);
  // Else the small tensors of these tests would never reach the GPU.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  new Recorder().device.addEventListener('uncapturederror', (event) =>
    uncaptured.push(event.error.message),
  );
});

afterEach(() => {
  expect(uncaptured.splice(0)).toEqual([]);
});

/** A tensor of random numbers that lies on the GPU, where there is one. */
function random(name: string, shape: number[]): tf.Tensor {
  const count = shape.reduce((product, n) => product * n, 1);
  return tf.add(tf.tensor(fillNormal(new Float32Array(count), stream(2, name), 1), shape), 0.5);
}

async function valuesOn(backend: 'webgpu' | 'cpu', body: () => tf.Tensor) {
  await tf.setBackend(backend);
  const tensor = tf.tidy(body);
  const values = Float32Array.from(await tensor.data());
  const { shape } = tensor;
  tensor.dispose();
  await tf.setBackend('webgpu');
  return { shape, values };
}

async function expectSameOnCpu(body: () => tf.Tensor) {
  const actual = await valuesOn('webgpu', body);
  const expected = await valuesOn('cpu', body);
  expect(actual.shape).toEqual(expected.shape);
  const largest = Math.max(...expected.values.map(Math.abs));
  expectClose(actual.values, expected.values, { atol: 1e-5 * largest, rtol: 1e-5 });
}

describe('products equal those of plain JavaScript', () => {
  it.each([
    [1, 1, 1],
    [7, 31, 65],
    [65, 7, 1],
    [64, 12, 68],
    [9, 1031, 5],
    [12, 1032, 4],
  ])('%i x %i x %i, each side plain and transposed', async (m, k, n) => {
    for (const transposeA of [false, true])
      for (const transposeB of [false, true]) {
        const before = recorded.dispatches;
        await expectSameOnCpu(() => {
          const a = random('a', transposeA ? [k, m] : [m, k]) as tf.Tensor2D;
          const b = random('b', transposeB ? [n, k] : [k, n]) as tf.Tensor2D;
          return tf.matMul(a, b, transposeA, transposeB);
        });
        // A long sum is two dispatches.
        expect(recorded.dispatches - before).toBe(k > 512 ? 2 : 1);
      }
  });

  it('batches of products are left to tfjs', async () => {
    await expectSameOnCpu(() => tf.matMul(random('a', [3, 4, 5]), random('b', [3, 5, 2])));
  });
});

describe('sums over the first axes equal those of plain JavaScript', () => {
  it.each<[number[], number | number[], boolean]>([
    [[65, 7], 0, false],
    [[31, 3, 65], [0, 1], true],
    [[1031, 1], 0, false],
    [[8193, 17], 0, false],
    [[40, 3, 2], -3, false],
    [[40, 3], 1, false],
    [[40], 0, false],
    [[31, 3], 0, false],
  ])('%j over %j', async (shape, axis, keepDims) => {
    await expectSameOnCpu(() => tf.sum(random('x', shape), axis, keepDims));
  });

  it('of what was cast from booleans', async () => {
    await expectSameOnCpu(() =>
      tf.sum(tf.cast(tf.greater(random('x', [65, 7]), 0.5), 'float32'), 0),
    );
  });
});

describe('slices and joined pieces', () => {
  it.each<[number[], number[], number[], number]>([
    [[100], [7], [13], 1],
    [[5, 6, 7], [2, 0, 0], [2, 6, 7], 1],
    [[5, 6, 7], [2, 1, 0], [1, 3, 7], 1],
    [[5, 6, 7], [1, 2, 3], [1, 1, 1], 1],
    [[5, 6, 7], [0, 1, 0], [5, 3, 7], 0],
    [[5, 6, 7], [1, 0, 2], [1, 2, 3], 0],
  ])('%j from %j, %j of it, in %i copies', async (shape, begin, size, copies) => {
    const before = recorded.copies;
    await expectSameOnCpu(() => tf.slice(random('x', shape), begin, size));
    expect(recorded.copies - before).toBe(copies);
  });

  it.each<[number[], number[], number, number]>([
    [[3], [5], 0, 2],
    [[2, 3], [4, 3], 0, 2],
    [[2, 3], [2, 4], 1, 0],
    [[1, 3], [1, 4], -1, 2],
  ])('%j and %j joined along %i, in %i copies', async (first, second, axis, copies) => {
    const before = recorded.copies;
    await expectSameOnCpu(() => tf.concat([random('a', first), random('b', second)], axis));
    expect(recorded.copies - before).toBe(copies);
  });
});
