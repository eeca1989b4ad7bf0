import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { openBackend } from '../../src/kernels/backend.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import { penWidth } from '../../src/model/penMixture.ts';
import { penLogDensity, penOutputs } from '../../src/model/strokeDecoder.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { oracleBound } from './oracle.ts';
import { penRowLogDensity } from './penOracle.ts';
import {
  BASE_SHAPE,
  modelBound,
  modelGradientTensor,
  smallInputs,
  tensorsOf,
} from './smallModel.ts';

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

it('a model of padded pen steps has the bound and the gradient of doubles', async () => {
  const ops = await opsFor('webgpu', () => Promise.reject(new Error('not on a GPU')));
  const shape = {
    ...BASE_SHAPE,
    ...{ channels: 3, inputMean: [0, 0, 0], inputSd: [1, 1, 1], observation: 'pen' as const },
    pen: { components: 4, correlated: true },
  };
  const inputs = smallInputs(shape, { steps: 5, size: 3, masked: true });
  const bound = tf.tidy(() => {
    const { reconstruction, kl } = modelBound(inputs, tensorsOf(inputs), 'path', ops);
    return tf.concat([reconstruction, kl]);
  });
  const expected = oracleBound(inputs);
  expectClose(await bound.data(), [...expected.reconstruction, ...expected.kl], {
    atol: 1e-4,
    rtol: 1e-5,
  });
  // Of log p(x|z) alone, beta = 0, the path gradient is the whole one.
  const gradient = modelGradientTensor(inputs, 0, 'path', ops);
  const slope = await gradient.data();
  const along = (by: number) => {
    const parameters = inputs.parameters.map((value, i) => value + by * slope[i]!);
    const { reconstruction } = oracleBound({ ...inputs, parameters });
    return reconstruction.reduce((sum, value) => sum + value, 0) / inputs.size;
  };
  const squared = Float64Array.from(slope).reduce((sum, value) => sum + value * value, 0);
  const step = 1e-6;
  expectClose([(along(step) - along(-step)) / (2 * step)], [squared], { atol: 0, rtol: 1e-4 });
  tf.dispose([bound, gradient]);
});
