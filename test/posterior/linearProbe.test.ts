import { expect, it } from 'vitest';
import { linearProbe } from '../../src/posterior/linearProbe.ts';
import { fillNormal, stream } from '../../src/rng.ts';

const COUNT = 400;
const noise = fillNormal(new Float32Array(2 * COUNT), stream(1, 'probe'), 2);
const labels = Array.from({ length: COUNT }, (_, n) => n % 3);
const sizes = { dimensions: 2, classes: 3, fitted: 200 };

it('names every label of three clouds far apart', () => {
  const centres = [
    [8, 0],
    [-4, 7],
    [-4, -7],
  ];
  const features = noise.map((value, i) => value + centres[labels[i >> 1]!]![i % 2]!);
  const { accuracy, majority } = linearProbe(features, labels, sizes);
  expect(accuracy).toBe(1);
  expect(majority).toBeCloseTo(1 / 3, 1);
});

it('of vectors that know nothing names no more than chance', () => {
  const { accuracy } = linearProbe(noise, labels, sizes);
  // 200 guesses at 1/3: four standard errors.
  expect(Math.abs(accuracy - 1 / 3)).toBeLessThan(4 * Math.sqrt((1 / 3) * (2 / 3) * (1 / 200)));
});

it('is given the constant: one label everywhere is named from zeros', () => {
  const same = labels.map(() => 1);
  expect(linearProbe(new Float32Array(2 * COUNT), same, sizes)).toEqual({
    accuracy: 1,
    majority: 1,
  });
});

it('refuses to fit all rows, or none', () => {
  expect(() => linearProbe(noise, labels, { ...sizes, fitted: COUNT })).toThrow(
    '400 of 400 rows to fit',
  );
  expect(() => linearProbe(noise, labels, { ...sizes, fitted: 0 })).toThrow('0 of 400');
});
