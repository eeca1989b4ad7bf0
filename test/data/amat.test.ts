import { expect, test } from 'vitest';
import { isAmat, parseAmat } from '../../src/data/amat.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const line = (on: number) => Array.from({ length: 784 }, (_, i) => (i === on ? 1 : 0)).join(' ');

test.each([
  ['as distributed', `${line(3)} \n${line(783)} \n`],
  [
    'without a last line break, with tabs and carriage returns',
    `${line(3).replaceAll(' ', '\t')}\r\n${line(783)}`,
  ],
  ['with blank lines at the end', `${line(3)}\n${line(783)}\n\n \n`],
])('a line is an image, %s', (_how, text) => {
  expect(isAmat(bytes(text))).toBe(true);
  const images = parseAmat(bytes(text), 'f.amat');
  expect(images).toMatchObject({ fileName: 'f.amat', count: 2, binary: true });
  expect(images.pixels).toHaveLength(2 * 784);
  const on = Array.from(images.pixels, (grey, i) => (grey > 0 ? [i, grey] : [])).flat();
  expect(on).toEqual([3, 255, 784 + 783, 255]);
});

test.each([
  [
    'a number that is no bit',
    `${line(1)}\n0 1 2 0`,
    'f, line 2, column 3 holds "2": expected 0 or 1',
  ],
  ['a longer number', `0 10 0 0 0 0 0 0 0`, 'f, line 1, column 2 holds "10": expected 0 or 1'],
  ['a grey', `${line(1)}\n0 0.5 0`, 'f, line 2, column 2 holds "0.5": expected 0 or 1'],
  ['a short line', `${line(1)}\n0 1 0\n${line(1)}`, 'f, line 2 holds 3 numbers: expected 784'],
  ['a cut last line', `${line(1)}\n0 1 0`, 'f, line 2 holds 3 numbers: expected 784'],
  ['a long line', `${line(1)} 0`, 'f, line 1 holds more than 784 numbers'],
  ['a blank line between', `${line(1)}\n\n${line(1)}`, 'f, line 2 is blank and images follow it'],
  ['nothing', '\n', 'f holds no image'],
])('%s is refused by its place', (_what, text, message) => {
  expect(() => parseAmat(bytes(text), 'f')).toThrow(message);
});

test('other text is not taken for one', () => {
  for (const text of ['a,b\n1,0', '1,0,1,0,1,0,1,0,1', '0 1 0', '0 1 2 3 4 5 6 7 8', '{"a":1}', ''])
    expect(isAmat(bytes(text))).toBe(false);
});
