import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import type { Settings } from '../../../src/config/settings.ts';
import { fromHandwriting, writeLine } from '../../../src/data/pen/handwriting.ts';
import { LETTER_FORMS } from '../../../src/data/pen/letterforms.ts';
import { WORDS } from '../../../src/data/pen/words.ts';
import { WRITERS } from '../../../src/data/pen/writers.ts';

const settings = (differences: Partial<Settings> = {}): Settings => ({
  ...presetNamed('handwriting')!.experiment.settings,
  ...differences,
});
const lines = (count: number, of: Settings) =>
  Array.from({ length: count }, (_, index) => writeLine(of, 'train', index));
const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;

describe('a line of handwriting', () => {
  test('is a pure function of seed, part and index, whatever was written before', () => {
    const of = settings();
    const once = writeLine(of, 'train', 17);
    lines(5, of);
    expect(writeLine(of, 'train', 17)).toEqual(once);
    const others = [
      writeLine(of, 'train', 18),
      writeLine(of, 'test', 17),
      writeLine(settings({ seed: 2 }), 'train', 17),
    ];
    expect(new Set([once, ...others].map(({ offsets }) => offsets.join())).size).toBe(4);
    expect(() => writeLine(of, 'train', 0.5)).toThrow('line 0.5 of train: a whole number below');
  });

  test('has words of the list, is no longer than asked for, and ends with the pen lifted', () => {
    const known = new Set(WORDS);
    for (const { text, offsets } of lines(300, settings())) {
      for (const word of text.split(' ')) expect(known).toContain(word.toLowerCase());
      const steps = offsets.length / 3;
      expect(steps).toBeGreaterThanOrEqual(5);
      expect(steps).toBeLessThanOrEqual(100);
      expect(offsets.at(-1)).toBe(1);
      for (let t = 0; t < steps; t++) expect([0, 1]).toContain(offsets[3 * t + 2]);
      expect(offsets.every(Number.isFinite)).toBe(true);
    }
  });

  test('too long for the longest is cut off there', () => {
    const cut = lines(40, settings({ sequenceLength: 12 }));
    expect(cut.every(({ offsets }) => offsets.length <= 36 && offsets.at(-1) === 1)).toBe(true);
    expect(cut.some(({ offsets }) => offsets.length === 36)).toBe(true);
  });

  test('is written by any of the writers asked for, and by no other', () => {
    const names = (writers: number) =>
      [...new Set(lines(120, settings({ writers })).map(({ writer }) => writer))].sort();
    for (const count of [1, 3, 6])
      expect(names(count)).toEqual(
        WRITERS.slice(0, count)
          .map(({ name }) => name)
          .sort(),
      );
  });

  test('goes rightwards, and along the baseline', () => {
    const all = lines(200, settings());
    const sums = (channel: number) =>
      all.map(({ offsets }) => {
        let sum = 0;
        for (let i = channel; i < offsets.length; i += 3) sum += offsets[i]!;
        return sum;
      });
    expect(sums(0).filter((dx) => dx > 0).length).toBeGreaterThan(190);
    expect(Math.abs(mean(sums(1)))).toBeLessThan(0.5);
  });
});

describe('the writers', () => {
  /** Slope of dx on dy, size and lifts a step of each: what an eye would tell them apart by. */
  const features = WRITERS.map((writer) => {
    const own = lines(900, settings({ writers: 6 })).filter((line) => line.writer === writer.name);
    const offsets = own.flatMap((line) =>
      Array.from({ length: line.offsets.length / 3 }, (_, t) =>
        line.offsets.subarray(3 * t, 3 * t + 3),
      ),
    );
    const up = offsets.filter(([, dy]) => Math.abs(dy!) > 0.2);
    return {
      name: writer.name,
      slant: mean(up.map(([dx, dy]) => dx! * dy!)) / mean(up.map(([, dy]) => dy! ** 2)),
      size: mean(offsets.map(([, dy]) => Math.abs(dy!))),
      lifts: mean(offsets.map(([, , e]) => e!)),
    };
  });

  test('are clearly different from each other', () => {
    for (const [i, a] of features.entries())
      for (const b of features.slice(i + 1)) {
        const apart =
          Math.abs(a.slant - b.slant) > 0.12 ||
          Math.abs(Math.log(a.size / b.size)) > 0.2 ||
          Math.abs(Math.log(a.lifts / b.lifts)) > 0.3;
        expect(apart, `${a.name} and ${b.name}: ${JSON.stringify([a, b])}`).toBe(true);
      }
  });

  test('lift the pen more often in print than in script', () => {
    const lifts = (name: string) => features.find((of) => of.name === name)!.lifts;
    expect(lifts('upright print')).toBeGreaterThan(1.5 * lifts('slanted script'));
  });
});

