import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import type { MixtureInputs, Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import type { OracleInputs } from './oracle.ts';
import { BASE_SHAPE, modelGradient, type SmallOptions, smallInputs } from './smallModel.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const SHAPE = { ...BASE_SHAPE, injectedNoise: [4, 3] };
const BETA = 0.8;

/** The same parameters at every draw, everything random anew. */
function drawn(options: SmallOptions, seed: number): OracleInputs {
  const { parameters } = smallInputs(SHAPE, options);
  return { ...smallInputs(SHAPE, { ...options, seed: 1000 + seed }), parameters };
}

/**
 * Root mean square, over the parameters that see any difference, of the z-score of the mean difference
 * between two gradients of the same draws. About 1 when they agree in mean.
 */
function zScore(
  options: SmallOptions,
  first: (inputs: OracleInputs) => Float32Array,
  second: (inputs: OracleInputs) => Float32Array,
): number {
  const repeats = 150;
  let count = 0;
  let sums = new Float64Array(0);
  let squares = new Float64Array(0);
  for (let n = 0; n < repeats; n++) {
    const inputs = drawn(options, n);
    const a = first(inputs);
    const b = second(inputs);
    if (n === 0) [sums, squares] = [new Float64Array(a.length), new Float64Array(a.length)];
    for (let i = 0; i < a.length; i++) {
      const difference = a[i]! - b[i]!;
      sums[i]! += difference;
      squares[i]! += difference * difference;
    }
  }
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    const mean = sums[i]! / repeats;
    const variance = (squares[i]! / repeats - mean * mean) / (repeats - 1);
    if (variance < 1e-14) continue;
    total += (mean * mean) / variance;
    count++;
  }
  expect(count).toBeGreaterThan(20);
  return Math.sqrt(total / count);
}

const path = (inputs: OracleInputs) => modelGradient(inputs, BETA, 'path');
const full = (inputs: OracleInputs) => modelGradient(inputs, BETA, 'full');

/** The mistake: the extra draws are detached, but psi_0 keeps its gradient inside log h_K. */
const psi0KeepsItsGradient: Ops = {
  ...referenceOps,
  mixtureLogDensity: (inputs: MixtureInputs) =>
    referenceOps.mixtureLogDensity({
      ...inputs,
      gradient: 'full',
      context: detached(inputs.context),
      noise1: detached(inputs.noise1),
      noiseAbove: inputs.noiseAbove.map(detached),
      mixing: {
        ...inputs.mixing,
        layers: inputs.mixing.layers.map(detached),
        muW: detached(inputs.mixing.muW),
        muB: detached(inputs.mixing.muB),
      },
      logSigma: inputs.logSigma && detached(inputs.logSigma),
    }),
};

function detached<T extends tf.Tensor>(tensor: T): T {
  return tf.customGrad((x) => ({ value: (x as T).clone(), gradFunc: () => tf.zerosLike(x as T) }))(
    tensor,
  ) as T;
}

describe('the path gradient equals the full gradient in mean', () => {
  it.each([0, 1, 5])('through a recurrence, K = %i', (drawCount) => {
    const options = { steps: 3, size: 128, drawCount };
    expect(zScore(options, path, full)).toBeLessThan(1.4);
  });

  it('and a gradient that detaches the extras but not psi_0 does not', () => {
    const options = { steps: 3, size: 128, drawCount: 5 };
    const biased = (inputs: OracleInputs) =>
      modelGradient(inputs, BETA, 'path', psi0KeepsItsGradient);
    expect(zScore(options, biased, full)).toBeGreaterThan(3);
  });

  it('though the two differ at every single draw', () => {
    const inputs = drawn({ steps: 3, size: 128, drawCount: 5 }, 0);
    const [a, b] = [path(inputs), full(inputs)];
    const difference = Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
    expect(difference).toBeGreaterThan(1e-3);
  });
});
