import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { benchCases } from '../../src/cli/bench/cases.ts';
import { countGpu } from '../../src/cli/bench/counters.ts';
import { openBackend } from '../../src/kernels/backend.ts';
import { webgpuOps } from '../../src/kernels/webgpu/ops.ts';
import { Recorder } from '../../src/kernels/webgpu/recorder.ts';
import { runFused } from '../../src/model/fused.ts';
import { bernoulliLogLikelihood, gaussianLogLikelihood } from '../../src/model/likelihoods.ts';
import { fillCoins, fillNormal, stream } from '../../src/rng.ts';
import { Learner } from '../../src/train/learner.ts';
import { ROWS_AT_ONCE } from '../../src/train/portions.ts';
import { expectClose } from '../closeness.ts';
import { describeAdam, describeLayers, expectSameAsCpu, random } from './modelKernelCases.ts';

const uncaptured: string[] = [];

beforeAll(async () => {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '' });
  webgpuOps();
  new Recorder().device.addEventListener('uncapturederror', (event) =>
    uncaptured.push(event.error.message),
  );
});

afterEach(() => {
  expect(uncaptured.splice(0)).toEqual([]);
});

describeLayers('webgpu');
describeAdam('webgpu');

describe('log densities and their gradients equal those of plain JavaScript', () => {
  it.each([
    [1, 1, 1],
    [7, 3, 31],
    [65, 1, 7],
  ])('%i x %i x %i', async (steps, size, width) => {
    const shape = [steps, size, width];
    const weights = () => random('weights', [steps, size]);
    await expectSameAsCpu('webgpu', () => {
      const x = tf.step(random('x', shape)) as tf.Tensor3D;
      const logit = random('logit', shape, 20) as tf.Tensor3D;
      const of = (given: tf.Tensor) => bernoulliLogLikelihood(x, given as tf.Tensor3D);
      return [of(logit), tf.grad((given) => tf.sum(tf.mul(of(given), weights())))(logit)];
    });
    await expectSameAsCpu('webgpu', () => {
      const inputs = [random('x', shape), random('mu', shape), random('log sigma', shape, 0.5)];
      const of = (...given: tf.Tensor[]) =>
        gaussianLogLikelihood(...(given as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D]));
      const gradients = tf.grads((...given) => tf.sum(tf.mul(of(...given), weights())))(inputs);
      return [of(...inputs), ...gradients];
    });
  });
});

describe('noise drawn on the device is that of the shared generator', () => {
  const from = stream(2 ** 31 + 5, 'train/epsilon');
  const at = { step: 3, sample: 2 ** 32 - 1, firstRow: 17 };

  async function drawn(coins: boolean, rows: number, width: number, amplitude = 1) {
    const attributes = { coins, ...from, ...at, rows, width, amplitude };
    const [tensor] = runFused('Noise', {}, attributes)!;
    const values = await tensor!.data();
    tensor!.dispose();
    return values;
  }

  it.each([
    [1, 1],
    [31, 7],
    [7, 300],
    [3, 128],
    [2, 129],
  ])('coins of %i rows of %i, to the bit', async (rows, width) => {
    const expected = fillCoins(new Float32Array(rows * width), from, width, at);
    expect(await drawn(true, rows, width)).toEqual(expected);
    expect(await drawn(true, rows, width, 0.5)).toEqual(expected.map((coin) => coin / 2));
  });

  it.each([
    [1, 1],
    [31, 7],
    [5000, 16],
  ])('normals of %i rows of %i, to the rounding of float32', async (rows, width) => {
    const expected = fillNormal(new Float32Array(rows * width), from, width, at);
    expectClose(await drawn(false, rows, width), expected, { atol: 1e-6, rtol: 1e-6 });
  });
});

describe('a training step of one model', () => {
  it('takes at most 120 dispatches, as many for 28 steps of time as for 196, and bounded memory', async () => {
    const counts: number[] = [];
    const peaks: { rows: number; bytes: number }[] = [];
    for (const name of ['paper-28', 'paper-196']) {
      const { models, data, batch, draws } = benchCases(true).find((one) => one.name === name)!;
      const { spec, settings } = models[0]!;
      const size = 2;
      const x = batch.x.subarray(0, batch.steps * size * batch.channels);
      // One segment of time.
      const whole = webgpuOps({ segment: 196 });
      const first = { steps: 1, size: 1, x: x.subarray(0, batch.channels), mask: null };
      const learner = new Learner(spec, settings, data, first, whole);
      expect(draws).toBe(10);
      const tensors = { x: tf.tensor3d(x, [batch.steps, size, batch.channels]), mask: null };
      const { dispatches, peakBytes } = await countGpu(async () => {
        learner.step(tensors, 1);
        await learner.settle();
      });
      counts.push(dispatches);
      peaks.push({ rows: batch.steps * size, bytes: peakBytes });
      learner.dispose();
      tensors.x.dispose();
    }
    expect(counts[0]).toBeLessThanOrEqual(120);
    expect(counts[1]).toBe(counts[0]);
    // What a step holds grows with its rows, of which it takes no more than a portion at once.
    const [few, many] = peaks as [(typeof peaks)[0], (typeof peaks)[0]];
    const bytesPerRow = (many.bytes - few.bytes) / (many.rows - few.rows);
    expect(many.bytes + bytesPerRow * (ROWS_AT_ONCE - many.rows)).toBeLessThan(2 ** 30);
  });
});