describe('letters', () => {
  test('have at least two forms each, and the common ones three', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
      expect(LETTER_FORMS[letter]!.length, letter).toBeGreaterThanOrEqual(2);
    for (const letter of 'aetnrdl') expect(LETTER_FORMS[letter]!.length).toBeGreaterThanOrEqual(3);
  });

  test('stand on the baseline and are drawn left to right of where they begin', () => {
    for (const [letter, forms] of Object.entries(LETTER_FORMS))
      for (const { strokes, advance, delayedFrom } of forms) {
        const ys = strokes.flat().map(({ y }) => y);
        expect(Math.max(...ys), letter).toBeGreaterThan(0.7);
        expect(Math.min(...ys), letter).toBeLessThanOrEqual(0.1);
        expect(advance, letter).toBeGreaterThan(0);
        expect(delayedFrom).toBeGreaterThan(0);
      }
  });
});

test('variety decides how often a letter takes another form', () => {
  // The first writer joins nothing, so that the number of strokes says which forms were taken.
  const spread = (letterVariety: number) => {
    const of = settings({ writers: 1, letterVariety });
    const counts = new Map<string, Set<number>>();
    for (const { text, offsets } of lines(1500, of)) {
      // A line cut off at the longest has lost some of its strokes.
      if (text.includes(' ') || offsets.length === 300) continue;
      let lifts = 0;
      for (let i = 2; i < offsets.length; i += 3) lifts += offsets[i]!;
      counts.set(text, (counts.get(text) ?? new Set()).add(lifts));
    }
    return mean([...counts.values()].map((seen) => seen.size));
  };
  expect(spread(0)).toBe(1);
  expect(spread(1)).toBeGreaterThan(1.1);
});

describe('the data set', () => {
  const of = settings({ validationSize: 9, testSize: 11 });
  const dataset = fromHandwriting(of);

  test('is endless for training and counted for the rest', () => {
    const { train, validation, test: held } = dataset;
    expect([train.count, validation.count, held.count]).toEqual([Number.POSITIVE_INFINITY, 9, 11]);
    expect(() => validation.batch([9], 0)).toThrow(RangeError);
    expect(dataset.channelNames).toEqual(['dx', 'dy', 'pen up']);
    expect(dataset.observation).toBe('pen');
  });

  test('gives back the lines, standardised, padded and masked', () => {
    const batch = dataset.test.batch([3, 7], 0);
    const { offset, scale } = dataset.unitScale!;
    [3, 7].forEach((index, b) => {
      const { offsets } = writeLine(of, 'test', index);
      for (let t = 0; t < batch.steps; t++) {
        const present = 3 * t < offsets.length;
        expect(batch.mask![2 * t + b]).toBe(present ? 1 : 0);
        for (let c = 0; c < 3; c++) {
          const x = batch.x[(2 * t + b) * 3 + c]!;
          const expected = present ? offsets[3 * t + c]! : offset[c]!;
          expect(
            Math.abs((present ? x * scale[c]! + offset[c]! : x + offset[c]!) - expected),
          ).toBeLessThan(1e-5);
        }
      }
    });
  });

  test('knows the length of a line without its batch', () => {
    for (const index of [0, 5, 100])
      expect(dataset.train.stepsOf!(index)).toBe(writeLine(of, 'train', index).offsets.length / 3);
  });
});
