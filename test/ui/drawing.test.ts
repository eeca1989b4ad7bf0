import { describe, expect, test } from 'vitest';
import { SETTING_KEYS, specOf } from '../../src/config/settings.ts';
import { curveRows, settledValues } from '../../src/ui/curveRows.ts';
import { densityImage, referenceDensity } from '../../src/ui/densityImage.ts';
import { count, decimals, duration, shortNumber, wholeNumber } from '../../src/ui/format.ts';
import { otherRange } from '../../src/ui/jointRange.ts';
import { shortName } from '../../src/ui/modelNames.ts';
import { nextPosition, positionOf, SLIDER_STEPS, valueAt } from '../../src/ui/sliderScale.ts';
import { ticksBetween, timeTicks } from '../../src/ui/ticks.ts';

describe('ticks', () => {
  test('are round, inside the range and about as many as wanted', () => {
    expect(ticksBetween(-8.2, 8.2, 4)).toEqual([-5, 0, 5]);
    expect(ticksBetween(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksBetween(0.1, 0.7, 6)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(ticksBetween(0, 12430, 5)).toEqual([0, 5000, 10000]);
  });

  test('of no range are none', () => {
    expect(ticksBetween(1, 1, 5)).toEqual([]);
    expect(ticksBetween(0, Number.NaN, 5)).toEqual([]);
    expect(ticksBetween(0, Number.POSITIVE_INFINITY, 5)).toEqual([]);
  });

  test('of time are whole steps, the first among them', () => {
    expect(timeTicks(20, 4)).toEqual([0, 4, 9, 14, 19]);
    expect(timeTicks(4, 8)).toEqual([0, 1, 2, 3]);
    expect(timeTicks(1, 8)).toEqual([0]);
  });
});

describe('sliders', () => {
  const numbers = SETTING_KEYS.flatMap((key) => {
    const spec = specOf(key);
    return spec.kind === 'integer' || spec.kind === 'number' ? [{ key, spec }] : [];
  });

  test.each(numbers)('$key reaches both ends and never leaves its bounds', ({ spec }) => {
    expect(valueAt(spec, 0)).toBe(spec.min);
    expect(valueAt(spec, SLIDER_STEPS)).toBe(spec.max);
    let before = Number.NEGATIVE_INFINITY;
    for (let position = 0; position <= SLIDER_STEPS; position++) {
      const value = valueAt(spec, position);
      expect(value).toBeGreaterThanOrEqual(before);
      if (spec.kind === 'integer') expect(Number.isInteger(value)).toBe(true);
      before = value;
    }
  });

  test.each(numbers)('a key press moves $key from wherever it stands', ({ spec }) => {
    const { min, max } = spec;
    for (const value of [spec.default, min + 0.37 * (max - min), min, max]) {
      const from = spec.kind === 'integer' ? Math.round(value) : value;
      if (from < max) expect(valueAt(spec, nextPosition(spec, from, 1))).toBeGreaterThan(from);
      if (from > min) expect(valueAt(spec, nextPosition(spec, from, -1))).toBeLessThan(from);
    }
  });

  test('a position read back is the position', () => {
    for (const { spec } of numbers.filter(({ spec: { kind } }) => kind === 'number'))
      for (let position = 0; position <= SLIDER_STEPS; position += 10)
        expect(Math.abs(positionOf(spec, valueAt(spec, position)) - position)).toBeLessThan(2);
  });
});

describe('density as pixels', () => {
  // T = 2 steps, G = 3 points from low z to high z.
  const density = Float32Array.from([0, 1, 4, 2, 0, 0]);
  const pixels = densityImage(density, 2, 3, 2, 4, [10, 20, 30]);
  const alphaAt = (row: number, t: number) => pixels[(row * 2 + t) * 4 + 3]!;

  test('the highest z is in the first row, and time runs to the right', () => {
    expect(alphaAt(0, 0)).toBe(255);
    expect(alphaAt(2, 1)).toBeGreaterThan(100);
    expect(alphaAt(2, 0)).toBe(0);
    expect(alphaAt(1, 1)).toBe(0);
  });

  test('denser is never fainter, and the colour stands everywhere', () => {
    expect(alphaAt(0, 0)).toBeGreaterThan(alphaAt(2, 1));
    expect(alphaAt(2, 1)).toBeGreaterThan(alphaAt(1, 0));
    for (let i = 0; i < pixels.length; i += 4)
      expect([...pixels.slice(i, i + 3)]).toEqual([10, 20, 30]);
  });

  test('padding is clear, and so is what is not a number', () => {
    const cut = densityImage(Float32Array.from([1, 1, Number.NaN, 1, 1, 1]), 2, 3, 1, 1, [0, 0, 0]);
    expect(cut[3]).toBe(0);
    for (let row = 0; row < 3; row++) expect(cut[(row * 2 + 1) * 4 + 3]).toBe(0);
  });

  test('one needle does not set the reference of all', () => {
    const steps = Array.from({ length: 20 }, (_, t) => [0, t === 7 ? 100 : 2]).flat();
    expect(referenceDensity([Float32Array.from(steps)], 2, 20)).toBe(2);
    expect(referenceDensity([], 2, 20)).toBe(1);
  });

  test('a strip of needles does not make a broad one invisible, nor lose its own peaks', () => {
    const of = (peak: number) => new Float32Array(40).fill(peak);
    expect(referenceDensity([of(1), of(2)], 2, 20)).toBe(2);
    expect(referenceDensity([of(1), of(100)], 2, 20)).toBe(2.5);
    expect(referenceDensity([of(0), of(3)], 2, 20)).toBe(3);
  });
});

describe('curves as rows', () => {
  const training = (step: number, bound: number) => ({
    step,
    bound,
    kl: 1,
    mixingSamples: 1,
    beta: 1,
    msPerStep: 1,
  });

  test('models meet in one row a step, and what is not finite is no point', () => {
    const rows = curveRows(
      {
        a: { training: [training(1, -5), training(2, Number.NaN)], validation: [] },
        b: { training: [training(1, -6), training(3, -4)], validation: [] },
      },
      'bound',
    );
    expect(rows).toEqual([
      { step: 1, 'a training': -5, 'b training': -6 },
      { step: 3, 'b training': -4 },
    ]);
  });

  test('the first steps of a long curve do not set its range', () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ step: i + 1, a: i < 3 ? -9999 : -i }));
    expect(Math.min(...settledValues(rows))).toBe(-99);
    expect(settledValues(rows.slice(0, 5))).toHaveLength(5);
  });
});

