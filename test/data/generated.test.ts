import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import {
  defaultSettings,
  GENERATORS,
  type GeneratorName,
  type Settings,
} from '../../src/config/settings.ts';
import { drawSequences, fromGenerator, parametersOf } from '../../src/data/generated.ts';
import { NUMBERS } from '../../src/generators/arithmetic.ts';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import type { Emission, Generator } from '../../src/generators/generator.ts';

/** Each generator with the parameters of its preset. */
function settingsOf(name: GeneratorName, differences: Partial<Settings> = {}): Settings {
  const preset = presetNamed(name)?.experiment.settings ?? defaultSettings();
  return { ...preset, ...differences };
}

const indices = (count: number, first = 0) => Array.from({ length: count }, (_, i) => first + i);

/** Mean and variance over everything in `values`. */
function summary(values: readonly number[]) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  return { mean, sd: Math.sqrt(variance) };
}

function expectWithin(actual: number, expected: number, tolerance: number) {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    tolerance,
  );
}

function residual(x: number, given: Emission<number>): number {
  if (given.kind === 'gaussian') return (x - given.mean) / Math.exp(given.logSd);
  const rate = Math.exp(given.logRate);
  return (x - rate) / Math.sqrt(rate);
}

describe.each(GENERATORS)('%s', (name) => {
  const settings = settingsOf(name, { sequenceLength: 12 });
  const definition: Generator = GENERATOR_DEFINITIONS[name];
  const parameters = parametersOf(settings);
  const D = definition.latentDimensions;

  test('x has the mean and spread of the definition given z, z those given the z before', () => {
    const size = 2000;
    const { x, z, steps } = drawSequences(name, settings, 'train', indices(size));
    // Every residual, in its own standard deviations, has mean 0 and variance 1.
    const ofX: number[] = [];
    const ofFirst: number[] = [];
    const ofLater: number[] = [];
    const zAt = (t: number, b: number) =>
      Array.from(z.subarray((t * size + b) * D, (t * size + b + 1) * D));
    for (let t = 0; t < steps; t++)
      for (let b = 0; b < size; b++) {
        const here = zAt(t, b);
        ofX.push(residual(x[t * size + b]!, definition.observation(NUMBERS, parameters, here)));
        if (t === 0) ofFirst.push(...here.map((value) => value / definition.initialSd(parameters)));
        else {
          const expected = definition.transition(NUMBERS, parameters, zAt(t - 1, b), t + 1);
          const sd = definition.transitionSd(parameters);
          ofLater.push(...here.map((value, d) => (value - expected[d]!) / sd));
        }
      }
    for (const residuals of [ofX, ofFirst, ofLater]) {
      const { mean, sd } = summary(residuals);
      // Five standard errors of the mean and of the deviation; float32 adds 1e-3 at the most.
      expectWithin(mean, 0, 5 / Math.sqrt(residuals.length) + 1e-3);
      // Counts of a small rate have heavier tails, and an error of the deviation twice as large.
      const tails = name === 'counts' && residuals === ofX ? 2 : 1;
      expectWithin(sd, 1, (5 * tails) / Math.sqrt(2 * residuals.length) + 1e-3);
    }
  });

  test('a sequence is the same alone, in a batch, in another order and at any epoch', () => {
    const { train } = fromGenerator(name, settings);
    const together = train.batch([4, 0, 1_000_000, 7], 0);
    [4, 0, 1_000_000, 7].forEach((index, b) => {
      const alone = train.batch([index], 3);
      for (let t = 0; t < together.steps; t++)
        expect(alone.x[t]).toBe(together.x[t * together.size + b]);
    });
  });

  test('the data set holds exactly the x of drawSequences', () => {
    const { validation } = fromGenerator(name, settings);
    const batch = validation.batch([0, 5], 0);
    const drawn = drawSequences(name, settings, 'validation', [0, 5]);
    expect(batch).toEqual({ steps: 12, size: 2, channels: 1, x: drawn.x, mask: null });
    expect(drawn.z.length).toBe(12 * 2 * D);
  });

  test('seeds and splits differ, equal seeds agree', () => {
    const draw = (seed: number, part: 'train' | 'validation' | 'test') =>
      drawSequences(name, { ...settings, seed }, part, [0]).x.join();
    expect(draw(1, 'train')).toBe(draw(1, 'train'));
    const different = [draw(1, 'train'), draw(2, 'train'), draw(1, 'validation'), draw(1, 'test')];
    expect(new Set(different).size).toBe(4);
  });
});

test.each([
  'mirror',
  'mirror-iid',
  'folds',
  'sum',
  'ring',
  'volatility',
  'counts',
  'linear',
] as const)('the scales announced for %s are those of its draws', (name) => {
  const settings = settingsOf(name, { sequenceLength: 5 });
  const dataset = fromGenerator(name, settings);
  const { x, z } = drawSequences(name, settings, 'test', indices(1000));
  const observed = summary([...x]);
  expectWithin(observed.mean, dataset.inputMean[0]!, 0.08 * observed.sd);
  // `folds` announces the spread of a uniform phase, `volatility` has heavy tails.
  expectWithin(observed.sd / dataset.inputSd[0]!, 1, 0.15);
  const { latentSd } = GENERATOR_DEFINITIONS[name].scales(parametersOf(settings));
  expectWithin(summary([...z]).sd / latentSd, 1, 0.08);
});

test('growth wanders within its announced reach', () => {
  const settings = settingsOf('growth');
  const { z } = drawSequences('growth', settings, 'test', indices(500));
  const { reach } = GENERATOR_DEFINITIONS.growth.grid(parametersOf(settings));
  expect(Math.max(...z.map(Math.abs))).toBeLessThan(reach);
  expectWithin(summary([...z]).sd, 10, 3);
});

test('train never ends; validation and test have the sizes of the settings', () => {
  const settings = settingsOf('mirror', { validationSize: 9, testSize: 11 });
  const { train, validation, test: held } = fromGenerator('mirror', settings);
  expect([train.count, validation.count, held.count]).toEqual([Number.POSITIVE_INFINITY, 9, 11]);
  expect(() => validation.batch([9], 0)).toThrow('sequence 9 of validation');
  expect(() => held.batch([-1], 0)).toThrow(RangeError);
  expect(() => train.batch([0.5], 0)).toThrow(RangeError);
  expect(() => train.batch([2 ** 32], 0)).toThrow(RangeError);
});

test('a longer sequence begins with the shorter one', () => {
  const short = drawSequences('mirror', settingsOf('mirror', { sequenceLength: 5 }), 'train', [3]);
  const long = drawSequences('mirror', settingsOf('mirror', { sequenceLength: 50 }), 'train', [3]);
  expect([...long.x.subarray(0, 5)]).toEqual([...short.x]);
});

test('the description names the generator, its formula and the parameters it reads', () => {
  const { description, known, observation } = fromGenerator('folds', settingsOf('folds'));
  expect(description).toBe('Generator folds: x = sin(f z) + r e, z ~ N(0, 1), r = 0.2, f = 3');
  expect(known?.definition).toBe(GENERATOR_DEFINITIONS.folds);
  expect(observation).toBe('real');
});
