import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { newModel } from '../../src/config/experiment.ts';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';
import type { System } from '../../src/config/systems.ts';
import type { Batch, Dataset, Split } from '../../src/data/dataset.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import { tensorView } from '../../src/model/layout.ts';
import type { Ops } from '../../src/model/ops.ts';
import { diagnose } from '../../src/train/diagnostics.ts';
import { estimate, evaluate, range, toTensors } from '../../src/train/evaluate.ts';
import { fivo } from '../../src/train/fivo.ts';
import { importanceBounds } from '../../src/train/importance.ts';
import { klFigures } from '../../src/train/klFigures.ts';
import type { Learner } from '../../src/train/learner.ts';
import { logSumExp } from '../../src/train/logWeights.ts';
import { sentenceFigures } from '../../src/train/sentenceFigures.ts';
import { type SpeechWish, say } from '../../src/train/speech.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Watcher } from '../../src/train/watch.ts';

let ops: Ops;
beforeAll(async () => {
  const { backend } = await openNodeBackend('wasm');
  ops = await opsFor(backend, simdModule);
});

const STEPS = 5;

/** Sentence i: its kind, 2 or 3, one to three times, and the end. */
function words(i: number): number[] {
  return [...new Array(1 + (Math.floor(i / 2) % 3)).fill(2 + (i % 2)), 0];
}

function batchOf(indices: ArrayLike<number>): Batch {
  const size = indices.length;
  const at = (i: number) => words(indices[i % size]!)[Math.floor(i / size)];
  const cells = { length: STEPS * size };
  return {
    steps: STEPS,
    size,
    channels: 1,
    x: Float32Array.from(cells, (_, i) => at(i) ?? 0),
    mask: Float32Array.from(cells, (_, i) => (at(i) === undefined ? 0 : 1)),
  };
}

const split = (count: number): Split => ({
  count,
  stepsOf: (index) => words(index).length,
  batch: batchOf,
});

const DATA: Dataset = {
  description: 'two kinds of sentences',
  steps: STEPS,
  channelNames: ['token'],
  observation: 'tokens',
  vocabulary: 4,
  inputMean: [0],
  inputSd: [1],
  unitScale: null,
  known: null,
  train: split(Number.POSITIVE_INFINITY),
  validation: split(12),
  test: split(12),
};

function run(systems: readonly System[], differences: Partial<Settings> = {}): Trainer {
  const settings: Settings = {
    ...defaultSettings(),
    generator: 'learned',
    hidden: 6,
    latent: 1,
    wordWidth: 8,
    attentionHeads: 2,
    decoderLayers: 1,
    mixingWidths: [7, 6],
    injectedNoise: [5, 3],
    mixingSamples: 5,
    mixingSamplesStart: 5,
    mixingSamplesEvaluation: 10,
    annealing: 'none',
    learningRate: 0.01,
    batch: 12,
    steps: 60,
    ...differences,
  };
  const models = systems.map((system) => newModel(system, []));
  return new Trainer({ version: 1, preset: 'test', models, settings }, DATA, ops);
}

/** log p(x) of each sentence by the trapezoid rule over its one dimension of z. */
async function exactLogProbability(learner: Learner): Promise<Float64Array> {
  const [REACH, COUNT] = [8, 401];
  const spacing = (2 * REACH) / (COUNT - 1);
  const { size, ...batch } = DATA.test.batch(range(0, DATA.test.count), 0);
  const terms = Array.from({ length: size }, () => new Float64Array(COUNT));
  for (let g = 0; g < COUNT; g++) {
    const z = -REACH + g * spacing;
    const logJoint = learner.withSentenceModel((model) => {
      const { x, mask } = toTensors({ size, ...batch });
      const ofWords = model.logLikelihood(x, null, tf.fill([1, size, 1], z) as tf.Tensor3D);
      return tf.sum(tf.mul(ofWords, mask!), 0);
    });
    const logPrior = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) + Math.log(spacing);
    (await logJoint.data()).forEach((value, b) => {
      terms[b]![g] = value + logPrior;
    });
    logJoint.dispose();
  }
  return Float64Array.from(terms, logSumExp);
}

