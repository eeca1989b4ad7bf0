import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/data/csv.ts';
import { ImportError } from '../../src/data/importError.ts';

/** The file with its values as plain lists, for comparison. */
function read(text: string) {
  const { channelNames, series } = parseCsv(text, 'f.csv');
  return {
    channelNames,
    series: series.map(({ name, values }) => [name, [...values]]),
  };
}

describe('reads', () => {
  test('one series without a naming column', () => {
    expect(read('a,b\n1,2\n3,-4.5e1\n')).toEqual({
      channelNames: ['a', 'b'],
      series: [['', [1, 2, 3, -45]]],
    });
  });

  test.each(['sequence', 'Series', 'ID', 'seq', 'Group'])('series named by column %s', (header) => {
    expect(read(`a,${header}\n1,x\n2,y\n3,x`)).toEqual({
      channelNames: ['a'],
      series: [
        ['x', [1, 3]],
        ['y', [2]],
      ],
    });
  });

  test('where two columns could name the series, the more telling one does', () => {
    expect(read('id,sequence,a\n7,x,1').channelNames).toEqual(['id', 'a']);
  });

  test.each([';', '\t'])('columns separated by %j, in however short a file', (separator) => {
    expect(read(`a${separator}b\n1${separator}2\n`)).toEqual({
      channelNames: ['a', 'b'],
      series: [['', [1, 2]]],
    });
  });

  test('line ends of Windows and of old Macs, quotes, spaces and blank lines around the rows', () => {
    const expected = { channelNames: ['b, c', 'a'], series: [['', [1, 2, 3, 4]]] };
    expect(read('"b, c",a\r\n1, 2\r\n"3",4\r\n')).toEqual(expected);
    expect(read('"b, c",a\r1,2\r3,4')).toEqual(expected);
    expect(read('\n"b, c",a\n1,2\r\n3,4\n\n\n')).toEqual(expected);
  });
});

describe('refuses, naming file, line and column', () => {
  test.each([
    ['an empty text', '', 'f.csv is empty: expected a header line'],
    ['a header without rows', 'a,b\n', 'f.csv has a header line and no rows below it'],
    ['a file that begins with numbers', '1,2\n3,4', 'f.csv, line 1 holds only numbers ("1, 2")'],
    ['a column without a name', ',a\n0,1', 'f.csv, line 1, column 1 has no name'],
    ['a name used twice', 'a,b,a\n1,2,3', 'f.csv, line 1: columns 1 and 3 are both named "a"'],
    ['nothing but names', 'id\nx\ny', 'f.csv, line 1 has no numeric column'],
    [
      'text in a number column',
      'a,b\n1,2\n3,four\n',
      'f.csv, line 3, column "b" holds the text "four": expected a number',
    ],
    [
      'long text, shortened',
      `a\n${'x'.repeat(500)}`,
      `column "a" holds the text "${'x'.repeat(37)}...": expected`,
    ],
    [
      'text below a cell with line breaks',
      'id,a\n"x\ny\nz",1\nx,oops',
      'f.csv, line 5, column "a" holds the text "oops"',
    ],
    ['a decimal comma', 'a;b\n1,5;2', 'line 2, column "a" holds "1,5": decimals are written with'],
    ['a row too short', 'a,b\n1,2\n3\n', 'f.csv, line 3: found 1 cells, expected 2'],
    ['a row too long', 'a,b\n1,2,3\n', 'f.csv, line 2: found 3 cells, expected 2'],
    ['an empty cell', 'a,b\n1,\n', 'f.csv, line 2, column "b" is empty: expected a number'],
    ['an unnamed series', 'a,id\n1,\n', 'f.csv, line 2, column "id" is empty: expected the name'],
    ['not a number', 'a\nNaN', 'f.csv, line 2, column "a" holds "NaN", which is not finite'],
    ['an infinity', 'a\n1\n-inf', 'f.csv, line 3, column "a" holds "-inf", which is not finite'],
    ['an overflow', 'a\n1e999', 'f.csv, line 2, column "a" holds "1e999", which is not finite'],
    ['hexadecimal', 'a\n0x10', 'holds the text "0x10"'],
    ['a blank line amid rows', 'a\n1\n\n2', 'f.csv, line 3 is blank and rows follow it'],
    ['a quote never closed', 'a,b\n"1,2\n3,4', 'f.csv, line 2: a quotation mark'],
    [
      'too many channels',
      `${Array.from({ length: 65 }, (_, i) => `c${i}`).join()}\n`,
      'f.csv, line 1 has 65 numeric columns: at most 64 are read',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => parseCsv(text, 'f.csv')).toThrow(message);
    expect(() => parseCsv(text, 'f.csv')).toThrow(ImportError);
  });
});
