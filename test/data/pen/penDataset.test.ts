import { describe, expect, test } from 'vitest';
import { paddedSteps } from '../../../src/data/paddedSteps.ts';
import { penDataset, penScale } from '../../../src/data/pen/penDataset.ts';
import { expectClose } from '../../closeness.ts';

const SEQUENCES = [Float32Array.of(3, 1, 0, 5, -3, 1), Float32Array.of(-2, 8, 1)];

describe('the normalisers', () => {
  // dx: 3, 5, -2; dy: 1, -3, 8. Three steps.
  test('pooled divides sums over both channels by the number of steps, as the code of the VRNN', () => {
    const mean = (3 + 5 - 2 + 1 - 3 + 8) / 3;
    const sd = Math.sqrt((9 + 25 + 4 + 1 + 9 + 64) / 3 - mean ** 2);
    const scale = penScale(SEQUENCES, 'pooled');
    expectClose([...scale.mean, ...scale.sd], [mean, mean, sd, sd], { atol: 1e-12, rtol: 0 });
  });

  test('per channel takes z-scores', () => {
    const scale = penScale(SEQUENCES, 'per-channel');
    const [dx, dy] = [2, 2];
    const sdOf = (values: number[], mean: number) =>
      Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / 3);
    expectClose(
      [...scale.mean, ...scale.sd],
      [dx, dy, sdOf([3, 5, -2], dx), sdOf([1, -3, 8], dy)],
      { atol: 1e-12, rtol: 0 },
    );
  });

  test('differ by about 0.69 nats a step where both channels have zero mean and one spread', () => {
    const even = [Float32Array.of(1, -1, 0, -1, 1, 0, 1, 1, 0, -1, -1, 1)];
    const [pooled, own] = [penScale(even, 'pooled'), penScale(even, 'per-channel')];
    const logUnit = ({ sd }: { sd: readonly number[] }) => Math.log(sd[0]!) + Math.log(sd[1]!);
    expectClose([logUnit(pooled) - logUnit(own)], [Math.LN2], { atol: 1e-12, rtol: 0 });
  });
});

test('batches are padded to few lengths, a fourth of them padding at most', () => {
  const lengths = Array.from({ length: 784 }, (_, i) => i + 1);
  const padded = lengths.map((length) => paddedSteps(length, 784));
  padded.forEach((steps, i) => {
    expect(steps).toBeGreaterThanOrEqual(lengths[i]!);
    expect(steps).toBeLessThanOrEqual(Math.max(16, Math.ceil(1.25 * lengths[i]!)));
  });
  expect(new Set(padded).size).toBeLessThan(30);
  expect(paddedSteps(90, 100)).toBe(96);
  expect(paddedSteps(99, 100)).toBe(100);
});

test('a batch is standardised, padded with zeros and masked', () => {
  const part = {
    count: 2,
    steps: (index: number) => SEQUENCES[index]!.length / 3,
    offsets: (index: number) => SEQUENCES[index]!,
  };
  const dataset = penDataset(
    { train: part, validation: part, test: part },
    {
      facts: { kind: 'handwriting', writers: ['a'], normaliser: 'pooled' },
      measured: SEQUENCES,
      normaliser: 'pooled',
      longest: 40,
    },
  );
  expect(dataset.description).toBe(
    'Handwriting by one writer (a), letters after Hershey; standardised, one scale for dx and dy',
  );
  const { mean, sd } = penScale(SEQUENCES, 'pooled');
  const { x, mask, steps, size } = dataset.train.batch([1, 0], 0);
  expect([steps, size]).toEqual([16, 2]);
  const z = (value: number) => (value - mean[0]) / sd[0];
  // Time first: the first step of both, then the second, of which the first sequence has none.
  expectClose(x.subarray(0, 12), [z(-2), z(8), 1, z(3), z(1), 0, 0, 0, 0, z(5), z(-3), 1], {
    atol: 1e-6,
    rtol: 0,
  });
  expect([...mask!.subarray(0, 5)]).toEqual([1, 1, 0, 1, 0]);
  expect(x.subarray(12).every((value) => value === 0)).toBe(true);
  expect(() => dataset.train.batch([2], 0)).toThrow('sequence 2: a whole number below 2');
});