describe.each(['sis-rnn', 'vrnn'] as const)('%s of sentences', (system) => {
  it('learns, and the same run gives the same numbers to the last bit', async () => {
    const bounds: number[][] = [];
    const weights: Float32Array[] = [];
    for (let again = 0; again < 2; again++) {
      const trainer = run([system], { wordDropout: 0.2, dropout: 0.1 });
      const [learner] = trainer.learners;
      const before = (await trainer.evaluate(learner!, 'test'))!;
      for (let step = 0; step < 60; step++) await trainer.advance();
      const after = (await trainer.evaluate(learner!, 'test'))!;
      bounds.push([estimate(before.bound).mean, estimate(after.bound).mean]);
      weights.push(await learner!.parameters());
      trainer.dispose();
    }
    // Six sentences, equally likely, are log 6 nats each; at birth every word is one of four.
    const [[before, after]] = bounds as [number[]];
    expect(before!).toBeLessThan(-3 * Math.log(4) * 0.9);
    expect(after!).toBeGreaterThan(-2 * Math.log(6));
    expect(after!).toBeLessThan(-Math.log(6));
    expect(bounds[1]).toEqual(bounds[0]);
    expect(weights[1]).toEqual(weights[0]);
  });

  it('keeps its bounds below log p(x), and the mean of its weights at p(x)', async () => {
    const trainer = run([system], { initialSpread: 1 });
    const [learner] = trainer.learners;
    for (let step = 0; step < 30; step++) await trainer.advance();
    const exact = await exactLogProbability(learner!);
    const { elbo, iwae } = (await importanceBounds(learner!, DATA.test, {
      purpose: 'test',
      mixingSamples: 10,
      particles: 4000,
    }))!;
    exact.forEach((logp, b) => {
      expect(elbo[b]!).toBeLessThan(logp);
      // Weights of a sigma below the prior's have heavy tails: a hundredth is some standard errors of 4,000 of them.
      expect(Math.abs(iwae[b]! - logp)).toBeLessThan(0.05);
    });
    trainer.dispose();
  });

  it('has one latent a sentence in every reading', async () => {
    const trainer = run([system], { latent: 3, initialSpread: 1 });
    const [learner] = trainer.learners;
    const kl = (await klFigures(learner!, DATA.test, { purpose: 'test', mixingSamples: 10 }))!;
    expect(kl.stepInclusive.length).toBe(1);
    expect(kl.perDimension.length).toBe(3);
    expect(estimate(kl.exclusive).mean).toBeLessThanOrEqual(estimate(kl.inclusive).mean);
    expect((await diagnose(learner!, DATA.validation, 0, 10))!.rows).toBe(12);
    const told = (await sentenceFigures(learner!, DATA, 'test', { sequences: 12 }))!;
    expect(told.mutualInformation).toBeLessThanOrEqual(Math.log(12));
    expect(told.factors).toBeNull();
    await expect(
      fivo(learner!, DATA.test, { purpose: 'test', mixingSamples: 10, particles: 4 }),
    ).rejects.toThrow('one latent a sentence');
    expect(() => learner!.withModel(() => [])).toThrow('no latent at each step');
    trainer.dispose();
  });
});

