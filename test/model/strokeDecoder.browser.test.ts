import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { openBackend } from '../../src/kernels/backend.ts';
import { penLogDensity, penOutputs, penWidth } from '../../src/model/strokeDecoder.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { penRowLogDensity } from './penOracle.ts';

beforeAll(async () => {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '' });
});

it.each([
  [1, 1, false],
  [7, 3, true],
  [65, 20, true],
] as const)(
  'the density of %i pen steps from %i components and its gradient are those of doubles on WebGPU (correlated: %s)',
  async (rows, components, correlated) => {
    const mixture = { components, correlated };
    const width = penWidth(mixture);
    const raw = fillNormal(new Float32Array(rows * width), stream(3, 'raw'), width);
    const x = fillNormal(new Float32Array(rows * 3), stream(3, 'x'), 3);
    for (let i = 2; i < x.length; i += 3) x[i] = x[i]! > 0 ? 1 : 0;
    const steps = tf.tensor2d(x, [rows, 3]);
    const outputs = tf.tensor2d(raw, [rows, width]);
    const density = tf.tidy(() => penLogDensity(steps, penOutputs(outputs, mixture)));
    const gradient = tf.tidy(() =>
      tf.grad((values) => tf.sum(penLogDensity(steps, penOutputs(values as tf.Tensor2D, mixture))))(
        outputs,
      ),
    );
    const row = (i: number, values: ArrayLike<number>) =>
      penRowLogDensity([...x.subarray(3 * i, 3 * i + 3)], Array.from(values), mixture);
    const rowsOf = Array.from({ length: rows }, (_, i) => raw.subarray(i * width, (i + 1) * width));
    const expected = rowsOf.map((values, i) => row(i, values));
    expectClose(await density.data(), expected, { atol: 5e-6, rtol: 1e-5 });
    const step = 1e-5;
    const slopes = rowsOf.flatMap((values, i) =>
      Array.from(values, (_, j) => {
        const moved = (by: number) =>
          row(
            i,
            Array.from(values, (value, k) => (k === j ? value + by : value)),
          );
        return (moved(step) - moved(-step)) / (2 * step);
      }),
    );
    const largest = Math.max(...slopes.map(Math.abs));
    expect(largest).toBeGreaterThan(0.1);
    expectClose(await gradient.data(), slopes, { atol: 2e-5 * largest, rtol: 1e-3 });
    tf.dispose([steps, outputs, density, gradient]);
  },
);
