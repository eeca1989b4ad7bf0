/** Why a CSV file was refused, and what was left out of one that was read. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

/** `where` is a file and a line of it; names of columns and values come in quotation marks. */
const IMPORT_CSV = {
  empty: (file: string) => `${file} is empty: expected a header line`,
  noRows: (file: string) =>
    `${file} has a header line and no rows below it: expected one row a time step`,
  blankLine: (where: string) =>
    `${where} is blank and rows follow it: to separate series, name them in a column called sequence`,
  tooManyNumbers: (where: string, most: string) =>
    `${where}: more than ${most} numbers: larger tables are not read`,
  longRow: (where: string, characters: string) =>
    `${where} has ${characters} characters: longer rows are not read`,
  quotation: (where: string) => `${where}: a quotation mark is out of place or never closed`,
  onlyNumbers: (where: string, cells: string) =>
    `${where} holds only numbers (${cells}): expected a header line that names the columns`,
  unnamed: (where: string, column: number) =>
    `${where}, column ${column} has no name: expected a header that names every column`,
  sameName: (where: string, one: number, other: number, name: string) =>
    `${where}: columns ${one} and ${other} are both named ${name}`,
  noChannel: (where: string, sequence: string) =>
    `${where} has no numeric column: ${sequence} names the sequence, and nothing else is there`,
  tooManyChannels: (where: string, count: number, most: number) =>
    `${where} has ${count} numeric columns: at most ${most} are read`,
  cells: (where: string, found: number, expected: number) =>
    `${where}: found ${found} cells, expected ${expected} as in the header`,
  noSequence: (where: string, column: string) =>
    `${where}, column ${column} is empty: expected the name of the sequence`,
  emptyCell: (where: string, column: string) =>
    `${where}, column ${column} is empty: expected a number`,
  notFinite: (where: string, column: string, cell: string) =>
    `${where}, column ${column} holds ${cell}, which is not finite: expected a number`,
  decimalComma: (where: string, column: string, cell: string) =>
    `${where}, column ${column} holds ${cell}: decimals are written with a point: expected a number`,
  notNumber: (where: string, column: string, cell: string) =>
    `${where}, column ${column} holds the text ${cell}: expected a number`,
  mixed: (where: string, column: string, cell: string, other: string, number: string) =>
    `${where}, column ${column} holds the text ${cell}, but ${other} the number ${number}: expected a number in every row, or in none`,
  numbersAsNames: (where: string, names: string) =>
    `${where} names its columns of numbers with numbers (${names}): expected a header line that names the columns`,
  noNumbers: (file: string, columns: string) =>
    `${file} has no column of numbers, only ${columns}: expected at least one with a number in every row, such as 12.5`,
  column: (name: string, example: string) => `${name} (${example})`,
  moreColumns: (count: string) => `${count} more`,
  /** Of what was read; `isNamed`: a column names the series. */
  leftOut: (read: string, columns: string, isNamed: boolean) =>
    `${read}; left out (no numbers): ${columns}${isNamed ? '' : '; a column named sequence would part the rows into series'}`,
  tooShort: (file: string, rows: string, part: string) =>
    `${file} is too short: its ${rows} rows leave nothing for the ${part} part`,
  constant: (file: string, column: string, value: number) =>
    `${file}, column ${column} is always ${value} in the training part: remove it`,
  tooLarge: (file: string, column: string) =>
    `${file}, column ${column} holds numbers too large to standardise`,
  tooFar: (file: string, column: string, value: number) =>
    `${file}, column ${column} holds ${value}, too far from its other numbers to standardise`,
};

export type ImportCsvText = Words<typeof IMPORT_CSV>;
export const importCsvText = section('importCsv', IMPORT_CSV);
