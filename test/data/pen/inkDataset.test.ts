import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import type { Settings } from '../../../src/config/settings.ts';
import type { Drawing, InkFile, InkSplit } from '../../../src/data/pen/ink.ts';
import { fromInk, offsetsOf } from '../../../src/data/pen/inkDataset.ts';
import { readInk } from '../../../src/data/pen/inkFiles.ts';
import { memorySource } from '../../../src/data/source.ts';

const settings = (differences: Partial<Settings> = {}): Settings => ({
  ...presetNamed('strokes')!.experiment.settings,
  ...differences,
});

const DRAWING: Drawing = {
  name: '',
  split: null,
  strokes: [
    { x: [10, 13, 13], y: [5, 5, 9] },
    { x: [20], y: [0] },
    { x: [18, 19], y: [1, 1] },
  ],
};

/** Zigzags of n + 2 points; the part as `splitOf` says. */
function file(count: number, splitOf: (n: number) => InkSplit | null = () => null): InkFile {
  const drawings = Array.from({ length: count }, (_, n): Drawing => {
    const x = Array.from({ length: n + 2 }, (_, i) => 3 * i + (i % 3));
    return {
      name: `${n}`,
      split: splitOf(n),
      strokes: [{ x, y: x.map((v, i) => v + (i % 2) * n) }],
    };
  });
  return { fileName: 'f', format: 'QuickDraw ndjson', drawings };
}

/** Offsets in the file's units, from one sequence of a batch of one. */
function inUnits(dataset: ReturnType<typeof fromInk>, part: InkSplit, index: number, epoch = 0) {
  const { x, mask } = dataset[part].batch([index], epoch);
  const { offset, scale } = dataset.unitScale!;
  const steps = mask!.reduce((sum, present) => sum + present, 0);
  return Array.from(x.subarray(0, 3 * steps), (v, i) => v * scale[i % 3]! + offset[i % 3]!);
}

describe('offsets', () => {
  test('are between consecutive points, dy upwards, e = 1 where a stroke ends', () => {
    expect([...offsetsOf(DRAWING, 100)]).toEqual([
      ...[3, 0, 0],
      ...[0, -4, 1],
      ...[7, 9, 1],
      ...[-2, -1, 0],
      ...[1, 0, 1],
    ]);
  });

  test('of more steps than asked for end with the pen lifted', () => {
    expect([...offsetsOf(DRAWING, 1)]).toEqual([3, 0, 1]);
    expect([...offsetsOf(DRAWING, 4)].slice(9)).toEqual([-2, -1, 1]);
  });
});

describe('parts', () => {
  const counts = (ink: InkFile, of = settings()) => {
    const dataset = fromInk(ink, of);
    return [dataset.train.count, dataset.validation.count, dataset.test.count];
  };

  test('are those of the file where it names all three, held-out ones at most as large as wished', () => {
    const ink = file(60, (n) => (n < 40 ? 'train' : n < 50 ? 'validation' : 'test'));
    expect(counts(ink)).toEqual([40, 10, 10]);
    expect(counts(ink, settings({ validationSize: 8, testSize: 9 }))).toEqual([40, 8, 9]);
    const dataset = fromInk(ink, settings({ dequantise: false }));
    expect(dataset.description).toContain('parts as the file says');
    // Lengths tell which is which: the test's are the longest.
    for (let index = 0; index < 10; index++)
      expect(dataset.test.stepsOf!(index)).toBeGreaterThan(50);
  });

  test('are drawn by the seed where it does not', () => {
    expect(counts(file(60))).toEqual([42, 6, 12]);
    expect(counts(file(3))).toEqual([1, 1, 1]);
    const partly = file(60, (n) => (n < 40 ? 'train' : null));
    expect(counts(partly)).toEqual([42, 6, 12]);
    const lengths = (seed: number) => {
      const { test: held } = fromInk(file(60), settings({ seed }));
      return Array.from({ length: 12 }, (_, i) => held.stepsOf!(i)).join();
    };
    expect(lengths(1)).toBe(lengths(1));
    expect(lengths(1)).not.toBe(lengths(2));
  });
});

