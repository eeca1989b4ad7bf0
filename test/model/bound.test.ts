import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import type { ModelShape } from '../../src/model/shape.ts';
import { expectClose } from '../closeness.ts';
import { knownModel, type OracleInputs, oracleBound } from './oracle.ts';
import {
  BASE_SHAPE,
  modelBound,
  modelGradient,
  type SmallOptions,
  smallInputs,
  tensorsOf,
} from './smallModel.ts';

const oneChannel = { channels: 1, inputMean: [0.1], inputSd: [1.2] } as const;

const penSteps = {
  channels: 3,
  inputMean: [0, 0, 0],
  inputSd: [1, 1, 1],
  observation: 'pen',
} as const;

/** Every part of the model at least once, at awkward sizes. */
const CASES: readonly (readonly [name: string, shape: ModelShape, options: SmallOptions])[] = [
  ['SIS-RNN with a Gaussian decoder', BASE_SHAPE, {}],
  ['SIS-RNN with a Bernoulli decoder', { ...BASE_SHAPE, observation: 'binary' }, {}],
  [
    'SIS-RNN with a mixture of pen steps',
    { ...BASE_SHAPE, ...penSteps, pen: { components: 3, correlated: true } },
    { masked: true },
  ],
  [
    'RNN with a mixture of pen steps without correlation',
    { ...BASE_SHAPE, ...penSteps, pen: { components: 2, correlated: false }, latent: 0 },
    { drawCount: 0 },
  ],
  [
    'a single Gaussian of pen steps',
    { ...BASE_SHAPE, ...penSteps, pen: { components: 1, correlated: false } },
    {},
  ],
  ['random sigma', { ...BASE_SHAPE, randomSigma: true }, {}],
  ['smoothing inference', { ...BASE_SHAPE, smoothing: true }, {}],
  ['smoothing of padded sequences', { ...BASE_SHAPE, smoothing: true }, { masked: true, size: 3 }],
  ['VRNN', { ...BASE_SHAPE, injectedNoise: [0, 0] }, { drawCount: 0 }],
  ['noise in the second layer only', { ...BASE_SHAPE, injectedNoise: [0, 3] }, {}],
  ['deterministic RNN', { ...BASE_SHAPE, latent: 0 }, { drawCount: 0 }],
  ['known mirror', { ...BASE_SHAPE, ...oneChannel, latent: 1, known: knownModel('mirror') }, {}],
  [
    'known growth, z in units of 10',
    { ...BASE_SHAPE, ...oneChannel, latent: 1, latentSd: 10, known: knownModel('growth') },
    { steps: 4 },
  ],
  ['known folds', { ...BASE_SHAPE, ...oneChannel, latent: 1, known: knownModel('folds') }, {}],
  ['known sum', { ...BASE_SHAPE, ...oneChannel, known: knownModel('sum') }, {}],
  [
    'known volatility',
    { ...BASE_SHAPE, ...oneChannel, latent: 1, known: knownModel('volatility') },
    {},
  ],
  ['known ring', { ...BASE_SHAPE, ...oneChannel, known: knownModel('ring') }, {}],
  [
    'known counts',
    { ...BASE_SHAPE, ...oneChannel, latent: 1, known: knownModel('counts') },
    { seed: 6 }, // with the usual one a unit stands within a step of relu's corner
  ],
  ['draws of their own for each row', BASE_SHAPE, { groups: 6 }],
  ['draws shared by pairs of rows', { ...BASE_SHAPE, randomSigma: true }, { groups: 3 }],
  ['one step, one sequence', BASE_SHAPE, { steps: 1, size: 1 }],
  [
    'sizes of 1 and 7',
    { ...BASE_SHAPE, hidden: 7, features: 1, mixingWidths: [7, 1, 7], injectedNoise: [1, 7, 0] },
    { steps: 2, size: 7, drawCount: 7 },
  ],
];

/** One body of tests over the definition and what replaces it. */
const IMPLEMENTATIONS = ['reference', 'SIMD'] as const;
let implementations: Readonly<Record<(typeof IMPLEMENTATIONS)[number], Ops>>;

beforeAll(async () => {
  await openNodeBackend('wasm');
  implementations = { reference: referenceOps, SIMD: await opsFor('wasm', simdModule) };
  expect(implementations.SIMD).not.toBe(referenceOps);
});

