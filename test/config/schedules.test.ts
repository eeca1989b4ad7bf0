import { describe, expect, test } from 'vitest';
import {
  bagOfWordsAt,
  betaAt,
  learningRateAt,
  mixingSamplesAt,
  rampEnd,
} from '../../src/config/schedules.ts';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';

const settings = (differences: Partial<Settings>): Settings => ({
  ...defaultSettings(),
  ...differences,
});

function expectClose(actual: number, expected: number) {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    1e-12 * Math.abs(expected) + 1e-15,
  );
}

describe('the weight of the bag of words', () => {
  test.each([
    [1, 0.6 * 0.99],
    [50, 0.3],
    [100, 0],
    [5000, 0],
  ])('at step %i of 100, of 0.6 at the start, is %d', (step, expected) => {
    expectClose(bagOfWordsAt(settings({ bagOfWords: 0.6, steps: 100 }), step), expected);
  });
});

describe('beta', () => {
  test('without annealing is 1', () => {
    for (const step of [1, 50, 1e6]) expect(betaAt(settings({ annealing: 'none' }), step)).toBe(1);
  });

  // 100 steps in 4 cycles of 25, the first half of each a ramp from 0: tau = (step - 1) mod 25 / 25.
  test.each([
    [1, 0],
    [2, 0.08],
    [6, 0.4],
    [13, 0.96],
    [14, 1],
    [25, 1],
    [26, 0],
    [31, 0.4],
    [76, 0],
    [100, 1],
    [101, 1],
    [5000, 1],
  ])('cyclical, step %i of 100 in 4 cycles: %d', (step, expected) => {
    const cyclical = settings({
      annealing: 'cyclical',
      steps: 100,
      annealingCycles: 4,
      annealingFraction: 0.5,
    });
    expectClose(betaAt(cyclical, step), expected);
  });

  test('cyclical with a cycle that is no whole number starts again after its ceiling', () => {
    // 10 steps in 4 cycles: 2.5 steps a cycle, so every third step begins one; tau = 0, 0.4, 0.8.
    const cyclical = settings({
      annealing: 'cyclical',
      steps: 10,
      annealingCycles: 4,
      annealingFraction: 1,
    });
    [0, 0.4, 0.8, 0, 0.4, 0.8].forEach((expected, i) => {
      expectClose(betaAt(cyclical, i + 1), expected);
    });
  });

  // From 16 down to 1 over 50 of 100 steps: 16^(1 - (step - 1)/50).
  describe.each(['tempered', 'entropy'] as const)('%s', (annealing) => {
    test.each([
      [1, 16],
      [26, 4],
      [38.5, 2],
      [51, 1],
      [52, 1],
      [5000, 1],
    ])('from 16, step %d of 100: %d', (step, expected) => {
      const falling = settings({
        annealing,
        steps: 100,
        betaStart: 16,
        annealingFraction: 0.5,
      });
      expectClose(betaAt(falling, step), expected);
    });
  });
});

describe('K', () => {
  // The paper's ramp: K_e = 1 + floor(99 min(1, e/500)).
  test.each([
    [1, 1],
    [6, 1],
    [7, 2],
    [251, 50],
    [500, 99],
    [501, 100],
    [9999, 100],
  ])('from 1 to 100 over 500 steps, step %i: %i', (step, expected) => {
    const ramp = settings({ mixingSamplesStart: 1, mixingSamples: 100, rampSteps: 500 });
    expect(mixingSamplesAt(ramp, step)).toBe(expected);
  });

  test('without a ramp is at its end from the first step', () => {
    const none = settings({ mixingSamplesStart: 3, mixingSamples: 40, rampSteps: 0 });
    expect(mixingSamplesAt(none, 1)).toBe(40);
  });

  test('may fall, and stays between its ends', () => {
    const falling = settings({ mixingSamplesStart: 40, mixingSamples: 3, rampSteps: 10 });
    const values = [1, 6, 11, 20].map((step) => mixingSamplesAt(falling, step));
    expect(values).toEqual([40, 22, 3, 3]);
  });
});

// Constant to step 50 of 100, then 0.01 ** ((step - 50) / 50).
test.each([
  [1, 0.002],
  [50, 0.002],
  [75, 0.0002],
  [100, 0.00002],
  [500, 0.00002],
])('learning rate at step %i of 100, ending at a hundredth: %d', (step, expected) => {
  const decaying = settings({ steps: 100, learningRate: 0.002, learningRateEnd: 0.01 });
  expectClose(learningRateAt(decaying, step), expected);
  expectClose(learningRateAt({ ...decaying, learningRateEnd: 1 }, step), 0.002);
});

test('the ramps end when both beta and K have arrived', () => {
  const base = settings({ steps: 1000, annealingFraction: 0.5, mixingSamples: 20 });
  expect(rampEnd({ ...base, annealing: 'none' })).toBe(0);
  expect(rampEnd({ ...base, annealing: 'tempered' })).toBe(500);
  expect(rampEnd({ ...base, annealing: 'entropy' })).toBe(500);
  expect(rampEnd({ ...base, annealing: 'cyclical' })).toBe(1000);
  const ramped = { ...base, mixingSamplesStart: 1, rampSteps: 700 };
  expect(rampEnd({ ...ramped, annealing: 'tempered' })).toBe(700);
  expect(rampEnd({ ...ramped, mixingSamplesStart: 20, annealing: 'tempered' })).toBe(500);
});
