import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../../src/cli/nodeBackend.ts';
import { opsFor } from '../../../src/kernels/ops.ts';
import { type Refinement, refined } from '../../../src/model/language/refinement.ts';
import { SentenceModel } from '../../../src/model/language/sentenceModel.ts';
import { surrogateBound } from '../../../src/model/objective.ts';
import type { Ops } from '../../../src/model/ops.ts';
import { referenceOps } from '../../../src/model/reference.ts';
import { semiAmortisedSlopes, slopesOf } from '../../../src/train/slopes.ts';
import { expectClose } from '../../closeness.ts';
import type { OracleInputs } from '../oracle.ts';
import { logProbability, wordsOf } from './oracle.ts';
import {
  sentenceInputs,
  sentenceShape,
  sentenceWeights,
  smallSentences,
} from './smallSentences.ts';

const STEP = 1e-5;
const RATE = 0.3;
const BETA = 0.7;
/** Of two dimensions, three steps. */
const EPSILON = [
  [0.4, -1.1],
  [-0.3, 0.8],
  [1.5, 0.2],
];

/** A Gaussian of one sentence in doubles: mu, then log sigma. */
type Parameters = readonly number[];

/** `refined` in plain arithmetic, its gradients by central differences. */
function refinedInDoubles(logLikelihood: (z: number[]) => number, start: Parameters): number[] {
  let q = [...start];
  for (const epsilon of EPSILON) {
    const bound = (at: number[]) => {
      const [mu, logSigma] = [at.slice(0, 2), at.slice(2)];
      const z = mu.map((m, d) => m + Math.exp(logSigma[d]!) * epsilon[d]!);
      const kl = mu.map((m, d) => 0.5 * (m * m + Math.exp(2 * logSigma[d]!) - 1) - logSigma[d]!);
      return logLikelihood(z) - BETA * kl.reduce((sum, value) => sum + value, 0);
    };
    const slope = q.map((_, i) => {
      const [up, down] = [STEP, -STEP].map((by) =>
        bound(q.map((value, j) => (i === j ? value + by : value))),
      );
      return (up! - down!) / (2 * STEP);
    });
    const share = RATE * Math.min(1, 5 / Math.hypot(...slope));
    q = q.map((value, i) => value + share * slope[i]!);
  }
  return q;
}

const GAUSSIAN = { injectedNoise: [0, 0] };
const refinement = (): Refinement => ({ rate: RATE, beta: BETA, epsilon: tf.tensor2d(EPSILON) });

/** mu and log sigma of every sentence, as a model's encoder leaves them. B of [2D] */
function encoded(inputs: OracleInputs, ops: Ops, how: Refinement | null): number[][] {
  const model = new SentenceModel(inputs.shape, sentenceWeights(inputs), ops, 0.8, how);
  const { x, mask, noise } = sentenceInputs(inputs);
  const { mu, logSigma } = model.rollout(model.encode(x, mask), noise!);
  return (tf.concat([mu, logSigma], 2) as tf.Tensor3D).arraySync()[0]!;
}

describe('refinement of a q', () => {
  it('takes steps of its gradient, the long ones cut', async () => {
    await openNodeBackend('cpu');
    // Two sentences: the gradient of the second is a hundred times as long, and cut.
    const pull = [1, 100];
    const starts = [
      [0.2, -0.4, -0.5, -1],
      [0.1, 0.3, -0.2, -0.7],
    ];
    const found = tf.tidy(() => {
      const logLikelihood = (z: tf.Tensor3D) =>
        tf.sum(tf.mul(tf.sin(z), tf.tensor3d(pull, [1, 2, 1])), [0, 2]) as tf.Tensor1D;
      const part = (from: number) =>
        tf.tensor3d(
          starts.flatMap((start) => start.slice(from, from + 2)),
          [1, 2, 2],
        );
      const { mu, logSigma } = refined(
        logLikelihood,
        { mu: part(0), logSigma: part(2) },
        refinement(),
      );
      return (tf.concat([mu, logSigma], 2) as tf.Tensor3D).arraySync()[0]!;
    });
    starts.forEach((start, b) => {
      const expected = refinedInDoubles(
        (z) => pull[b]! * z.reduce((sum, value) => sum + Math.sin(value), 0),
        start,
      );
      expectClose(found[b]!, expected, { atol: 1e-4, rtol: 1e-4 });
    });
  });
});

