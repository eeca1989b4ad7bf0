import { describe, expect, test } from 'vitest';
import { newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import {
  isResult,
  measurementsOfFile,
  measurementsOfReport,
} from '../../src/state/measurements.ts';

/** As `npm run evaluate -- DIR --estimator iwae,kl --json` prints it, shortened. */
const EVALUATED = {
  preset: 'digits-rows',
  seed: 3,
  backend: 'wasm',
  data: 'MNIST idx file train-images-idx3-ubyte.gz: 60,000 images, 28 rows of 28 pixels, on above 0.5',
  split: 'test',
  sequences: 100,
  N: 50,
  K: 20,
  models: {
    'sis-rnn': {
      bounds: { iwae: { bound: 'lower bound', mean: -104.7, stderr: 3, N: 50, K: 20, ess: 4 } },
      kl: { K: 20 },
    },
    rnn: { bounds: { exact: { bound: 'log p(x) itself', mean: -137.6, stderr: 4 } } },
  },
  exact: null,
};

/** result.json of `npm run train`. */
const TRAINED = {
  models: {
    'sis-rnn-2': { bound: -80.5, stderr: 0.6, kEval: 100, kl: 3 },
    rnn: { bound: -90.1, stderr: null, kEval: 0, kl: 0 },
  },
  sequences: 1000,
  step: 2000,
  interrupted: false,
};

describe('a result file', () => {
  test('of evaluate gives every bound with its K, N and split', () => {
    const [iwae, exact] = measurementsOfFile('a.json', EVALUATED);
    expect(iwae).toMatchObject({
      source: 'a.json',
      model: 'SIS-RNN',
      bound: 'iwae',
      particles: 50,
      mixingSamples: 20,
      mean: -104.7,
      stderr: 3,
      split: 'test',
      sequences: 100,
      step: null,
      seed: 3,
      data: EVALUATED.data,
    });
    expect(exact).toMatchObject({ model: 'RNN', bound: 'exact', particles: null });
  });

  test('of train gives the bound of one draw at its K; data it does not name are not guessed', () => {
    const [second, rnn] = measurementsOfFile('result.json', TRAINED);
    expect(second).toMatchObject({
      model: 'SIS-RNN 2',
      bound: 'elbo',
      particles: 1,
      mixingSamples: 100,
      step: 2000,
      data: '',
    });
    expect(rnn).toMatchObject({ bound: 'exact', mean: -90.1 });
    expect(rnn!.stderr).toBeNaN();
  });

  test.each<readonly [string, unknown]>([
    ['r.json is no result', [1, 2]],
    ['sequences is missing, expected a number', { models: {} }],
    ['holds no figures', { models: {}, sequences: 0 }],
    [
      'models.vrnn: bound is "x", expected a number',
      { models: { vrnn: { bound: 'x' } }, sequences: 3 },
    ],
    ['split is "train"', { ...EVALUATED, split: 'train' }],
    [
      'models.a.bounds.best is no figure of exact, elbo, iwae or fivo',
      { models: { a: { bounds: { best: {} } } }, sequences: 3 },
    ],
  ])('that is none is refused: %s', (message, value) => {
    expect(() => measurementsOfFile('r.json', value)).toThrow(message);
  });

  test('is told from an experiment', () => {
    expect(isResult(TRAINED)).toBe(true);
    expect(isResult(EVALUATED)).toBe(true);
    expect(isResult(presetNamed('mirror')!.experiment)).toBe(false);
    expect(isResult(null)).toBe(false);
  });
});

test('an estimate of this browser says so, with the width of each model’s own GRU', () => {
  const { experiment } = presetNamed('digits-rows')!;
  const wide = newModel('vrnn', experiment.models, { hidden: 128 });
  const [found] = measurementsOfReport({
    request: { estimator: 'fivo', particles: 8, mixingSamples: 5, sequences: 10 },
    experiment,
    data: 'Synthetic digits',
    sequences: 10,
    testCount: 1000,
    tokens: null,
    step: 40,
    models: [
      {
        model: wide,
        bound: 'fivo',
        particles: 8,
        mixingSamples: 0,
        mean: -200,
        stderr: 3,
        belowExact: null,
      },
    ],
    exact: null,
  });
  expect(found).toMatchObject({
    source: 'this browser',
    model: 'VRNN 2',
    hidden: 128,
    mixingSamples: 0,
    step: 40,
  });
});
