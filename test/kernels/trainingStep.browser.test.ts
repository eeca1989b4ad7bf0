import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { benchCases } from '../../src/cli/bench/cases.ts';
import { countGpu } from '../../src/cli/bench/counters.ts';
import { newModel } from '../../src/config/experiment.ts';
import type { Settings } from '../../src/config/settings.ts';
import { openBackend } from '../../src/kernels/backend.ts';
import { webgpuOps } from '../../src/kernels/webgpu/ops.ts';
import { Recorder } from '../../src/kernels/webgpu/recorder.ts';
import type { DataShape } from '../../src/model/shape.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { type BatchTensors, Learner } from '../../src/train/learner.ts';

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

const paper = benchCases(false)[0]!;

/** Learner and batch of a model of the paper's settings but `differences`. */
function learnerOf(
  system: 'rnn' | 'sis-rnn',
  differences: Partial<Settings>,
  {
    steps,
    size,
    channels,
    ...data
  }: Partial<DataShape> & {
    steps: number;
    size: number;
    channels: number;
  },
  masked = false,
): { learner: Learner; batch: BatchTensors } {
  const settings = { ...paper.models[0]!.settings, ...differences };
  const values = fillNormal(new Float32Array(steps * size * channels), stream(2, 'x'), channels);
  const shape: DataShape = {
    channelNames: Array.from({ length: channels }, (_, i) => `x ${i}`),
    observation: 'binary',
    inputMean: new Array<number>(channels).fill(0),
    inputSd: new Array<number>(channels).fill(1),
    known: null,
    ...data,
  };
  const x = shape.observation === 'binary' ? values.map((value) => (value > 0 ? 1 : 0)) : values;
  // Each sequence but the first ends a step earlier than the one before.
  const mask = Float32Array.from({ length: steps * size }, (_, i) =>
    Math.floor(i / size) + (i % size) < steps ? 1 : 0,
  );
  return {
    // One segment of time.
    learner: new Learner(
      newModel(system, []),
      settings,
      shape,
      { steps: 1, size: 1, x: x.subarray(0, channels), mask: null },
      webgpuOps({ segment: 196 }),
    ),
    batch: {
      x: tf.tensor3d(x, [steps, size, channels]),
      mask: masked ? tf.tensor2d(mask, [steps, size]) : null,
    },
  };
}

describe('a training step takes at most 120 dispatches, as many for 28 steps of time as for 196', () => {
  it.each<[string, 'rnn' | 'sis-rnn', Partial<Settings>]>([
    ['an RNN', 'rnn', {}],
    ['smoothing', 'sis-rnn', { inference: 'smoothing' }],
  ])('%s', async (_name, system, differences) => {
    const counts: number[] = [];
    for (const steps of [28, 196]) {
      const { learner, batch } = learnerOf(system, differences, { steps, size: 2, channels: 4 });
      const { dispatches } = await countGpu(async () => {
        learner.step(batch, 1);
        await learner.settle();
      });
      counts.push(dispatches);
      learner.dispose();
      tf.dispose([batch.x]);
    }
    expect(counts[0]).toBeLessThanOrEqual(120);
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('200 training steps leave no tensor and no buffer behind', () => {
  const small: Partial<Settings> = {
    hidden: 4,
    features: 4,
    latent: 4,
    mixingWidths: [4, 4],
    injectedNoise: [4, 4],
    priorWidths: [4],
    decoderWidths: [4],
    mixingSamples: 2,
    mixingSamplesStart: 2,
  };

  // Between them they run every kernel there is: both kinds of noise, both likelihoods, all operations.
  it.each<[string, 'rnn' | 'sis-rnn', Partial<Settings>, DataShape['observation']]>([
    ['an RNN of binary data', 'rnn', small, 'binary'],
    ['smoothing of real data', 'sis-rnn', { ...small, inference: 'smoothing' }, 'real'],
  ])('%s', async (_name, system, settings, observation) => {
    const sizes = { steps: 3, size: 4, channels: 4, observation };
    const { learner, batch } = learnerOf(system, settings, sizes, true);
    let step = 0;
    const memoryAfter = async (steps: number) => {
      while (step < steps) learner.step(batch, ++step);
      await learner.settle();
      const { numTensors, numDataBuffers } = tf.memory();
      const gpu = tf.memory() as unknown as Record<string, number>;
      return {
        numTensors,
        numDataBuffers,
        used: gpu['numBytesInGPU'],
        allocated: gpu['numBytesAllocatedInGPU'],
      };
    };
    const before = await memoryAfter(5);
    expect(before.allocated).toBeGreaterThan(0);
    expect(await memoryAfter(200)).toEqual(before);
    learner.dispose();
    tf.dispose([batch.x, batch.mask!]);
  });
});
