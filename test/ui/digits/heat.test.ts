import { expect, test } from 'vitest';
import { fullHeat, heatOf } from '../../../src/ui/digits/heat.ts';

test('a row read at once shares its KL; full colour is the most of all models', () => {
  const [one, other] = [Float32Array.from([0.5, 2]), Float32Array.from([-0.2, 4])];
  const full = fullHeat([one, other]);
  expect(full).toBe(4);
  expect([...heatOf(one, 4, full)]).toEqual([0.125, 0.125, 0.5, 0.5]);
  expect([...heatOf(other, 4, full)]).toEqual([0, 0, 1, 1]);
});

test('where there is no KL there is no heat', () => {
  const none = new Float32Array(3);
  expect([...heatOf(none, 3, fullHeat([none]))]).toEqual([0, 0, 0]);
});
