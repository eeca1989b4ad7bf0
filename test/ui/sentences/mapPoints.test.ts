import { describe, expect, test } from 'vitest';
import type { LookedModel, SentenceSummary } from '../../../src/protocol.ts';
import {
  colouringBy,
  LENGTH,
  nearestSentence,
  projected,
  reachOf,
} from '../../../src/ui/sentences/mapPoints.ts';

const looked = (z: readonly number[], dimensions: number): LookedModel => ({
  id: 'sis-rnn',
  dimensions,
  z: Float32Array.from(z),
  plane: {
    mean: Float64Array.of(1, 0, 0),
    directions: [Float64Array.of(0, 0, 1), Float64Array.of(0.6, 0.8, 0)],
    shares: [0.7, 0.2],
  },
  use: {
    klInclusive: 1,
    klExclusive: 1,
    activeUnits: 1,
    dimensions,
    mutualInformation: 1,
    sentences: 2,
  },
  factors: null,
});

describe('points of the map', () => {
  test('lie along the two directions, from the mean of all draws', () => {
    const points = projected(looked([1, 0, 5, 2, 1, -3], 3), { kind: 'principal' });
    expect([...points].map((value) => Number(value.toFixed(6)))).toEqual([5, 0, -3, 1.4]);
  });

  test('or along two dimensions of z', () => {
    const axes = { kind: 'dimensions', across: 2, up: 0 } as const;
    expect([...projected(looked([1, 0, 5, 2, 1, -3], 3), axes)]).toEqual([5, 1, -3, 2]);
  });

  test('of one dimension lie on a line', () => {
    const axes = { kind: 'dimensions', across: 0, up: 1 } as const;
    expect([...projected(looked([4, -2], 1), axes)]).toEqual([4, 0, -2, 0]);
  });

  test('all fit into the reach but one in two hundred', () => {
    const points = Float32Array.from({ length: 1000 }, (_, i) => (i === 0 ? 900 : (i % 10) / 10));
    expect(reachOf([points])).toBeCloseTo(0.9 * 1.08, 5);
    expect(reachOf([Float32Array.of(0, 0)])).toBeGreaterThan(0);
    expect(reachOf([Float32Array.of(0.5), Float32Array.of(-4)])).toBeCloseTo(4 * 1.08, 5);
  });

  test('the sentence of the nearest draw is found, where one is near', () => {
    const points = Float32Array.of(0, 0, 1, 1, 5, 5, 6, 6);
    expect(nearestSentence(points, 2, [4.8, 5.1], 1)).toBe(1);
    expect(nearestSentence(points, 2, [0.9, 0.9], 1)).toBe(0);
    expect(nearestSentence(points, 2, [3, 3], 1)).toBeNull();
  });
});

const summary: SentenceSummary = {
  unit: 'word',
  validationTokens: 40,
  examples: [3, 9, 4, 3, 6, 8, 5, 7].map((length, i) => ({
    text: `sentence ${i}`,
    length,
    factors: [i % 2, 1],
  })),
  factors: [
    { name: 'mood', values: ['statement', 'question'] },
    { name: 'tone', values: ['warm', 'cool'] },
  ],
};

describe('colours of the map', () => {
  test('say the value of a hidden factor', () => {
    expect(colouringBy(summary, 'mood')).toEqual({
      values: ['statement', 'question'],
      of: [0, 1, 0, 1, 0, 1, 0, 1],
    });
  });

  test('or lengths in groups of about one size, also where no factor is known', () => {
    const byLength = { values: ['3 words', '4–5 words', '6–7 words', '8–9 words'] };
    expect(colouringBy(summary, LENGTH)).toMatchObject(byLength);
    expect(colouringBy(summary, LENGTH).of).toEqual([0, 3, 1, 0, 2, 3, 1, 2]);
    expect(colouringBy({ ...summary, factors: [] }, 'mood')).toMatchObject(byLength);
  });

  test('sentences of one length make one group', () => {
    const examples = summary.examples.map((example) => ({ ...example, length: 5 }));
    expect(colouringBy({ ...summary, unit: 'character', examples }, LENGTH)).toEqual({
      values: ['5 characters'],
      of: examples.map(() => 0),
    });
  });
});
