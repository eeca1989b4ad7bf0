import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { GeneratorName, Settings } from '../../src/config/settings.ts';
import type { Batch, Split } from '../../src/data/dataset.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { tensorView } from '../../src/model/layout.ts';
import { gaussianLogLikelihood } from '../../src/model/likelihoods.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { exactLogDensity } from '../../src/posterior/exact.ts';
import { kalmanFilter } from '../../src/posterior/kalman.ts';
import { estimate, range, toTensors } from '../../src/train/evaluate.ts';
import { fivo } from '../../src/train/fivo.ts';
import { copied, importanceBounds, jointLogDensity } from '../../src/train/importance.ts';
import { klFigures } from '../../src/train/klFigures.ts';
import type { Learner } from '../../src/train/learner.ts';
import { effectiveCount, logSumExp, systematic } from '../../src/train/logWeights.ts';
import { freshDraws, noiseStreams, passNoise } from '../../src/train/noise.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { expectClose } from '../closeness.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

function run(data: GeneratorName, differences: Partial<Settings> = {}): Trainer {
  const { experiment } = presetNamed(data)!;
  const settings: Settings = {
    ...experiment.settings,
    sequenceLength: 4,
    hidden: 6,
    features: 5,
    mixingWidths: [7, 6],
    injectedNoise: [5, 3],
    annealing: 'none',
    learningRate: 0.02,
    batch: 32,
    initialSpread: 1,
    sigmaCap: 7,
    testSize: 200,
    ...differences,
  };
  return new Trainer({ ...experiment, settings }, fromGenerator(data, settings), referenceOps);
}

/** Gives q(z|psi) this sigma whatever its context, so that weights have light tails. */
async function withSigma(learner: Learner, sigma: number): Promise<Learner> {
  const { layout, shape, settings } = learner;
  const flat = await learner.parameters();
  const max = Math.log(settings.sigmaCap * shape.latentSd);
  tensorView(layout, flat, 'sigma.logSigma.w').fill(0);
  tensorView(layout, flat, 'sigma.logSigma.b').fill(
    max - Math.log(Math.expm1(max - Math.log(sigma))),
  );
  learner.load(flat);
  return learner;
}

function exactOf({ dataset }: Trainer): Float64Array {
  const { known, test } = dataset;
  const { x, steps, size } = test.batch(range(0, test.count), 0);
  return exactLogDensity(known!.definition, known!.parameters, x, steps, size);
}

/** Ratio of estimate to p(x), a sequence each: its mean is 1 where the estimate is unbiased. */
const ratios = (bound: Float64Array, exact: Float64Array) =>
  estimate(bound.map((value, i) => Math.exp(value - exact[i]!)));
const minus = (a: Float64Array, b: Float64Array) => estimate(a.map((value, i) => value - b[i]!));

/**
 * log w of `copies` draws of each sequence by another way, with every psi written out. `shared` hands the extras of the
 * first step to all steps, `exclusive` leaves out the psi that made z: both are mistakes. [B copies]
 */
async function writtenOut(
  learner: Learner,
  batch: Batch,
  copies: number,
  mixingSamples: number,
  mistake: 'none' | 'shared' | 'exclusive',
): Promise<Float64Array> {
  const { shape, settings } = learner;
  const { steps, size } = batch;
  const streams = noiseStreams(settings.seed, 'written out');
  const rows = size * copies;
  const weights = learner.withModel((model) => {
    const x = copied(toTensors(batch).x, copies);
    const encoded = model.encode(x, null);
    const drawn = model.rollout(encoded, passNoise(shape, settings, streams, steps, rows, {})!);
    const groups = mistake === 'shared' ? rows : steps * rows;
    const own = freshDraws(shape, settings, streams, mixingSamples, groups, {}) as tf.Tensor3D;
    const draws = mistake === 'shared' ? tf.tile(own, [steps, 1, 1]) : own; // [T R, K, E]
    const psi = model.drawPsi(encoded, drawn, draws); // [T, R, K, D]
    const one = (all: tf.Tensor4D, k: number) =>
      tf.squeeze(tf.slice(all, [0, 0, k, 0], [-1, -1, 1, -1]), [2]) as tf.Tensor3D;
    const logQ = Array.from({ length: mixingSamples }, (_, k) =>
      gaussianLogLikelihood(drawn.z, one(psi.mu, k), one(psi.logSigma, k)),
    );
    if (mistake !== 'exclusive')
      logQ.push(gaussianLogLikelihood(drawn.z, drawn.mu, drawn.logSigma));
    const logH = tf.sub(tf.logSumExp(tf.stack(logQ), 0), Math.log(logQ.length));
    return tf.sum(tf.sub(jointLogDensity(model, x, drawn), logH), 0);
  });
  const values = Float64Array.from(await weights.data());
  weights.dispose();
  return values;
}