function bound(inputs: OracleInputs, ops: Ops) {
  return tf.tidy(() => {
    const { reconstruction, kl } = modelBound(inputs, tensorsOf(inputs), 'path', ops);
    return { reconstruction: reconstruction.dataSync(), kl: kl.dataSync() };
  });
}

describe.each(IMPLEMENTATIONS)('%s', (implementation) => {
  const ops = () => implementations[implementation];

  describe('the surrogate bound equals the double-precision oracle', () => {
    it.each(CASES)('%s', (_name, shape, options) => {
      const inputs = smallInputs(shape, options);
      const expected = oracleBound(inputs);
      const actual = bound(inputs, ops());
      expectClose(actual.reconstruction, expected.reconstruction, { atol: 1e-5, rtol: 1e-5 });
      expectClose(actual.kl, expected.kl, { atol: 1e-5, rtol: 1e-5 });
    });
  });

  describe('the full gradient equals finite differences of the oracle', () => {
    const BETA = 0.7;
    it.each(CASES)('%s', (_name, shape, options) => {
      const inputs = smallInputs(shape, options);
      const objective = (parameters: Float64Array) => {
        const { reconstruction, kl } = oracleBound({ ...inputs, parameters });
        return reconstruction.reduce((s, r, b) => s + r - BETA * kl[b]!, 0) / inputs.size;
      };
      const step = 1e-5;
      const expected = inputs.parameters.map((_, i) => {
        const moved = (by: number) => {
          const parameters = Float64Array.from(inputs.parameters);
          parameters[i]! += by;
          return objective(parameters);
        };
        return (moved(step) - moved(-step)) / (2 * step);
      });
      const largest = Math.max(...expected.map(Math.abs));
      const actual = modelGradient(inputs, BETA, 'full', ops());
      expectClose(actual, expected, { atol: 2e-5 * largest, rtol: 1e-3 });
      expect(largest).toBeGreaterThan(0.1);
    });
  });

  describe('VRNN equals SIS-RNN without noise bit for bit', () => {
    const vrnn = smallInputs({ ...BASE_SHAPE, injectedNoise: [0, 0] }, { drawCount: 0 });

    it('where the noise has amplitude 0', () => {
      // The same numbers in the tensors both have; the noise enters times zero.
      const sis = smallInputs(BASE_SHAPE, { drawCount: 0 });
      for (const { name, offset, length } of vrnn.layout.tensors) {
        const there = sis.layout.tensors.find((tensor) => tensor.name === name)!;
        sis.parameters.set(vrnn.parameters.subarray(offset, offset + length), there.offset);
      }
      const silent = { ...sis, injected: new Float32Array(sis.injected!.length) };
      expect(bound(silent, ops())).toEqual(bound(vrnn, ops()));
    });

    it('and any number of extra draws then changes nothing beyond rounding', () => {
      const plain = bound(vrnn, ops());
      const many = bound({ ...vrnn, drawCount: 5 }, ops());
      expect(many.reconstruction).toEqual(plain.reconstruction);
      expectClose(many.kl, plain.kl, { atol: 1e-5, rtol: 1e-6 });
    });
  });

  describe('the mixture in chunks of rows', () => {
    it('gives the same numbers as in one piece', () => {
      // 700 rows of 65 draws at width 31 need three chunks.
      const shape = { ...BASE_SHAPE, mixingWidths: [31, 7], latent: 1 };
      const whole = smallInputs(shape, { steps: 1, size: 700, drawCount: 65 });
      const one = smallInputs(shape, { steps: 1, size: 700, drawCount: 65 });
      const alone = (b: number): OracleInputs => ({
        ...one,
        size: 1,
        x: one.x.subarray(b * 2, b * 2 + 2),
        epsilon: one.epsilon.subarray(b, b + 1),
        injected: one.injected!.subarray(b * 5, b * 5 + 5),
      });
      const together = bound(whole, ops()).kl;
      for (const b of [0, 257, 258, 699])
        expectClose([together[b]!], oracleBound(alone(b)).kl, { atol: 1e-5, rtol: 1e-5 });
    });
  });

  it('a pass leaves no tensor behind', () => {
    const inputs = smallInputs(BASE_SHAPE);
    bound(inputs, ops());
    const before = tf.memory().numTensors;
    bound(inputs, ops());
    modelGradient(inputs, 1, 'path', ops());
    expect(tf.memory().numTensors).toBe(before);
  });
});
