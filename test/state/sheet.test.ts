import { expect, test } from 'vitest';
import { sheetCsv } from '../../src/state/sheet.ts';

test('a sheet is written as CSV, quoting what must be and leaving out what is no number', () => {
  const csv = sheetCsv({
    title: 'x',
    columns: ['of', 'a, b'],
    rows: [
      ['say "hi"', 0.25],
      ['plain', Number.NaN],
      [null, -1e-9],
    ],
  });
  expect(csv).toBe('of,"a, b"\n"say ""hi""",0.25\nplain,\n,-1e-9\n');
});