/** log of the mean weight of each sequence. */
function logMeans(logWeights: Float64Array, copies: number): Float64Array {
  return Float64Array.from({ length: logWeights.length / copies }, (_, b) => {
    const own = logWeights.subarray(b * copies, (b + 1) * copies);
    return logSumExp(own) - Math.log(copies);
  });
}

describe('the weights', () => {
  const SEQUENCES = 4000;
  const PARTICLES = 16;
  const mixingSamples = 1;
  let trainer: Trainer;
  let learner: Learner;
  let exact: Float64Array;
  beforeAll(async () => {
    // Little is seen of z, and q is as wide as the prior: w has light tails, and averages mean something.
    const noisy = { observationNoise: 2, autoregression: 0.3, processNoise: 1 };
    trainer = run('linear', { testSize: SEQUENCES, sequenceLength: 5, ...noisy });
    learner = await withSigma(trainer.learners[0]!, 1);
    exact = exactOf(trainer);
  });

  it('average to p(x), in IWAE and in FIVO', async () => {
    const options = { purpose: 'test', mixingSamples, particles: PARTICLES };
    const { iwae } = (await importanceBounds(learner, trainer.dataset.test, options))!;
    const { bound, resamplings } = (await fivo(learner, trainer.dataset.test, options))!;
    expect(estimate(resamplings).mean).toBeGreaterThan(0.5);
    for (const found of [iwae, bound]) {
      const { mean, stderr } = ratios(found, exact);
      expect(stderr).toBeLessThan(0.03);
      expect(Math.abs(mean - 1)).toBeLessThan(4 * stderr);
    }
  });

  // By more than the test above lets pass: whoever shares them there is found out.
  it('would average to more with extras shared over t', async () => {
    const batch = trainer.dataset.test.batch(range(0, SEQUENCES), 0);
    const averageWith = async (mistake: 'none' | 'shared') => {
      const weights = await writtenOut(learner, batch, PARTICLES, mixingSamples, mistake);
      return ratios(logMeans(weights, PARTICLES), exact);
    };
    const right = await averageWith('none');
    expect(Math.abs(right.mean - 1)).toBeLessThan(4 * right.stderr);
    const shared = await averageWith('shared');
    expect(shared.mean - 4 * shared.stderr).toBeGreaterThan(1.2);
  });
});

describe('an untrained q', () => {
  it('gives no IWAE or FIVO above log p(x), while exclusive weights do', async () => {
    for (const data of ['mirror', 'growth'] as const) {
      const trainer = run(data, { testSize: 48 });
      const { test } = trainer.dataset;
      const exact = exactOf(trainer);
      for (const learner of trainer.learners) {
        const options = { purpose: 'test', mixingSamples: 5, particles: 200 };
        const { elbo, iwae } = (await importanceBounds(learner, test, options))!;
        const { bound } = (await fivo(learner, test, options))!;
        for (const [lower, upper] of [
          [elbo, iwae],
          [iwae, exact],
          [bound, exact],
        ] as const) {
          const { mean, stderr } = minus(lower, upper);
          expect(mean).toBeLessThan(3 * stderr);
        }
      }
      const [learner] = trainer.learners;
      const batch = test.batch(range(0, test.count), 0);
      const exclusive = logMeans(await writtenOut(learner!, batch, 200, 5, 'exclusive'), 200);
      const { mean, stderr } = minus(exclusive, exact);
      expect(mean).toBeGreaterThan(5 * stderr);
    }
  });
});