describe('SA-VAE', () => {
  const differences = { refinementSteps: 3, refinementRate: 0.3, sightAtBirth: 2, latent: 2 };

  it('learns, the same to the last bit', async () => {
    const weights: Float32Array[] = [];
    for (let again = 0; again < 2; again++) {
      const trainer = run(['vrnn'], differences);
      const [learner] = trainer.learners;
      const before = (await trainer.evaluate(learner!, 'test'))!;
      for (let step = 0; step < 60; step++) await trainer.advance();
      const after = (await trainer.evaluate(learner!, 'test'))!;
      expect(estimate(after.bound).mean).toBeGreaterThan(estimate(before.bound).mean + 1);
      weights.push(await learner!.parameters());
      trainer.dispose();
    }
    expect(weights[1]).toEqual(weights[0]);
  });

  it('brings a q that the encoder puts two prior deviations off back towards the words, in every figure', async () => {
    const trainer = run(['vrnn'], differences);
    const [learner] = trainer.learners;
    for (let step = 0; step < 20; step++) await trainer.advance();
    const flat = await learner!.parameters();
    const biases = tensorView(learner!.layout, flat, 'mixing.mu.b');
    biases.forEach((bias, d) => {
      biases[d] = bias + 2;
    });
    learner!.load(flat);
    const sizes = { purpose: 'test', mixingSamples: 0, particles: 200 };
    const refined = (await importanceBounds(learner!, DATA.test, sizes))!;
    learner!.settings = { ...learner!.settings, refinementSteps: 0 };
    const amortised = (await importanceBounds(learner!, DATA.test, sizes))!;
    expect(estimate(refined.elbo).mean).toBeGreaterThan(estimate(amortised.elbo).mean + 1);
    trainer.dispose();
  });

  it('is no setting of SIS-RNN, whose q is no Gaussian', async () => {
    const trainer = run(['sis-rnn', 'vrnn'], differences);
    expect(trainer.learners.map(({ settings }) => settings.refinementSteps)).toEqual([0, 3]);
    await trainer.advance();
    trainer.dispose();
  });
});

it('noise of amplitude 0 makes of SIS-RNN a Gaussian: K changes nothing', async () => {
  const trainer = run(['sis-rnn'], { noiseAmplitude: 0 });
  const [learner] = trainer.learners;
  const [one, many] = await Promise.all(
    [1, 20].map((mixingSamples) => evaluate(learner!, DATA.test, { purpose: 'x', mixingSamples })),
  );
  many!.kl.forEach((kl, b) => {
    expect(Math.abs(kl - one!.kl[b]!)).toBeLessThan(1e-5);
  });
  trainer.dispose();
});

it('an RNN of sentences is a language model: the probabilities of all it can say add up to 1', async () => {
  const trainer = run(['rnn']);
  const [learner] = trainer.learners;
  for (let step = 0; step < 20; step++) await trainer.advance();
  // Of up to two words of three, with their end, and what goes on after two.
  const whole: number[][] = [[0]];
  const open: number[][] = [];
  for (const a of [1, 2, 3]) {
    whole.push([a, 0]);
    for (const b of [1, 2, 3]) {
      whole.push([a, b, 0]);
      open.push([a, b, 1], [a, b, 2], [a, b, 3]);
    }
  }
  const all = [...whole, ...open];
  const at = (i: number) => all[i % all.length]![Math.floor(i / all.length)];
  const cells = { length: 3 * all.length };
  const batch: Batch = {
    steps: 3,
    size: all.length,
    channels: 1,
    x: Float32Array.from(cells, (_, i) => at(i) ?? 0),
    mask: Float32Array.from(cells, (_, i) => (at(i) === undefined ? 0 : 1)),
  };
  const sum = learner!.withSentenceModel((model) => {
    const { x, mask } = toTensors(batch);
    const logp = tf.sum(tf.mul(model.logLikelihood(x, null, null), mask!), 0);
    return tf.sum(tf.exp(logp));
  });
  expect(Math.abs((await sum.data())[0]! - 1)).toBeLessThan(1e-5);
  sum.dispose();
  trainer.dispose();
});

