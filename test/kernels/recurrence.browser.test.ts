import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/kernels/backend.ts';
import { webgpuOps } from '../../src/kernels/webgpu/ops.ts';
import { Recorder, recorded } from '../../src/kernels/webgpu/recorder.ts';
import { stepsPerChunk } from '../../src/kernels/webgpu/segments.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import type { ModelShape } from '../../src/model/shape.ts';
import { expectClose } from '../closeness.ts';
import {
  BASE_SHAPE,
  modelBound,
  modelGradientTensor,
  type SmallOptions,
  smallInputs,
  tensorsOf,
} from '../model/smallModel.ts';
import {
  heldTensors,
  maskedTensors,
  presence,
  RECURRENCE_SIZES,
  type RecurrenceSizes,
  recurrenceTensors,
} from './recurrenceCases.ts';

let ops: Ops;
const uncaptured: string[] = [];

beforeAll(async () => {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '' });
  ops = webgpuOps();
  new Recorder().device.addEventListener('uncapturederror', (event) =>
    uncaptured.push(event.error.message),
  );
});

afterEach(() => {
  expect(uncaptured.splice(0)).toEqual([]);
});

/** The reference is taken on the CPU: its small kernels would have to be compiled one by one. */
async function valuesOn(backend: 'webgpu' | 'cpu', body: () => tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(backend);
  const tensors = tf.tidy(body);
  const values = await Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
  tf.dispose(tensors);
  await tf.setBackend('webgpu');
  return values;
}

const valuesBy = (by: Ops, sizes: RecurrenceSizes, fromEnd = false) =>
  valuesOn('webgpu', () => recurrenceTensors(by, sizes, fromEnd));

describe('the fused recurrence', () => {
  it.each(RECURRENCE_SIZES)(
    'equals the reference over %i steps of %i sequences, %i wide, states and gradients',
    async (...sizes) => {
      const inputs = [
        [ops, false],
        [webgpuOps({ layout: 'hardware' }), true],
      ] as const;
      for (const [by, fromEnd] of inputs) {
        const expected = await valuesOn('cpu', () =>
          recurrenceTensors(referenceOps, sizes, fromEnd),
        );
        const actual = await valuesBy(by, sizes, fromEnd);
        actual.forEach((one, i) => {
          const largest = Math.max(...expected[i]!.map(Math.abs));
          expectClose(one, expected[i]!, { atol: 5e-6 * largest, rtol: 1e-4 });
        });
      }
    },
  );

  it('holds the state where a step is absent, to the bit, and passes no gradient there', async () => {
    const sizes: RecurrenceSizes = [5, 7, 31];
    const actual = await valuesOn('webgpu', () => heldTensors(ops, sizes));
    const expected = await valuesOn('cpu', () => maskedTensors(sizes));
    actual.forEach((one, i) => {
      expectClose(one, expected[i]!, { atol: 1e-5, rtol: 1e-4 });
    });
    const [states, ofGate] = actual;
    presence(sizes).forEach((there, row) => {
      const part = (all: number[], width: number) => all.slice(row * width, (row + 1) * width);
      expect(part(states!, 31).every((h) => h === 0)).toBe(there === 0);
      expect(part(ofGate!, 93).every((d) => d === 0)).toBe(there === 0);
    });
  });

  it('is one dispatch a segment, and no segment of whole chunks changes a bit', async () => {
    const sizes: RecurrenceSizes = [9, 128, 4];
    expect(stepsPerChunk(128)).toBe(2);
    for (const fromEnd of [false, true]) {
      const whole = await valuesBy(webgpuOps({ segment: 9 }), sizes, fromEnd);
      for (const segment of [2, 4, 8])
        expect(await valuesBy(webgpuOps({ segment }), sizes, fromEnd)).toEqual(whole);
    }
    const dispatchesOf = async (segment: number) => {
      const before = recorded.dispatches;
      await valuesBy(webgpuOps({ segment }), sizes);
      return recorded.dispatches - before;
    };
    // Three segments: two more of the two forward passes, and of loop, products and sums backwards.
    expect((await dispatchesOf(4)) - (await dispatchesOf(9))).toBe(2 * 2 + 2 * 3);
  });

  it('gives the same states whatever rows a workgroup takes, and reruns are the same to the bit', async () => {
    const sizes: RecurrenceSizes = [4, 7, 7];
    const [states] = await valuesBy(ops, sizes);
    for (const groupRows of [1, 2, 4] as const) {
      const by = webgpuOps({ groupRows });
      const first = await valuesBy(by, sizes);
      expect(first[0]).toEqual(states);
      await valuesBy(by, [3, 2, 9]);
      expect(await valuesBy(by, sizes)).toEqual(first);
    }
  });
});

describe('models with a recurrence of their own equal the reference', () => {
  it.each<[string, ModelShape, SmallOptions]>([
    ['an RNN', { ...BASE_SHAPE, latent: 0, injectedNoise: [0, 0] }, { steps: 5, size: 7 }],
    ['an RNN of padded sequences', { ...BASE_SHAPE, latent: 0 }, { size: 3, masked: true }],
    ['an RNN of one step', { ...BASE_SHAPE, latent: 0 }, { steps: 1 }],
    ['smoothing', { ...BASE_SHAPE, smoothing: true }, { steps: 4, size: 5 }],
    [
      'smoothing of padded sequences, random sigma',
      { ...BASE_SHAPE, smoothing: true, randomSigma: true, hidden: 7 },
      { size: 3, masked: true },
    ],
  ])('%s', async (_name, shape, options) => {
    const inputs = smallInputs(shape, options);
    const values = (by: Ops) => {
      const bound = modelBound(inputs, tensorsOf(inputs), 'path', by);
      return [bound.reconstruction, bound.kl, modelGradientTensor(inputs, 0.6, 'path', by)];
    };
    const actual = await valuesOn('webgpu', () => values(ops));
    const expected = await valuesOn('cpu', () => values(referenceOps));
    const gradient = expected.pop()!;
    const largest = Math.max(...gradient.map(Math.abs));
    expectClose(actual.pop()!, gradient, { atol: 2e-5 * largest, rtol: 1e-3 });
    expectClose(actual.flat(), expected.flat(), { atol: 1e-4, rtol: 1e-5 });
  });
});
