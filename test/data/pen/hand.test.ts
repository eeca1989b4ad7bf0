import { describe, expect, it } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import { handFile } from '../../../src/data/pen/hand.ts';
import { pointsOf } from '../../../src/data/pen/ink.ts';
import { fromInk } from '../../../src/data/pen/inkDataset.ts';

/** A wave of two strokes, different for each line. */
const line = (n: number) => [
  {
    x: Array.from({ length: 40 }, (_, i) => 12 * i),
    y: Array.from({ length: 40 }, (_, i) => Math.round(60 * Math.sin(0.5 * i + n))),
  },
  { x: [520, 560, 600, 640], y: [0, 40 + n, -40, 0] },
];
const lines = [0, 1, 2, 3, 4, 5].map(line);

describe('a hand of one’s own', () => {
  const file = handFile(lines, 7);
  const of = (split: string) => file.drawings.filter((drawing) => drawing.split === split);

  it('is parted by the seed: a fifth each held out as written, the rest in many copies', () => {
    expect(of('test')).toHaveLength(1);
    expect(of('validation')).toHaveLength(1);
    expect(of('train')).toHaveLength(4 * 24);
    expect(file.fileName).toContain('6 lines: 4 to learn from, each in 24');
    const names = new Set([...of('test'), ...of('validation')].map(({ name }) => name));
    for (const { name } of of('train')) expect(names).not.toContain(name.split(',')[0]);
    expect(handFile(lines, 7)).toEqual(file);
    expect(handFile(lines, 8)).not.toEqual(file);
  });

  it('varies slant, size and start, and keeps one copy as it was', () => {
    const name = of('train')[0]!.name;
    const copies = of('train').filter((drawing) => drawing.name.startsWith(name));
    const heights = copies
      .filter(({ strokes }) => strokes.length === 2)
      .map(({ strokes }) => Math.max(...strokes[0]!.y) - Math.min(...strokes[0]!.y));
    const own = heights[0]!;
    expect(Math.min(...heights)).toBeLessThan(own);
    expect(Math.max(...heights)).toBeGreaterThan(own);
    for (const height of heights) expect(Math.abs(Math.log(height / own))).toBeLessThan(0.6);
  });

  it('is resampled: fewer, even points, all whole', () => {
    const [written] = of('test');
    expect(pointsOf(written!)).toBeLessThan(44);
    expect(pointsOf(written!)).toBeGreaterThan(10);
    for (const { x, y } of written!.strokes)
      for (const value of [...x, ...y]) expect(Number.isInteger(value)).toBe(true);
  });

  it('makes a data set that can be learned from', () => {
    const { settings } = presetNamed('strokes')!.experiment;
    const dataset = fromInk(file, settings);
    expect([dataset.train.count, dataset.validation.count, dataset.test.count]).toEqual([96, 1, 1]);
    expect(dataset.description).toContain('parts as the file says');
  });

  it('of too few lines is refused in words; dots do not count', () => {
    expect(() => handFile([line(0), line(1), [{ x: [5], y: [5] }]], 1)).toThrow(
      'your pen has written 2 lines: at least 3 are needed',
    );
  });
});
