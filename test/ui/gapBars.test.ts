import { describe, expect, test } from 'vitest';
import { gapBars, gapReading } from '../../src/ui/gapBars.ts';

const model = (key: string, mean: number | null) => ({
  key,
  name: key,
  colour: 'red',
  textColour: 'red',
  deficit: mean === null ? null : { step: 1, mean, stderr: 0.01, mixingSamples: 9, sequences: 8 },
});

describe('the bars of the gap meter', () => {
  test('share one scale, with a line where the best Gaussian ends', () => {
    const { rows, line } = gapBars(
      [model('a', 0.1), model('b', 0.4)],
      {
        mean: 0.2,
        stderr: 0.002,
      },
      true,
    );
    expect(rows.map(({ key }) => key)).toEqual(['a', 'b', 'best-gaussian']);
    const [a, b, best] = rows.map(({ share }) => share);
    expect(b! / a!).toBeCloseTo(4, 12);
    expect(best).toBe(line);
    expect(best! / a!).toBeCloseTo(2, 12);
    expect(b!).toBeLessThan(1);
  });

  test('a model at its birth does not flatten the others', () => {
    const { rows } = gapBars([model('a', 400)], { mean: 0.2, stderr: 0.002 }, true);
    expect(rows.map(({ share }) => share > 0.1)).toEqual([true, true]);
    expect(rows[0]).toMatchObject({ share: 1, mean: 400 });
  });

  test('what is not known has no length, and what is below zero by chance none either', () => {
    const { rows, line } = gapBars([model('a', null), model('b', -0.01)], null, false);
    expect(rows.map(({ share, mean }) => [share, mean])).toEqual([
      [0, null],
      [0, -0.01],
    ]);
    expect(line).toBeNull();
  });

  test('the best Gaussian keeps its row while its loss is being worked out', () => {
    const { rows, line } = gapBars([model('a', 0.1)], null, true);
    expect(rows.at(-1)).toMatchObject({ key: 'best-gaussian', mean: null, share: 0 });
    expect(line).toBeNull();
  });

  test('a gap of nothing draws no long bars', () => {
    const { rows } = gapBars([model('a', 0.0004)], { mean: 0, stderr: 0 }, true);
    expect(rows[0]!.share).toBeLessThan(0.05);
  });
});

describe('what is said beside the bars', () => {
  test('depends on what is known and on what q sees', () => {
    const say = (known: boolean, blind: boolean, ahead = false) =>
      gapReading({ known, blind, ahead, hasGap: true });
    expect(say(false, true)).toContain('learned');
    expect(say(true, true)).toContain('cannot reach 0');
    expect(say(true, false)).not.toContain('cannot reach 0');
    expect(say(true, true)).not.toContain('sees all of x');
    expect(say(true, false, true)).toContain('sees all of x');
    expect(say(false, false, true)).not.toContain('sees all of x');
  });
});
