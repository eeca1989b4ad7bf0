import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { exactLogDensity } from '../../src/posterior/exact.ts';
import { kalmanFilter, rtsSmoother } from '../../src/posterior/kalman.ts';
import { referencePosterior, type WeightedDraws } from '../../src/posterior/reference.ts';
import { believe } from '../../src/train/beliefs.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { weightedDraws } from '../../src/train/weightedDraws.ts';
import { expectClose } from '../closeness.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const STEPS = 3;
const axis = { low: -6, high: 6, count: 401 };

/** A run on the linear-Gaussian generator, new-born but for a sigma as wide as the prior: a proposal that covers. */
function linear(differences: Partial<Settings> = {}): Trainer {
  const { experiment } = presetNamed('linear')!;
  const settings: Settings = {
    ...experiment.settings,
    sequenceLength: STEPS,
    hidden: 6,
    features: 5,
    mixingWidths: [7, 6],
    injectedNoise: [5, 3],
    mixingSamples: 4,
    mixingSamplesStart: 4,
    annealing: 'none',
    learningRate: 0.02,
    batch: 32,
    initialSpread: 0.5,
    ...differences,
  };
  const own: Experiment = { ...experiment, settings };
  return new Trainer(own, fromGenerator('linear', settings), referenceOps);
}

const meanOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('weighted draws under the linear-Gaussian generator', () => {
  let trainer: Trainer;
  beforeAll(async () => {
    trainer = linear();
    for (let step = 0; step < 60; step++) await trainer.advance();
  });

  it('have the moments of the Kalman filter and of the smoother, SIS-RNN and VRNN alike', async () => {
    const { x } = trainer.dataset.validation.batch([2], 0);
    const { definition, parameters } = trainer.dataset.known!;
    const model = { ...parameters, initialSd: definition.initialSd(parameters) };
    const filtered = kalmanFilter(model, x);
    const smoothed = rtsSmoother(model, filtered);
    for (const learner of trainer.learners) {
      const draws = (await weightedDraws(learner, trainer.dataset.validation.batch([2], 0)))!;
      for (const [given, exact] of [
        ['filter', filtered.filtered],
        ['smoother', smoothed],
      ] as const) {
        const { moments, ess, poor } = referencePosterior(draws, 0, axis, given);
        expect(poor).toEqual([false, false, false]);
        moments.forEach((found, t) => {
          const sd = Math.sqrt(exact.variance[t]!);
          const atol = (5 * sd) / Math.sqrt(ess[t]!);
          expectClose([found.mean, found.sd], [exact.mean[t]!, sd], { atol, rtol: 0 });
        });
      }
    }
  });

  it('average to p(x): E[w] is exact whatever K', async () => {
    const batch = trainer.dataset.validation.batch([2], 0);
    const { definition, parameters } = trainer.dataset.known!;
    const [exact] = exactLogDensity(definition, parameters, batch.x, STEPS, 1);
    for (const mixingSamples of [0, 1, 20]) {
      const { logWeights, count } = (await weightedDraws(trainer.learners[0]!, batch, {
        mixingSamples,
      }))!;
      const weights = Float64Array.from({ length: count }, (_, n) => {
        let sum = -exact!;
        for (let t = 0; t < STEPS; t++) sum += logWeights[t * count + n]!;
        return Math.exp(sum);
      });
      const mean = meanOf(weights);
      const error = Math.sqrt(meanOf(weights.map((w) => (w - mean) ** 2)) / count);
      expect(error).toBeLessThan(0.1);
      expect(Math.abs(mean - 1)).toBeLessThan(5 * error);
    }
  });

  it('given one past are p(z_t | z_{t-1}, x_t) of that past', async () => {
    const batch = trainer.dataset.validation.batch([2], 0);
    const { parameters: p } = trainer.dataset.known!;
    for (const learner of trainer.learners) {
      const past = { index: 5, samples: 16 };
      const draws = (await weightedDraws(learner, batch, { past }))!;
      const { moments, ess } = referencePosterior(draws, 0, axis, 'filter');
      const watch = { conditioning: 'all-pasts', past: 0 } as const;
      const { z } = await believe(learner, batch, watch, past.samples);
      for (let t = 0; t < STEPS; t++) {
        const before = t === 0 ? 0 : p.autoregression * z[(t - 1) * past.samples + past.index]!;
        const spread =
          t === 0
            ? GENERATOR_DEFINITIONS.linear.initialSd(p)
            : GENERATOR_DEFINITIONS.linear.transitionSd(p);
        const gain = spread ** 2 / (spread ** 2 + p.observationNoise ** 2);
        const sd = spread * Math.sqrt(1 - gain);
        const mean = before + gain * (batch.x[t]! - before);
        const atol = (5 * sd) / Math.sqrt(ess[t]!);
        expectClose([moments[t]!.mean, moments[t]!.sd], [mean, sd], { atol, rtol: 0 });
      }
    }
  });

  it('are the same again, and stop when asked to', async () => {
    const batch = trainer.dataset.validation.batch([0], 0);
    const options = { count: 100 };
    const before = tf.memory().numTensors;
    const one = await weightedDraws(trainer.learners[0]!, batch, options);
    expect(await weightedDraws(trainer.learners[0]!, batch, options)).toEqual(one);
    const breathe = async () => false;
    expect(await weightedDraws(trainer.learners[0]!, batch, { ...options, breathe })).toBeNull();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('of a learned decoder agree with quadrature over z, at one step', async () => {
  const trainer = linear({ generator: 'learned', sequenceLength: 1, latent: 1 });
  for (let step = 0; step < 40; step++) await trainer.advance();
  const learner = trainer.learners[0]!;
  const batch = trainer.dataset.validation.batch([4], 0);
  const draws: WeightedDraws = (await weightedDraws(learner, batch))!;
  const { moments, ess, poor } = referencePosterior(draws, 0, axis, 'filter');
  expect(poor).toEqual([false]);
  const count = 801;
  const nodes = Float32Array.from({ length: count }, (_, i) => -8 + i * 0.02);
  const log = learner.withModel((model) => {
    const z = tf.tensor3d(nodes, [1, count, 1]);
    const past = tf.zeros<tf.Rank.R3>([1, count, learner.shape.hidden]);
    const x = tf.fill([1, count, 1], batch.x[0]!) as tf.Tensor3D;
    const rolled = { past, z, mu: z, logSigma: z };
    return tf.add(model.logLikelihood(x, past, z), model.priorLogDensity(rolled));
  });
  const joint = Float64Array.from(await log.data(), (value) => Math.exp(value));
  log.dispose();
  const total = joint.reduce((sum, value) => sum + value, 0);
  const mean = joint.reduce((sum, value, i) => sum + value * nodes[i]!, 0) / total;
  const square = joint.reduce((sum, value, i) => sum + value * (nodes[i]! - mean) ** 2, 0) / total;
  const sd = Math.sqrt(square);
  expectClose([moments[0]!.mean, moments[0]!.sd], [mean, sd], {
    atol: (5 * sd) / Math.sqrt(ess[0]!),
    rtol: 0,
  });
});
