import { describe, expect, test } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import { modes } from '../../src/posterior/modes.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const axis = { low: -5, high: 5, count: 401 };
const mixture = (...parts: readonly [weight: number, mean: number, sd: number][]) =>
  axisValues(axis).map((z) =>
    parts.reduce((sum, [weight, mean, sd]) => sum + weight * normalDensity(z, mean, sd), 0),
  );
const small = (...density: number[]) =>
  modes(density, { low: 0, high: density.length - 1, count: density.length }).map(({ at }) => at);

describe('modes', () => {
  test('finds the mode of a Gaussian between two values of the axis', () => {
    const found = modes(mixture([1, 0.3141, 0.6]), axis);
    expect(found).toHaveLength(1);
    expectClose([found[0]!.at], [0.3141], { atol: 1e-4, rtol: 0 });
    expectClose([found[0]!.density], [normalDensity(0, 0, 0.6)], { atol: 0, rtol: 1e-3 });
  });

  test('two equal Gaussians part when they are more than two sd from each other', () => {
    expect(modes(mixture([1, -0.98, 1], [1, 0.98, 1]), axis)).toHaveLength(1);
    expect(modes(mixture([1, -1.05, 1], [1, 1.05, 1]), axis)).toHaveLength(2);
  });

  test('counts what is above 5 % of the largest, and not what is below', () => {
    const at = (weight: number) =>
      modes(mixture([1, -2, 0.3], [weight, 2, 0.3], [0.5, 0, 0.3]), axis).length;
    expect([at(0.049), at(0.051)]).toEqual([2, 3]);
  });

  test('a plateau is one mode at its middle, an end that is highest is one too', () => {
    expect(small(0, 1, 1, 1, 0)).toEqual([2]);
    expect(small(3, 2, 1, 2)).toEqual([0, 3]);
    expect(small(1, 1, 1)).toEqual([1]);
    expect(small(0, 1, 2, 2, 1, 3, 0).map(Math.round)).toEqual([3, 5]);
  });

  test('a shoulder is none', () => {
    expect(small(0, 4, 2, 2, 2, 1, 0)).toHaveLength(1);
    expect(small(0, 1, 2, 2, 2, 4, 0)).toHaveLength(1);
  });

  test('ripples of float32 rounding make no modes', () => {
    const rippled = mixture([1, 0, 200]).map((value, g) => value * (1 + (g % 2) * 1e-7));
    expect(modes(rippled, axis)).toHaveLength(1);
  });

  test('there are none in nothing and none where a value is not finite', () => {
    expect(small(0, 0, 0)).toEqual([]);
    expect(small(0, 1, 0, Number.NaN, 0)).toEqual([]);
  });
});
