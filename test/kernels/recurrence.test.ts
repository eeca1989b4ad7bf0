import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { expectClose } from '../closeness.ts';
import {
  heldTensors,
  maskedTensors,
  presence,
  RECURRENCE_SIZES,
  type RecurrenceSizes,
  recurrenceTensors,
} from './recurrenceCases.ts';

let simd: Ops;

beforeAll(async () => {
  await openNodeBackend('wasm');
  simd = await opsFor('wasm', simdModule);
});

afterEach(async () => {
  await tf.setBackend('wasm');
});

function values(body: () => tf.Tensor[]): number[][] {
  return tf.tidy(() => body().map((tensor) => [...tensor.dataSync()]));
}

describe.each(['wasm', 'cpu'])('on the backend %s', (backend) => {
  it.each(RECURRENCE_SIZES)(
    'states and gradients of %i steps of %i sequences, %i wide, equal the reference',
    async (...sizes) => {
      await tf.setBackend(backend);
      for (const fromEnd of [false, true]) {
        const actual = values(() => recurrenceTensors(simd, sizes, fromEnd));
        const expected = values(() => recurrenceTensors(referenceOps, sizes, fromEnd));
        actual.forEach((one, i) => {
          const largest = Math.max(...expected[i]!.map(Math.abs));
          expectClose(one, expected[i]!, { atol: 2e-6 * largest, rtol: 1e-5 });
        });
      }
    },
  );

  it.each<[string, () => Ops]>([
    ['the reference', () => referenceOps],
    ['SIMD', () => simd],
  ])('a held step is an absent one, by %s', async (_name, by) => {
    await tf.setBackend(backend);
    const sizes: RecurrenceSizes = [5, 7, 31];
    const actual = values(() => heldTensors(by(), sizes));
    const expected = values(() => maskedTensors(sizes));
    actual.forEach((one, i) => {
      expectClose(one, expected[i]!, { atol: 1e-5, rtol: 1e-5 });
    });
    // To the bit: no state, and no gradient of the gates.
    const [states, ofGate] = actual;
    presence(sizes).forEach((there, row) => {
      const part = (all: number[], width: number) => all.slice(row * width, (row + 1) * width);
      expect(part(states!, 31).every((h) => h === 0)).toBe(there === 0);
      expect(part(ofGate!, 93).every((d) => d === 0)).toBe(there === 0);
    });
  });
});

it('another model may use the memory before the gradient is taken, and reruns are the same to the bit', () => {
  const sizes: RecurrenceSizes = [4, 5, 7];
  const disturbed: Ops = {
    ...simd,
    recurrence: (inputs) => {
      const states = simd.recurrence(inputs);
      tf.tidy(() => void recurrenceTensors(simd, [3, 2, 9], false));
      return states;
    },
  };
  const alone = values(() => recurrenceTensors(simd, sizes, false));
  expect(values(() => recurrenceTensors(disturbed, sizes, false))).toEqual(alone);
  expect(values(() => recurrenceTensors(simd, sizes, false))).toEqual(alone);
});

it('leaves no tensors behind', () => {
  const before = tf.memory().numTensors;
  values(() => recurrenceTensors(simd, [3, 2, 4], true));
  expect(tf.memory().numTensors).toBe(before);
});