describe('dequantising', () => {
  const ink = file(30);

  test('adds uniform noise of a unit to whole offsets, anew each epoch in training only', () => {
    const dataset = fromInk(ink, settings());
    const plain = fromInk(ink, settings({ dequantise: false }));
    const of = (part: InkSplit, epoch: number) => inUnits(dataset, part, 0, epoch);
    const exact = inUnits(plain, 'train', 0);
    const added = of('train', 1).map((value, i) => value - exact[i]!);
    expect(Math.max(...added.map(Math.abs))).toBeLessThan(0.5 + 1e-3);
    expect(Math.max(...added)).toBeGreaterThan(0.2);
    expect(added.filter((_, i) => i % 3 === 2).every((value) => value === 0)).toBe(true);
    expect(of('train', 1)).toEqual(of('train', 1));
    expect(of('train', 1)).not.toEqual(of('train', 2));
    expect(of('test', 1)).toEqual(of('test', 2));
    expect(dataset.description).toContain('dequantised');
    expect(plain.description).toContain('not dequantised');
    // The unit is that of the offsets of the file, noise or not.
    expect(dataset.unitScale).toEqual(plain.unitScale);
  });

  test('leaves fractions alone', () => {
    const drawings = ink.drawings.map((drawing, i) =>
      i > 0 ? drawing : { ...drawing, strokes: [{ x: [0.5, 2], y: [1, 2] }] },
    );
    const fractions = { ...ink, drawings };
    expect(inUnits(fromInk(fractions, settings()), 'train', 0)).toEqual(
      inUnits(fromInk(fractions, settings({ dequantise: false })), 'train', 0),
    );
  });
});

describe('says what was done', () => {
  test('to drawings too long and too short', () => {
    const ink = file(30);
    const dot: Drawing = { name: '', split: null, strokes: [{ x: [1], y: [1] }] };
    const { description } = fromInk(
      { ...ink, drawings: [...ink.drawings, dot] },
      settings({ sequenceLength: 25, normaliser: 'per-channel' }),
    );
    expect(description).toBe(
      'f (QuickDraw ndjson): 30 drawings, parts drawn by the seed, 5 cut off at 25 steps, 1 of a single point left out, whole numbers, dequantised; standardised, dx and dy each by its own',
    );
  });

  test('of files that cannot be learned from', () => {
    expect(() => fromInk(file(2), settings())).toThrow(
      'f holds 2 drawings of two points or more: at least 3 are needed',
    );
    const flat = Array.from(
      { length: 9 },
      (): Drawing => ({
        name: '',
        split: null,
        strokes: [{ x: [0, 1, 5], y: [7, 7, 7] }],
      }),
    );
    expect(() =>
      fromInk({ ...file(0), drawings: flat }, settings({ normaliser: 'per-channel' })),
    ).toThrow('f: dy is the same at every step of the training part');
  });
});

test('Omniglot has the statistics it is known for', async ({ skip }) => {
  const path = new URL('../../../../shared/data/strokes/omniglot.ndjson.gz', import.meta.url);
  skip(!existsSync(path), `${path.pathname} is not here`);
  const ink = await readInk([memorySource(readFileSync(path), 'omniglot.ndjson.gz')]);
  const dataset = fromInk(
    ink,
    settings({ sequenceLength: 2048, testSize: 10_000, validationSize: 10_000 }),
  );
  expect([dataset.train.count, dataset.validation.count, dataset.test.count]).toEqual([
    30_000, 1000, 1000,
  ]);
  const points = ink.drawings.map((drawing) => offsetsOf(drawing, 2048).length / 3 + 1);
  expect(Math.max(...points)).toBe(157);
  expect(Math.round(points.reduce((sum, count) => sum + count, 0) / points.length)).toBe(31);
});
