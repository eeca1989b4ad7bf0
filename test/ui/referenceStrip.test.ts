import { expect, test } from 'vitest';
import { essWords, greyedWhere } from '../../src/ui/referenceStrip.ts';

test('a reference is drawn back where its draws are few, step by step', () => {
  const density = Float32Array.of(1, 2, 4, 8);
  expect([...greyedWhere(density, [false, true], 2)]).toEqual([1, 2, 1, 2]);
});

test('its effective draws are told by their median, with a word where they are too few', () => {
  expect(essWords(Float64Array.of(3000, 10, 812), 4096)).toBe('ESS 812 of 4,096');
  expect(essWords(Float64Array.of(30), 4096)).toBe('ESS 30 of 4,096: poor');
});
