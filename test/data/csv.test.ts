import { describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/data/csv.ts';
import { describeLeftOut } from '../../src/data/csvColumns.ts';
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

describe('leaves out a column without numbers, and names it', () => {
  const leftOut = (text: string) => parseCsv(text, 'f.csv').leftOut;

  test('dates and names; the numbers are those of the file without them', () => {
    const text = 'date,open,site,close\n2024-01-02,1,north,2\n2024-01-03,3,south,4\n';
    expect(read(text)).toEqual(read('open,close\n1,2\n3,4\n'));
    expect(leftOut(text)).toEqual([
      { name: '"date"', example: '"2024-01-02"' },
      { name: '"site"', example: '"north"' },
    ]);
    expect(leftOut('open,close\n1,2\n3,4\n')).toEqual([]);
  });

  test.each([
    [',', ''],
    [';', ''],
    ['\t', 'NaN'],
    [',', '0x10'],
    [',', '$1.50'],
    [',', '12:30'],
  ])('separated by %j, where every cell is %j', (separator, cell) => {
    const rows = [
      ['a', 'x', 'b'],
      ['1', cell, '2'],
      ['3', cell, '4'],
    ];
    const text = rows.map((cells) => cells.join(separator)).join('\n');
    expect(read(text)).toEqual({ channelNames: ['a', 'b'], series: [['', [1, 2, 3, 4]]] });
    expect(leftOut(text)).toEqual([{ name: '"x"', example: cell === '' ? null : `"${cell}"` }]);
  });

  test('beside the column that names the series, which is none of them', () => {
    const text = 'when,series,a\nMon,x,1\nMon,y,2\nTue,x,3';
    expect(read(text).series).toEqual([
      ['x', [1, 3]],
      ['y', [2]],
    ]);
    expect(leftOut(text).map(({ name }) => name)).toEqual(['"when"']);
  });

  test('however many there are: at most 64 columns of numbers are read, of names any number', () => {
    const labels = Array.from({ length: 100 }, (_, i) => `c${i}`);
    const text = `${['a', ...labels].join()}\n${['1', ...labels].join()}`;
    expect(leftOut(text)).toHaveLength(100);
    expect(describeLeftOut(leftOut(text))).toMatch(/^"c0" \("c0"\), .*"c7" \("c7"\), and 92 more$/);
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
      `a\n1\n${'x'.repeat(500)}`,
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
    ['an empty cell', 'a,b\n1,2\n1,\n', 'f.csv, line 3, column "b" is empty: expected a number'],
    ['an unnamed series', 'a,id\n1,\n', 'f.csv, line 2, column "id" is empty: expected the name'],
    ['not a number', 'a\n1\nNaN', 'f.csv, line 3, column "a" holds "NaN", which is not finite'],
    [
      'numbers below a text',
      'a,b\nx,1\nx,2\n3,4',
      'f.csv, line 2, column "a" holds the text "x", but f.csv, line 4 the number "3": expected a number in every row, or in none',
    ],
    ['a gap before the numbers', 'a,b\n,1\n3,2', 'f.csv, line 2, column "a" is empty: expected a'],
    ['NaN before the numbers', 'a,b\nNaN,1\n3,2', 'f.csv, line 2, column "a" holds "NaN", which'],
    ['decimal commas only', 'a;b\nx;1,5\ny;2,5', 'f.csv, line 2, column "b" holds "1,5": decimals'],
    [
      'a decimal comma below a text',
      'a;b\nx;1\n1,5;2',
      'f.csv, line 2, column "a" holds the text "x", but f.csv, line 3 the number "1,5"',
    ],
    [
      'no column of numbers',
      'date,site\n2024-01-02,north\n2024-01-03,',
      'f.csv has no column of numbers, only "date" ("2024-01-02") and "site" ("north"): expected at least one',
    ],
    ['series without numbers', 'id,a\nx,y', 'f.csv has no column of numbers, only "a" ("y")'],
    [
      'dates where the names should be',
      '2024-01-01,5,7.5\n2024-01-02,6,8',
      'f.csv, line 1 names its columns of numbers with numbers ("5, 7.5"): expected a header line',
    ],
    ['an infinity', 'a\n1\n-inf', 'f.csv, line 3, column "a" holds "-inf", which is not finite'],
    ['an overflow', 'a\n1e999', 'f.csv, line 2, column "a" holds "1e999", which is not finite'],
    ['hexadecimal', 'a\n1\n0x10', 'holds the text "0x10"'],
    ['a blank line amid rows', 'a\n1\n\n2', 'f.csv, line 3 is blank and rows follow it'],
    ['a quote never closed', 'a,b\n"1,2\n3,4', 'f.csv, line 2: a quotation mark'],
    [
      'too many channels',
      `${Array.from({ length: 65 }, (_, i) => `c${i}`).join()}\n${'1,'.repeat(64)}1`,
      'f.csv, line 1 has 65 numeric columns: at most 64 are read',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => parseCsv(text, 'f.csv')).toThrow(message);
    expect(() => parseCsv(text, 'f.csv')).toThrow(ImportError);
  });
});
