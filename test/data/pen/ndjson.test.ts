import { describe, expect, test } from 'vitest';
import { parseNdjsonLine, toNdjsonLine } from '../../../src/data/pen/ndjson.ts';

const PLAIN =
  '{"key_id":"train-0","split":"train","drawing":[[[0,0],[0,360]],[[12,150],[-18,48]]]}';

describe('a line of QuickDraw', () => {
  test('is a drawing with its name, part and strokes', () => {
    const { name, split, strokes } = parseNdjsonLine(PLAIN, 'f, line 1')!;
    expect([name, split]).toEqual(['train-0', 'train']);
    expect(strokes).toEqual([
      { x: [0, 0], y: [0, 360] },
      { x: [12, 150], y: [-18, 48] },
    ]);
  });

  test.each([
    ['as Omniglot has it', PLAIN],
    [
      'as the raw files of QuickDraw have it, with times, fractions and fields of its own',
      '{"word":"cat","countrycode":"VE","timestamp":"2017-03-02 23:25:10.07453 UTC","recognized":true,"key_id":"5201136883597312","drawing":[[[130.5,113,-99.25],[72,40,27.125],[0,17,1e3]]]}',
    ],
    ['with nothing but a drawing', '{"drawing":[[[1],[2]]]}'],
  ])('comes back as it was: %s', (_what, line) => {
    expect(toNdjsonLine(parseNdjsonLine(line, 'f')!)).toBe(line.replace('1e3', '1000'));
  });

  test('of a drawing that was no ndjson reads back as the same', () => {
    const drawing = {
      name: 'a01-000u-01',
      split: 'test' as const,
      strokes: [{ x: [1, 2], y: [3, 4] }],
    };
    expect(parseNdjsonLine(toNdjsonLine(drawing), 'f')).toMatchObject(drawing);
  });

  test('that is blank is none', () => {
    expect(parseNdjsonLine(' \r', 'f')).toBeNull();
  });

  test.each([
    ['{"drawing":[[[1,2],[3', 'f, line 7 is not JSON'],
    ['[1,2]', 'f, line 7 holds [1,2]: expected an object with a "drawing"'],
    ['{"word":"cat"}', 'f, line 7 has no "drawing"'],
    ['{"drawing":"x"}', 'f, line 7 has a "drawing" that is "x": expected a list of strokes'],
    ['{"drawing":[[[1,2]]]}', 'f, line 7, stroke 1 is [[1,2]]: expected [[x, ...], [y, ...]]'],
    ['{"drawing":[[[1],[2]],[[],[]]]}', 'f, line 7, stroke 2 has no points'],
    ['{"drawing":[[[1,2],[3]]]}', 'f, line 7, stroke 1 has 2, 1 numbers in its lists'],
    ['{"drawing":[[[1,"2"],[3,4]]]}', 'f, line 7, stroke 1, x number 2 is "2": expected a number'],
    [
      '{"drawing":[[[1,2],[3,null]]]}',
      'f, line 7, stroke 1, y number 2 is null: expected a number',
    ],
    ['{"drawing":[[7,[3]]]}', 'f, line 7, stroke 1, x is 7: expected a list'],
    [
      '{"split":"dev","drawing":[]}',
      'f, line 7: "split" is "dev": expected train, validation or test',
    ],
  ])('is refused with its place: %s', (line, message) => {
    expect(() => parseNdjsonLine(line, 'f, line 7')).toThrow(message);
  });
});