describe.each(['cpu', 'wasm'] as const)('SA-VAE, %s', (backend) => {
  let ops: Ops;
  beforeAll(async () => {
    await openNodeBackend(backend);
    ops = backend === 'wasm' ? await opsFor(backend, simdModule) : referenceOps;
  });

  it.each(['transformer', 'lstm', 'gru'] as const)(
    '%s: q of every sentence is that of plain arithmetic',
    (decoder) => {
      const inputs = smallSentences(sentenceShape({ decoder }, GAUSSIAN), 0);
      const [start, found] = tf.tidy(() => [
        encoded(inputs, ops, null),
        encoded(inputs, ops, refinement()),
      ]);
      start!.forEach((q, b) => {
        const expected = refinedInDoubles((z) => logProbability(inputs, wordsOf(inputs, b), z), q);
        expect(Math.hypot(...expected.map((value, i) => value - q[i]!))).toBeGreaterThan(0.1);
        expectClose(found![b]!, expected, { atol: 2e-4, rtol: 1e-4 });
      });
    },
  );

  it('teaches the networks of q by the bound of their own q, all else by that of the refined one', () => {
    const inputs = smallSentences(sentenceShape({ bag: true }, GAUSSIAN), 0);
    tf.tidy(() => {
      const weights = sentenceWeights(inputs);
      const model = (how: Refinement | null) =>
        new SentenceModel(inputs.shape, weights, ops, 0.8, how);
      const models = { amortised: model(null), refined: model(refinement()) };
      const given = sentenceInputs(inputs);
      const charged = ({ reconstruction, kl }: { reconstruction: tf.Tensor; kl: tf.Tensor }) =>
        tf.sum(tf.sub(reconstruction, kl)) as tf.Scalar;
      const told: tf.Tensor[] = [];
      const measured = <T extends { reconstruction: tf.Tensor }>(bound: T): T => {
        told.push(tf.keep(bound.reconstruction));
        return bound;
      };
      const slopes = semiAmortisedSlopes(weights, models, given, { measured, charged });
      const own = slopesOf(() => charged(surrogateBound(models.amortised, given)), weights.tensors);
      const q = encoded(inputs, ops, refinement());
      const z = q.map(([m0, m1, s0, s1], b) => [
        m0! + Math.exp(s0!) * inputs.epsilon[2 * b]!,
        m1! + Math.exp(s1!) * inputs.epsilon[2 * b + 1]!,
      ]);
      const reconstruction = (parameters: Float64Array) =>
        z.map((of, b) => logProbability({ ...inputs, parameters }, wordsOf(inputs, b), of));
      expectClose(told[0]!.dataSync(), reconstruction(inputs.parameters), {
        atol: 2e-4,
        rtol: 1e-4,
      });
      tf.dispose(told);
      const total = (parameters: Float64Array) =>
        reconstruction(parameters).reduce((sum, value) => sum + value, 0);
      inputs.layout.tensors.forEach(({ name, offset, length }, i) => {
        const found = slopes[i]?.dataSync() ?? new Float32Array(length);
        if (/^(encoder|mixing|sigma|bag)\./.test(name)) {
          expectClose(found, own[i]?.dataSync() ?? new Float32Array(length), {
            atol: 1e-6,
            rtol: 1e-6,
          });
          return;
        }
        const differences = Float64Array.from({ length }, (_, j) => {
          const [up, down] = [STEP, -STEP].map((by) => {
            const parameters = Float64Array.from(inputs.parameters);
            parameters[offset + j]! += by;
            return total(parameters);
          });
          return (up! - down!) / (2 * STEP);
        });
        expectClose(found, differences, { atol: 3e-4, rtol: 3e-4 });
      });
    });
  });
});
