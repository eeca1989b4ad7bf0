import { expect, test } from 'vitest';
import { type LatentUse, readUse } from '../../src/posterior/collapse.ts';

const use: LatentUse = {
  klInclusive: 4.2,
  klExclusive: 4,
  activeUnits: 5,
  dimensions: 16,
  mutualInformation: 3.1,
  sentences: 200,
};

test('a KL of next to nothing is a decoder that ignores z', () => {
  const { tone, words } = readUse({ ...use, klInclusive: 0.0123, mutualInformation: 0.01 });
  expect(tone).toBe('warn');
  expect(words).toContain('The decoder ignores z: KL 0.01 nats');
});

test('an estimate of KL below 0 is told as 0', () => {
  expect(readUse({ ...use, klInclusive: -0.02 }).words).toContain('KL 0.00 nats');
});

test('a KL that tells no sentence from another is paid for nothing', () => {
  for (const idle of [{ mutualInformation: 0.05 }, { activeUnits: 0 }])
    expect(readUse({ ...use, ...idle })).toMatchObject({
      tone: 'warn',
      words: expect.stringContaining('z costs 4.20 nats and hardly tells sentences apart'),
    });
});

test('little and much use are told apart, with the most that I(x; z) can be', () => {
  expect(readUse({ ...use, klInclusive: 0.6, mutualInformation: 0.5 })).toEqual({
    tone: 'note',
    words: 'z says little: KL 0.60 nats a sentence.',
  });
  expect(readUse(use)).toEqual({
    tone: 'note',
    words: 'z is used: KL 4.20 nats a sentence; I(x; z) 3.10 of at most 5.30 nats among these 200.',
  });
});

test('what is not a number is said', () => {
  expect(readUse({ ...use, klInclusive: Number.NaN }).words).toContain('Not a number');
});
