import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import { LinearMemory } from '../../src/kernels/simd/memory.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import {
  BASE_SHAPE,
  modelBound,
  modelGradient,
  smallInputs,
  tensorsOf,
} from '../model/smallModel.ts';
import { AWKWARD } from './awkward.ts';
import { describeAdam, describeLayers } from './modelKernelCases.ts';

let ops: Ops;
let memory: LinearMemory;

beforeAll(async () => {
  await openNodeBackend('wasm');
  ops = await opsFor('wasm', simdModule);
  memory = await LinearMemory.load(await simdModule());
});

const random = (name: string, count: number) =>
  fillNormal(new Float32Array(count), stream(3, name), count);

describeLayers('wasm');
describeAdam('wasm');

describe('dense arithmetic equals plain loops', () => {
  it.each([
    [1, 1, 1],
    [7, 31, 65],
    [65, 7, 1],
    [4, 5, 8],
    [3, 64, 12],
    [31, 1, 7],
  ])('products of %i x %i x %i, plain and transposed, set and added', (m, k, n) => {
    memory.reset();
    const [a, b, start] = [random('a', m * k), random('b', k * n), random('c', m * n)];
    const at = memory.put(a);
    const bt = memory.put(b);
    const transposed = memory.alloc(m * k);
    memory.linear.transpose(at, transposed, m, k);
    const plain = Float64Array.from({ length: m * n }, (_, i) => {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += a[Math.floor(i / n) * k + l]! * b[l * n + (i % n)]!;
      return sum;
    });
    for (const add of [0, 1] as const) {
      const expected = plain.map((value, i) => value + (add ? start[i]! : 0));
      const c = memory.put(start);
      memory.linear.gemm(at, bt, c, m, k, n, add);
      expectClose(memory.take(c, m * n), expected, { atol: 1e-5, rtol: 1e-5 });
      const d = memory.put(start);
      memory.linear.gemmTransposed(transposed, bt, d, k, m, n, add);
      expectClose(memory.take(d, m * n), expected, { atol: 1e-5, rtol: 1e-5 });
    }
  });

  it('the GRU update and its gradient, far into saturation', () => {
    const [rows, hidden] = [3, 7];
    const input = random('input', rows * 3 * hidden).map((v) => v * 20);
    const past = random('past', rows * 3 * hidden).map((v) => v * 3);
    const h = random('h', rows * hidden);
    memory.reset();
    const [inputAt, pastAt, hAt] = [input, past, h].map((values) => memory.put(values));
    const next = memory.alloc(rows * hidden);
    const gates = memory.alloc(rows * 3 * hidden);
    memory.linear.gruForward(inputAt!, pastAt!, hAt!, next, gates, rows, hidden);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const expected = h.map((old, i) => {
      const gate = (g: number) => Math.floor(i / hidden) * 3 * hidden + g * hidden + (i % hidden);
      const r = sigmoid(input[gate(0)]! + past[gate(0)]!);
      const u = sigmoid(input[gate(1)]! + past[gate(1)]!);
      const n = Math.tanh(input[gate(2)]! + r * past[gate(2)]!);
      return n + u * (old - n);
    });
    expectClose(memory.take(next, rows * hidden), expected, { atol: 3e-7, rtol: 1e-6 });
  });

  it('what was allocated stays where it is while the memory grows', () => {
    memory.reset();
    const at = memory.put(Float32Array.of(1, 2, 3));
    memory.alloc(2 ** 22);
    expect([...memory.take(at, 3)]).toEqual([1, 2, 3]);
  });
});

describe('the SIMD operations equal the reference', () => {
  it.each(AWKWARD)('%s: bound and path gradient', (_name, shape, options) => {
    const inputs = smallInputs(shape, options);
    const values = (of: Ops) =>
      tf.tidy(() => {
        const { reconstruction, kl } = modelBound(inputs, tensorsOf(inputs), 'path', of);
        return [...reconstruction.dataSync(), ...kl.dataSync()];
      });
    expectClose(values(ops), values(referenceOps), { atol: 1e-4, rtol: 1e-5 });
    const expected = modelGradient(inputs, 0.6, 'path', referenceOps);
    const largest = Math.max(...expected.map(Math.abs));
    expectClose(modelGradient(inputs, 0.6, 'path', ops), expected, {
      atol: 1e-5 * largest,
      rtol: 1e-3,
    });
  });

  it('reruns are the same to the bit', () => {
    const inputs = smallInputs(BASE_SHAPE, { steps: 5, size: 9 });
    expect(modelGradient(inputs, 1, 'path', ops)).toEqual(modelGradient(inputs, 1, 'path', ops));
  });

  it('also when another model has used the memory before the gradient is taken', () => {
    const one = smallInputs(BASE_SHAPE, { steps: 4, size: 5 });
    const other = smallInputs({ ...BASE_SHAPE, hidden: 9 }, { steps: 3, size: 2 });
    const disturbed: Ops = {
      ...ops,
      mixtureLogDensity: (inputs) => {
        // A whole forward pass of another model between this one's rollout and its gradient.
        tf.tidy(() => void modelBound(other, tensorsOf(other), 'path', ops));
        return ops.mixtureLogDensity(inputs);
      },
    };
    expect(modelGradient(one, 1, 'path', disturbed)).toEqual(modelGradient(one, 1, 'path', ops));
  });

  it('leave no tensors behind', () => {
    const inputs = smallInputs(BASE_SHAPE);
    modelGradient(inputs, 1, 'path', ops);
    const before = tf.memory().numTensors;
    modelGradient(inputs, 1, 'path', ops);
    expect(tf.memory().numTensors).toBe(before);
  });
});
