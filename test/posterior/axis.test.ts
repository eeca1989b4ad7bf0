import { describe, expect, test } from 'vitest';
import { axisValues, niceAxis, stableAxis, ticks, wantedRange } from '../../src/posterior/axis.ts';

const set = (mu: number[], sigma: number[], dimensions = 1) => ({
  mu: Float32Array.from(mu),
  sigma: Float32Array.from(sigma),
  dimensions,
});

describe('wantedRange', () => {
  test('spans three standard deviations around the outermost components of all sets', () => {
    expect(wantedRange([set([0], [1]), set([4, 5], [0.5, 0.25])], 0)).toEqual({
      low: -3,
      high: 5.75,
    });
  });
  test('reads only the dimension asked for', () => {
    expect(wantedRange([set([0, 100, 2, 200], [1, 1, 1, 1], 2)], 0)).toEqual({ low: -3, high: 5 });
  });
  test('one stray component in a thousand does not widen it', () => {
    const mu = Array.from({ length: 1000 }, () => 0);
    mu[500] = 1e6;
    expect(wantedRange([set(mu, Array(1000).fill(1))], 0)).toEqual({ low: -3, high: 3 });
  });
  test('components that are not finite are passed over', () => {
    const nan = Number.NaN;
    expect(wantedRange([set([nan, 1, 1], [1, Infinity, 1])], 0)).toEqual({ low: -2, high: 4 });
    expect(wantedRange([set([nan], [nan])], 0)).toEqual({ low: -3, high: 3 });
    expect(wantedRange([], 0)).toEqual({ low: -3, high: 3 });
  });
});

describe('niceAxis', () => {
  test.each([
    [-2.93, 3.04, -3, 4],
    [-0.0123, 0.0345, -0.015, 0.035],
    [-310, 120, -350, 150],
    [0, 1, 0, 1],
  ])('%d to %d is rounded outward to %d to %d', (low, high, niceLow, niceHigh) => {
    expect(niceAxis({ low, high }, 200)).toEqual({ low: niceLow, high: niceHigh, count: 200 });
  });
  test('its values run from end to end', () => {
    expect([...axisValues({ low: -1, high: 1, count: 5 })]).toEqual([-1, -0.5, 0, 0.5, 1]);
  });
});

describe('stableAxis', () => {
  const previous = { low: -5, high: 5, count: 100 };
  test('keeps still while what is wanted fits and fills 60 % of it', () => {
    expect(stableAxis(previous, { low: -4.2, high: 3 }, 100)).toEqual(previous);
  });
  test('grows at once, and keeps what it showed', () => {
    expect(stableAxis(previous, { low: -4, high: 6.1 }, 100)).toEqual({
      low: -6,
      high: 8,
      count: 100,
    });
  });
  test('shrinks when what is wanted fills less than 60 % of it', () => {
    expect(stableAxis(previous, { low: -1, high: 1 }, 100)).toEqual({
      low: -1,
      high: 1,
      count: 100,
    });
  });
  test('settles in one call whatever is wanted: a second call with the same range changes nothing', () => {
    for (let n = 0; n < 400; n++) {
      const width = 10 ** (n / 100 - 2);
      const wanted = { low: n - 0.37 * width, high: n + 0.63 * width };
      const once = stableAxis(previous, wanted, 100);
      expect(stableAxis(once, wanted, 100)).toEqual(once);
      expect(once.low).toBeLessThanOrEqual(wanted.low);
      expect(once.high).toBeGreaterThanOrEqual(wanted.high);
    }
  });
});

describe('ticks', () => {
  test('are round, inside, and about as many as asked for', () => {
    expect(ticks(-3, 4, 7)).toEqual([-3, -2, -1, 0, 1, 2, 3, 4]);
    expect(ticks(-0.31, 0.5, 5)).toEqual([-0.2, 0, 0.2, 0.4]);
    expect(ticks(-50, 170, 6)).toEqual([-50, 0, 50, 100, 150]);
  });
  test('an empty or endless range has none', () => {
    expect(ticks(1, 1, 5)).toEqual([]);
    expect(ticks(Number.NaN, 1, 5)).toEqual([]);
    expect(ticks(0, Infinity, 5)).toEqual([]);
  });
});
