import { describe, expect, test } from 'vitest';
import {
  fillCoins,
  fillNormal,
  fillUniform,
  type Position,
  permutation,
  philox,
  type Stream,
  stream,
} from '../src/rng.ts';

/** Known answers of Random123 1.14 (tests/kat_vectors, philox4x32 10 rounds): counter, key, output. */
const PUBLISHED: readonly (readonly [readonly number[], readonly number[], readonly number[]])[] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

type Fill = (out: Float32Array, from: Stream, width: number, at?: Position) => Float32Array;
const FILLS: readonly (readonly [string, Fill])[] = [
  ['uniforms', fillUniform],
  ['normals', fillNormal],
  ['coins', fillCoins],
];

describe('Philox4x32-10', () => {
  test.each(PUBLISHED)('counter %j with key %j gives the published words', (c, k, expected) => {
    const out = new Uint32Array(4);
    philox(out, c[0]!, c[1]!, c[2]!, c[3]!, k[0]!, k[1]!);
    expect([...out]).toEqual(expected);
  });
});

/** Sample moments of many draws. */
function moments(values: Float32Array) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const central = (power: number) =>
    values.reduce((sum, v) => sum + (v - mean) ** power, 0) / values.length;
  return { mean, variance: central(2), third: central(3), fourth: central(4) };
}

function expectWithin(actual: number, expected: number, tolerance: number) {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    tolerance,
  );
}

describe('draws', () => {
  const count = 200_000;
  const width = 7;
  const from = stream(3, 'test/moments');
  // Tolerances are five standard errors: sqrt(variance of the statistic / n).
  const errors = (variance: number) => 5 * Math.sqrt(variance / (count * width));

  test('uniforms have mean 1/2, variance 1/12 and stay strictly inside (0, 1)', () => {
    const values = fillUniform(new Float32Array(count * width), from, width);
    const { mean, variance } = moments(values);
    expectWithin(mean, 0.5, errors(1 / 12));
    expectWithin(variance, 1 / 12, errors(1 / 180));
    expect(values.every((v) => v > 0 && v < 1)).toBe(true);
  });

  test('normals have mean 0, variance 1, skewness 0 and fourth moment 3', () => {
    const { mean, variance, third, fourth } = moments(
      fillNormal(new Float32Array(count * width), from, width),
    );
    expectWithin(mean, 0, errors(1));
    expectWithin(variance, 1, errors(2));
    expectWithin(third, 0, errors(15));
    expectWithin(fourth, 3, errors(96));
  });

  test('coins are 0 or 1 and fair', () => {
    const values = fillCoins(new Float32Array(count * width), from, width);
    expect(values.every((v) => v === 0 || v === 1)).toBe(true);
    expectWithin(moments(values).mean, 0.5, errors(1 / 4));
  });

  test.each(FILLS)('neighbouring columns and rows of %s are uncorrelated', (_name, fill) => {
    const columns = 8;
    const values = fill(new Float32Array(count * columns), from, columns);
    const { mean, variance } = moments(values);
    for (const lag of [1, columns]) {
      let sum = 0;
      for (let i = lag; i < values.length; i++)
        sum += (values[i]! - mean) * (values[i - lag]! - mean);
      expectWithin(sum / values.length / variance, 0, 5 / Math.sqrt(values.length));
    }
  });

  test.each(FILLS)('%s filled in two calls equal those filled in one', (_name, fill) => {
    for (const columns of [1, 3, 4, 31, 129]) {
      const at = { step: 5, sample: 2 };
      const whole = fill(new Float32Array(10 * columns), from, columns, { ...at, firstRow: 40 });
      const head = fill(new Float32Array(4 * columns), from, columns, { ...at, firstRow: 40 });
      const tail = fill(new Float32Array(6 * columns), from, columns, { ...at, firstRow: 44 });
      expect([...head, ...tail]).toEqual([...whole]);
    }
  });

  test.each(FILLS)('%s differ by seed, stream, step, sample and row', (_name, fill) => {
    const draw = (from: Stream, at: Position) => fill(new Float32Array(256), from, 256, at);
    const variants = [
      draw(stream(1, 'a'), {}),
      draw(stream(2, 'a'), {}),
      draw(stream(1, 'b'), {}),
      draw(stream(1, 'a'), { step: 1 }),
      draw(stream(1, 'a'), { sample: 1 }),
      draw(stream(1, 'a'), { firstRow: 1 }),
    ];
    expect(new Set(variants.map((values) => values.join())).size).toBe(variants.length);
    expect(draw(stream(1, 'a'), {})).toEqual(variants[0]);
  });
});

describe('permutation', () => {
  test('holds every index once and is not the identity', () => {
    for (const count of [1, 2, 31, 1000]) {
      const order = permutation(count, stream(1, 'order'));
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }
    expect([...permutation(1000, stream(1, 'order'))]).not.toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });

  test('is the same at every call and another at another step, seed or stream', () => {
    const draw = (seed: number, name: string, step: number) =>
      permutation(100, stream(seed, name), step).join();
    expect(draw(1, 'order', 0)).toBe(draw(1, 'order', 0));
    expect(
      new Set([draw(1, 'order', 0), draw(1, 'order', 1), draw(2, 'order', 0), draw(1, 'other', 0)])
        .size,
    ).toBe(4);
  });

  test('puts every element in every place equally often', () => {
    const [count, trials] = [5, 20_000];
    const seen = new Float64Array(count * count);
    for (let step = 0; step < trials; step++)
      permutation(count, stream(9, 'fair'), step).forEach((element, place) => {
        seen[place * count + element]! += 1;
      });
    const expected = trials / count;
    for (const times of seen) expectWithin(times, expected, 5 * Math.sqrt(expected));
  });
});