describe('the range of a joint', () => {
  test('holds nearly all draws, out to round values, and skips what is missing', () => {
    const pairs = new Float32Array(2000);
    for (let m = 0; m < 1000; m++) pairs[2 * m + 1] = m === 5 ? Number.NaN : -2 + (4 * m) / 999;
    const [low, high] = otherRange({
      models: [{ pairs }],
    });
    expect(low).toBeLessThanOrEqual(-2);
    expect(high).toBeGreaterThanOrEqual(2);
    expect(high - low).toBeLessThan(7);
    expect(otherRange({ models: [] })).toEqual([-3, 3]);
  });
});

describe('words', () => {
  test('numbers carry a true minus, groups, and a dash where there is none', () => {
    expect(wholeNumber(-12430)).toBe('−12,430');
    expect(decimals(-1.005, 2)).toBe('−1.00');
    expect(decimals(-0.004, 2)).toBe('0.00');
    expect(decimals(Number.NaN, 2)).toBe('—');
    expect(decimals(undefined, 2)).toBe('—');
    expect([0, 0.00123, -12.34, 4560, -2_546_443, 0.00001].map(shortNumber)).toEqual([
      '0',
      '0.00123',
      '−12.3',
      '4,560',
      '−2.55M',
      '1.0e−5',
    ]);
    expect([950, 6100, 61_234, 1_200_000].map(count)).toEqual(['950', '6.1 k', '61 k', '1.2 M']);
    expect([0.2, 42, 720, 7200].map(duration)).toEqual(['1 s', '42 s', '12 min', '2.0 h']);
  });

  test('two models of one system have two names', () => {
    expect(shortName({ id: 'sis-rnn', system: 'sis-rnn' })).toBe('SIS-RNN');
    expect(shortName({ id: 'sis-rnn-2', system: 'sis-rnn' })).toBe('SIS-RNN 2');
    expect(shortName({ id: 'mine', system: 'vrnn' })).toBe('VRNN (mine)');
  });
});