it('what is watched of a sentence is its one posterior, whatever past is asked for', async () => {
  const trainer = run(['sis-rnn', 'vrnn', 'rnn'], { latent: 3, initialSpread: 1 });
  const watch = { sequence: 2, dimension: 0, otherDimension: 1, past: 9 } as const;
  const wish = { ...watch, exact: 'filter', conditioning: 'one-past' } as const;
  const report = (await new Watcher().report(trainer.learners, DATA, wish, 0))!;
  expect([report.steps, report.length, report.watch.conditioning]).toEqual([1, 1, 'all-pasts']);
  expect(report.models.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
  const spacing = (report.axis.high - report.axis.low) / (report.axis.count - 1);
  for (const { density, prior, pairs, joint } of report.models) {
    const mass = density.reduce((sum, value) => sum + value, 0) * spacing;
    expect(Math.abs(mass - 1)).toBeLessThan(0.02);
    // N(0, 1) wherever the axis ends.
    expect(Math.abs(Math.max(...prior) - 1 / Math.sqrt(2 * Math.PI))).toBeLessThan(1e-3);
    expect(pairs.length).toBe(2 * report.samples);
    expect(joint).not.toBeNull();
  }
  // A Gaussian's components are all the same.
  expect(report.models[1]!.statistics.modes[0]).toBe(1);
  trainer.dispose();
});

it('what is watched of SA-VAE is q as its steps leave it, not as the encoder makes it', async () => {
  const watch = { sequence: 2, dimension: 0, otherDimension: 1, past: 0 } as const;
  const wish = { ...watch, exact: 'filter', conditioning: 'all-pasts' } as const;
  const means: number[] = [];
  for (const refinementSteps of [0, 4]) {
    const trainer = run(['vrnn'], { latent: 3, refinementSteps, refinementRate: 0.2 });
    const [learner] = trainer.learners;
    const report = (await new Watcher().report(trainer.learners, DATA, wish, 0))!;
    means.push(report.models[0]!.statistics.mean[0]!);
    const { x, mask } = toTensors(DATA.validation.batch([2], 0));
    const noise = { epsilon: tf.zeros([1, 1, 3]) as tf.Tensor3D, injected: null };
    const mu = learner!.withSentenceModel(
      (model) => model.rollout(model.encode(x, mask), noise).mu,
    );
    expect(Math.abs(means.at(-1)! - (await mu.data())[0]!)).toBeLessThan(1e-5);
    tf.dispose([x, mask!, mu, noise.epsilon]);
    trainer.dispose();
  }
  expect(Math.abs(means[1]! - means[0]!)).toBeGreaterThan(1e-3);
});

describe('a model that speaks', () => {
  const COUNT = 1000;
  const wish: SpeechWish = {
    count: COUNT,
    z: new Float32Array(COUNT).fill(0.3),
    beginning: [],
    temperature: 1,
    most: 4,
    purpose: 'test',
  };
  let trainer: Trainer;
  let learner: Learner;
  beforeAll(async () => {
    trainer = run(['vrnn']);
    learner = trainer.learners[0]!;
    for (let step = 0; step < 20; step++) await trainer.advance();
  });

  it('says words as often as it expects them, and the same again', async () => {
    const said = await say(learner, wish);
    expect(await say(learner, wish)).toEqual(said);
    const next = learner.withSentenceModel((model) =>
      model.nextWord(tf.zeros([0, 1, 1]), tf.fill([1, 1, 1], 0.3) as tf.Tensor3D),
    );
    const expected = (await next.data()).map(Math.exp);
    next.dispose();
    expected.forEach((probability, word) => {
      const share = said.filter(([first = 0]) => first === word).length / COUNT;
      const error = Math.sqrt((probability * (1 - probability)) / COUNT);
      expect(Math.abs(share - probability)).toBeLessThan(4 * error + 1e-9);
    });
  });

  it('keeps a beginning, breaks off what is too long, and is sure of itself at temperature 0', async () => {
    const said = await say(learner, { ...wish, beginning: [3], temperature: 0 });
    for (const sentence of said) {
      expect(sentence[0]).toBe(3);
      expect(sentence).toEqual(said[0]);
      expect(sentence.length).toBeLessThanOrEqual(4);
    }
    expect(await say(learner, { ...wish, beginning: [3, 2], most: 2 })).toContainEqual([3, 2]);
    const places = await say(learner, { ...wish, most: 100 });
    expect(Math.max(...places.map(({ length }) => length))).toBeLessThanOrEqual(STEPS);
  });
});
