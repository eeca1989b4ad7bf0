import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/settings.ts';
import type { System } from '../../src/config/systems.ts';
import {
  type DigitModels,
  type DigitWish,
  digitAnswers,
  digitModels,
} from '../../src/train/digitAnswers.ts';
import { smallDigitWeights } from './digitWeights.ts';

const SYSTEMS = ['sis-rnn', 'vrnn', 'rnn'] as const;
const CHANNELS = 3;
const models = digitModels({
  step: 9,
  models: SYSTEMS.map((system) => smallDigitWeights(system, CHANNELS)),
});
const pixels = Uint8Array.from([1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0]);
const lower = Uint8Array.from(pixels, (_, i) => (i >= 6 ? 1 : 0));
const wish: DigitWish = { pixels, missing: lower, count: 3, particles: 4, seed: 5 };

const last = (of: DigitModels, change: Partial<DigitWish> = {}) =>
  [...digitAnswers(of, { ...wish, ...change })].at(-1)!;

describe('completed pictures', () => {
  it('come one by one, the models in turn, and are done once', () => {
    const answers = [...digitAnswers(models, wish)].filter((answer) => answer !== null);
    expect(answers.map(({ done }) => done).indexOf(true)).toBe(answers.length - 1);
    expect(answers.slice(0, 4).map(({ models: of }) => of.map((m) => m.pictures.length))).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
      [2, 1, 1],
    ]);
    expect(last(models)).toMatchObject({ step: 9, done: true });
  });

  it('keep every known pixel, whatever stands in the missing ones', () => {
    for (const { pictures } of last(models)!.models) {
      expect(pictures).toHaveLength(3);
      for (const picture of pictures)
        expect([...picture.subarray(0, 6)]).toEqual([...pixels.subarray(0, 6)]);
    }
    const blank = pixels.map((pixel, i) => (lower[i] === 1 ? 1 - pixel : pixel));
    expect(last(models, { pixels: blank })).toEqual(last(models));
  });

  it('are the same for the same seed, and the second of one seed is the first of the next', () => {
    expect(last(models)).toEqual(last(models));
    const of = (seed: number, n: number) => last(models, { seed })!.models[0]!.pictures[n];
    expect(of(5, 1)).toEqual(of(6, 0));
  });

  it('of a picture with nothing missing are that picture', () => {
    const missing = new Uint8Array(pixels.length);
    for (const { pictures } of last(models, { missing })!.models)
      expect(pictures).toEqual([pixels, pixels, pixels]);
  });
});

/** Share of `seeds` completions in which the first pixel is on, given that the others are known. */
function shareOn(of: DigitModels, known: Uint8Array, particles: number, seeds: number): number {
  const missing = Uint8Array.from(known, (_, i) => (i === 0 ? 1 : 0));
  const [found] = last(of, { pixels: known, missing, count: seeds, particles, seed: 0 })!.models;
  return found!.pictures.reduce((sum, picture) => sum + picture[0]!, 0) / seeds;
}

const tailOf = (picture: Uint8Array) => picture.slice(1).join('');

it.each<readonly [System, Partial<Settings>]>([
  ['rnn', {}],
  ['vrnn', {}],
  ['sis-rnn', { inference: 'smoothing' }],
])('what is known further on decides with many particles as it should: %s %o', (system, change) => {
  const of = digitModels({ step: 0, models: [smallDigitWeights(system, 1, change)] });
  // Pictures from nothing, of which those that happen to end in the known pixels tell what to expect.
  const all = { pixels: new Uint8Array(4), missing: new Uint8Array(4).fill(1), count: 3000 };
  const { pictures } = last(of, { ...all, particles: 1 })!.models[0]!;
  const tails = new Map<string, Uint8Array[]>();
  for (const picture of pictures)
    tails.set(tailOf(picture), [...(tails.get(tailOf(picture)) ?? []), picture]);
  const common = [...tails.values()].sort((a, b) => b.length - a.length).slice(0, 2);
  const seeds = 300;
  let largest = 0;
  for (const kept of common) {
    expect(kept.length).toBeGreaterThan(100);
    const expected = kept.reduce((sum, picture) => sum + picture[0]!, 0) / kept.length;
    const stderr = 0.5 * Math.sqrt(1 / kept.length + 1 / seeds);
    expect(Math.abs(shareOn(of, kept[0]!, 16, seeds) - expected)).toBeLessThan(4 * stderr);
    largest = Math.max(largest, Math.abs(shareOn(of, kept[0]!, 1, seeds) - expected) / stderr);
  }
  // One particle has not seen what comes: without a latent between, the same comparison tells it apart.
  if (system === 'rnn') expect(largest).toBeGreaterThan(4);
});