describe('a trained q', () => {
  it('orders ELBO, IWAE and FIVO below the Kalman filter, and N closes the gap', async () => {
    const trainer = run('linear', { testSize: 200 });
    for (let step = 0; step < 60; step++) await trainer.advance();
    const { test, known } = trainer.dataset;
    const { x, steps, size } = test.batch(range(0, test.count), 0);
    const { definition, parameters } = known!;
    const kalman = Float64Array.from({ length: size }, (_, b) => {
      const sequence = Float64Array.from({ length: steps }, (_, t) => x[t * size + b]!);
      const model = { ...parameters, initialSd: definition.initialSd(parameters) };
      return kalmanFilter(model, sequence).logDensity;
    });
    for (const learner of trainer.learners) {
      const options = { purpose: 'test', mixingSamples: 10 };
      const few = (await importanceBounds(learner, test, { ...options, particles: 4 }))!;
      const many = (await importanceBounds(learner, test, { ...options, particles: 100 }))!;
      const filtered = (await fivo(learner, test, { ...options, particles: 100 }))!;
      const gap = (bound: Float64Array) => minus(kalman, bound);
      expect(gap(few.elbo).mean).toBeGreaterThan(gap(few.iwae).mean);
      expect(gap(few.iwae).mean).toBeGreaterThan(gap(many.iwae).mean);
      for (const bound of [many.iwae, filtered.bound]) {
        expect(gap(bound).mean).toBeGreaterThan(-3 * gap(bound).stderr);
        expect(gap(bound).mean).toBeLessThan(0.15);
      }
      expect(filtered.resamplings.some((count) => count > 0)).toBe(true);
    }
  });
});

it('pads count for nothing: the same bits as without', async () => {
  const trainer = run('linear', { sequenceLength: 3 });
  const { x } = trainer.dataset.test.batch([5], 0);
  const short: Split = {
    count: 1,
    batch: () => ({ steps: 3, size: 1, channels: 1, x, mask: null }),
  };
  const padded: Split = {
    count: 1,
    batch: () => ({
      steps: 5,
      size: 1,
      channels: 1,
      x: Float32Array.from([...x, 7, -7]),
      mask: Float32Array.from([1, 1, 1, 0, 0]),
    }),
  };
  const options = { purpose: 'test', mixingSamples: 0, particles: 6 };
  const [learner] = trainer.learners;
  const bound = async (split: Split) => (await fivo(learner!, split, options))!.bound;
  expectClose(await bound(padded), await bound(short), { atol: 1e-5, rtol: 0 });
  const kl = async (split: Split) => (await klFigures(learner!, split, options))!;
  expect((await kl(padded)).inclusive[0]).toBeCloseTo((await kl(short)).inclusive[0]!, 4);
});

it('the same call gives the same numbers, and stops and tidies when asked to', async () => {
  const trainer = run('mirror', { testSize: 20 });
  const [learner] = trainer.learners;
  const { test } = trainer.dataset;
  const options = { purpose: 'test', mixingSamples: 3, particles: 7 };
  const before = tf.memory().numTensors;
  for (const estimator of [importanceBounds, fivo, klFigures]) {
    const shares: number[] = [];
    const breathe = async (share: number) => shares.push(share) > 0;
    const found = await estimator(learner!, test, { ...options, breathe });
    expect(await estimator(learner!, test, options)).toEqual(found);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(await estimator(learner!, test, { ...options, breathe: async () => false })).toBeNull();
  }
  expect(tf.memory().numTensors).toBe(before);
});

it('systematic resampling copies each particle its share of N, rounded up or down', () => {
  const shares = [0.05, 0.4, 0, 0.3, 0.25];
  const logWeights = Float64Array.from(shares, (share) => Math.log(share) - 1000);
  const copies = new Float64Array(5);
  const LEVELS = 1000;
  for (let i = 0; i < LEVELS; i++) {
    const chosen = systematic(logWeights, (i + 0.5) / LEVELS);
    expect(chosen).toHaveLength(5);
    shares.forEach((share, n) => {
      const times = chosen.filter((place) => place === n).length;
      expect(times).toBeGreaterThanOrEqual(Math.floor(5 * share - 1e-9));
      expect(times).toBeLessThanOrEqual(Math.ceil(5 * share + 1e-9));
      copies[n]! += times / LEVELS;
    });
  }
  expectClose(
    copies,
    shares.map((share) => 5 * share),
    { atol: 0.002, rtol: 0 },
  );
});

it('the effective number of draws is N for equal weights and 1 for a single one', () => {
  expect(effectiveCount([-900, -900, -900])).toBeCloseTo(3, 10);
  expect(effectiveCount([5, -400, Number.NEGATIVE_INFINITY])).toBeCloseTo(1, 10);
  expect(logSumExp([Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
  expect(logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.log(2), 10);
});
