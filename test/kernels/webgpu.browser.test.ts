import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/kernels/backend.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import { webgpuOps } from '../../src/kernels/webgpu/ops.ts';
import { Recorder, recorded } from '../../src/kernels/webgpu/recorder.ts';
import { stepsPerChunk } from '../../src/kernels/webgpu/segments.ts';
import type { MixtureInputs, Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import type { OracleInputs } from '../model/oracle.ts';
import {
  BASE_SHAPE,
  modelBound,
  modelGradientTensor,
  smallInputs,
  tensorsOf,
} from '../model/smallModel.ts';
import { AWKWARD } from './awkward.ts';

let ops: Ops;
const uncaptured: string[] = [];

beforeAll(async () => {
  await openBackend('webgpu', { gpu: navigator.gpu, wasmPaths: '' });
  ops = await opsFor('webgpu', () => Promise.reject(new Error('not on a GPU')));
  expect(ops.rollout).not.toBe(referenceOps.rollout);
  expect(ops.mixtureLogDensity).not.toBe(referenceOps.mixtureLogDensity);
  // One bad bind group drops all that was recorded with it and throws nothing.
  new Recorder().device.addEventListener('uncapturederror', (event) =>
    uncaptured.push(event.error.message),
  );
});

afterEach(() => {
  expect(uncaptured.splice(0)).toEqual([]);
});

/** Reads a tensor made by `body` on a backend, and disposes it. */
async function valuesOn(backend: 'webgpu' | 'cpu', body: () => tf.Tensor): Promise<Float32Array> {
  await tf.setBackend(backend);
  const tensor = tf.tidy(body);
  const values = Float32Array.from(await tensor.data());
  tensor.dispose();
  await tf.setBackend('webgpu');
  return values;
}

function boundTensor(inputs: OracleInputs, by: Ops): tf.Tensor {
  const { reconstruction, kl } = modelBound(inputs, tensorsOf(inputs), 'path', by);
  return tf.concat([reconstruction, kl]);
}

const gradientOf = (inputs: OracleInputs) =>
  valuesOn('webgpu', () => modelGradientTensor(inputs, 0.6, 'path', ops));

/** The reference is taken on the CPU: its hundreds of small kernels would have to be compiled one by one. */
async function expectEqualToReference(inputs: OracleInputs, gradient: 'path' | 'full') {
  const bound = await valuesOn('webgpu', () => boundTensor(inputs, ops));
  const expectedBound = await valuesOn('cpu', () => boundTensor(inputs, referenceOps));
  expectClose(bound, expectedBound, { atol: 1e-4, rtol: 1e-5 });
  const actual = await valuesOn('webgpu', () => modelGradientTensor(inputs, 0.6, gradient, ops));
  const expected = await valuesOn('cpu', () =>
    modelGradientTensor(inputs, 0.6, gradient, referenceOps),
  );
  const largest = Math.max(...expected.map(Math.abs));
  expectClose(actual, expected, { atol: 2e-5 * largest, rtol: 1e-3 });
}

/** A mixture by itself, of random numbers. */
function mixtureInputs(
  rows: number,
  groups: number,
  draws: number,
  latent: number,
  widths: readonly number[],
  randomSigma: boolean,
): MixtureInputs {
  const random = (name: string, shape: number[], sd = 1) => {
    const count = shape.reduce((product, n) => product * n, 1);
    const values = fillNormal(new Float32Array(count), stream(11, name), 1);
    return tf.tensor(
      values.map((value) => value * sd),
      shape,
    );
  };
  const matrix = (name: string, n: number, m: number, sd = 1) =>
    random(name, [n, m], sd) as tf.Tensor2D;
  const noise = (i: number) => random(`noise ${i}`, [groups, draws, widths[i]!]) as tf.Tensor3D;
  const last = widths.at(-1)!;
  return {
    latentSd: 1.5,
    logSigmaMax: 0.3,
    context: matrix('context', rows, widths[0]!),
    noise1: noise(0),
    noiseAbove: widths.slice(1).map((_, i) => noise(i + 1)),
    mixing: {
      layers: widths
        .slice(1)
        .map((width, i) => matrix(`layer ${i}`, widths[i]!, width, widths[i]! ** -0.5)),
      muW: matrix('mu', last, latent, last ** -0.5),
      muB: random('mu bias', [latent]),
      logSigmaW: randomSigma ? matrix('log sigma w', last, latent, last ** -0.5) : null,
      logSigmaB: randomSigma ? random('log sigma b', [latent]) : null,
    },
    logSigma: randomSigma ? null : matrix('log sigma', rows, latent, 0.3),
    z: matrix('z', rows, latent),
    mu0: matrix('mu 0', rows, latent),
    logSigma0: matrix('log sigma 0', rows, latent, 0.3),
    gradient: 'path',
  };
}

/** log h_K of every row, and under it the gradient of a weighted sum of the rows in z. */
function mixtureTensor(by: Ops, ...sizes: Parameters<typeof mixtureInputs>): tf.Tensor {
  const inputs = mixtureInputs(...sizes);
  const weights = tf.range(1, sizes[0] + 1);
  const gradient = tf.grad((z) =>
    tf.sum(tf.mul(by.mixtureLogDensity({ ...inputs, z: z as tf.Tensor2D }), weights)),
  )(inputs.z);
  return tf.concat([by.mixtureLogDensity(inputs), tf.reshape(gradient, [-1])]);
}

describe('the fused mixture equals the reference', () => {
  it.each<[string, Parameters<typeof mixtureInputs>]>([
    ['one of everything', [1, 1, 1, 1, [1], false]],
    ['four layers, groups that end inside a vector of rows', [33, 11, 3, 7, [8, 31, 5, 7], false]],
    ['groups of whole vectors of rows', [40, 5, 3, 5, [12, 8, 20], false]],
    ['random sigma', [65, 1, 7, 3, [65, 31], true]],
    ['no draws', [7, 1, 0, 2, [5, 4], false]],
    ['the widest layers, the smallest tile', [9, 3, 2, 64, [512, 512], true]],
  ])('%s', async (_name, sizes) => {
    const expected = await valuesOn('cpu', () => mixtureTensor(referenceOps, ...sizes));
    for (const layout of ['hardware', 'software'] as const) {
      const laidOut = webgpuOps({ layout });
      const actual = await valuesOn('webgpu', () => mixtureTensor(laidOut, ...sizes));
      expectClose(actual, expected, { atol: 2e-4, rtol: 1e-4 });
    }
  });
});

describe('the fused mixture in several dispatches', () => {
  it('gives the same numbers as in one', async () => {
    const sizes: Parameters<typeof mixtureInputs> = [200, 20, 4, 3, [12, 8], false];
    const whole = await valuesOn('webgpu', () => mixtureTensor(ops, ...sizes));
    const before = recorded.dispatches;
    const small = webgpuOps({ productsPerDispatch: 1e4 });
    expect(await valuesOn('webgpu', () => mixtureTensor(small, ...sizes))).toEqual(whole);
    // Twice, with the gradient and without: seven tiles of 32 rows, each a dispatch.
    expect(recorded.dispatches - before).toBeGreaterThanOrEqual(14);
  });
});

describe('the fused operations equal the reference', () => {
  it.each(AWKWARD)('%s: bound and path gradient', async (_name, shape, options) => {
    await expectEqualToReference(smallInputs(shape, options), 'path');
  });

  it('reruns are the same to the bit, also when another model has run in between', async () => {
    const one = smallInputs(BASE_SHAPE, { steps: 5, size: 9 });
    const other = smallInputs({ ...BASE_SHAPE, hidden: 9 }, { steps: 3, size: 2 });
    const before = await gradientOf(one);
    const disturbed = await gradientOf(other);
    expect(await gradientOf(one)).toEqual(before);
    expect(await gradientOf(other)).toEqual(disturbed);
  });

  it('every output of the rollout carries its gradient', async () => {
    // With the full gradient mu and log sigma are differentiated too, beside z and the past.
    await expectEqualToReference(smallInputs({ ...BASE_SHAPE, randomSigma: true }), 'full');
  });

  it('neither segments of time nor the rows of a workgroup change the numbers', async () => {
    const inputs = smallInputs(BASE_SHAPE, { steps: 5, size: 7 });
    const whole = await gradientOf(inputs);
    const largest = Math.max(...whole.map(Math.abs));
    for (const options of [
      { segment: 2, groupRows: 1 },
      { segment: 3, groupRows: 2 },
      { segment: 5, groupRows: 4 },
    ] as const) {
      const cut = webgpuOps(options);
      const bound = await valuesOn('webgpu', () => boundTensor(inputs, cut));
      expect(bound).toEqual(await valuesOn('webgpu', () => boundTensor(inputs, ops)));
      // The rows of a weight's gradient are summed in another order.
      const gradient = await valuesOn('webgpu', () =>
        modelGradientTensor(inputs, 0.6, 'path', cut),
      );
      expectClose(gradient, whole, { atol: 1e-5 * largest, rtol: 1e-4 });
    }
  });

  it('segments of time of whole chunks change no bit of a gradient', async () => {
    const inputs = smallInputs(BASE_SHAPE, { steps: 9, size: 128 });
    expect(stepsPerChunk(128)).toBe(2);
    const whole = await gradientOf(inputs);
    for (const segment of [2, 4, 6]) {
      const cut = webgpuOps({ segment });
      const gradient = await valuesOn('webgpu', () =>
        modelGradientTensor(inputs, 0.6, 'path', cut),
      );
      expect(gradient).toEqual(whole);
    }
  });

  it('an adapted segment is measured in a run and changes no bit of it', async () => {
    const inputs = smallInputs(BASE_SHAPE, { steps: 40, size: 32 });
    const fixed = webgpuOps({ segment: 8, groupRows: 4 });
    const adapted = webgpuOps({ layout: 'hardware' });
    const gradientBy = (by: Ops) =>
      valuesOn('webgpu', () => modelGradientTensor(inputs, 0.6, 'path', by));
    const expected = await gradientBy(fixed);
    for (let call = 1; call <= 5; call++) expect(await gradientBy(adapted)).toEqual(expected);
  });
});
