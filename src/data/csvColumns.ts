/**
 * What the columns of a table are: the one that names the series, those of numbers, and labels, which are left out.
 *
 * A column holds numbers in every row or in none. One without any (dates, names, nothing at all) is a label; the first
 * row says which it is, and a row that says otherwise is refused: leaving out a column for one stray text, or one number
 * for the names around it, would be a guess. A number that cannot be read (1,5 or 1e999) is still no label.
 */
import { importCsvText } from '../text/en/importCsv.ts';
import { grouped, listed } from '../text/numbers.ts';
import { ImportError } from './importError.ts';

const MAX_CHANNELS = 64;
/** Columns left out that are told of by name. */
export const MAX_TOLD = 8;

/** Headers of the column that names the sequence, first match wins; upper and lower case are the same. */
const SEQUENCE_HEADERS = ['sequence', 'series', 'seq', 'group', 'id'];

/** A column without numbers, as people are told of it: in quotation marks, long ones cut short. */
export interface LeftOut {
  readonly name: string;
  /** Its first cell; null where that is empty. */
  readonly example: string | null;
}

export interface Header {
  readonly where: string;
  readonly names: readonly string[];
  /** Position of the naming column; -1 where there is none. */
  readonly sequence: number;
}

export interface Columns extends Header {
  readonly channels: readonly number[];
  readonly labels: readonly number[];
  /** Of the first row, which says what the columns are. */
  readonly firstWhere: string;
  readonly firstCells: readonly string[];
}

/** Throws an ImportError for a line that does not name every column. */
export function readHeader(cells: readonly string[], where: string): Header {
  const names = cells.map((cell) => cell.trim());
  if (names.every((name) => readNumber(name) !== null))
    throw new ImportError(importCsvText().onlyNumbers(where, shorten(names.join(', '))));
  const seen = new Map<string, number>();
  names.forEach((name, position) => {
    if (name === '') throw new ImportError(importCsvText().unnamed(where, position + 1));
    const first = seen.get(name);
    if (first !== undefined)
      throw new ImportError(
        importCsvText().sameName(where, first + 1, position + 1, shorten(name)),
      );
    seen.set(name, position);
  });
  const lower = names.map((name) => name.toLowerCase());
  const sequenceHeader = SEQUENCE_HEADERS.find((name) => lower.includes(name));
  const sequence = sequenceHeader === undefined ? -1 : lower.indexOf(sequenceHeader);
  if (sequence >= 0 && names.length === 1)
    throw new ImportError(importCsvText().noChannel(where, shorten(names[0]!)));
  return { where, names, sequence };
}

/** What the first row makes of the columns. Throws an ImportError where they are too many, or named by numbers. */
export function columnsOf(header: Header, cells: readonly string[], where: string): Columns {
  const { names, sequence } = header;
  const channels: number[] = [];
  const labels: number[] = [];
  cells.forEach((cell, position) => {
    if (position !== sequence) (isNumber(cell) ? channels : labels).push(position);
  });
  if (channels.length > MAX_CHANNELS)
    throw new ImportError(
      importCsvText().tooManyChannels(header.where, channels.length, MAX_CHANNELS),
    );
  const numbered = channels.map((position) => names[position]!);
  // A row of data in the place of the header has a label where the others have theirs.
  if (sequence < 0 && channels.length > 0 && numbered.every((name) => readNumber(name) !== null))
    throw new ImportError(
      importCsvText().numbersAsNames(header.where, shorten(numbered.join(', '))),
    );
  return { ...header, channels, labels, firstWhere: where, firstCells: cells };
}

/** The numbers of a row, a channel each, added to `values`. Throws an ImportError for a cell that is not of its column. */
export function addNumbers(
  values: number[],
  { names, channels, labels, firstWhere, firstCells }: Columns,
  cells: readonly string[],
  where: string,
): void {
  for (const position of channels) {
    const cell = cells[position]!.trim();
    const value = readNumber(cell);
    if (value === null || !Number.isFinite(value))
      throw new ImportError(noNumber(where, shorten(names[position]!), cell));
    values.push(value);
  }
  for (const position of labels) {
    const cell = cells[position]!;
    if (!isNumber(cell)) continue;
    const name = shorten(names[position]!);
    const first = firstCells[position]!.trim();
    throw new ImportError(
      isMissing(first)
        ? noNumber(firstWhere, name, first)
        : importCsvText().mixed(firstWhere, name, shorten(first), where, shorten(cell.trim())),
    );
  }
}

export function leftOutOf({ names, labels, firstCells }: Columns): readonly LeftOut[] {
  return labels.map((position) => {
    const example = firstCells[position]!.trim();
    return {
      name: shorten(names[position]!),
      example: example === '' ? null : shorten(example),
    };
  });
}

/** Names with what stands first below them; of many, the first few. */
export function describeLeftOut(columns: readonly LeftOut[]): string {
  const text = importCsvText();
  const shown = columns
    .slice(0, MAX_TOLD)
    .map(({ name, example }) => (example === null ? name : text.column(name, example)));
  const more = columns.length - shown.length;
  return listed(more > 0 ? [...shown, text.moreColumns(grouped(more))] : shown);
}

/** A decimal number; null for anything else. Text like 1e999 gives an infinity. */
function readNumber(text: string): number | null {
  // One way to read each digit: another would be tried again from every digit of a long one.
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** Also one that is then refused: with a decimal comma, or too large. */
function isNumber(cell: string): boolean {
  const text = cell.trim();
  return readNumber(text) !== null || isDecimalComma(text);
}

function isDecimalComma(text: string): boolean {
  return /^[+-]?\d+,\d+$/.test(text);
}

/** Written in the place of a number. */
function isMissing(text: string): boolean {
  return text === '' || /^[+-]?(nan|na|inf|infinity)$/i.test(text);
}

function noNumber(where: string, column: string, cell: string): string {
  const text = importCsvText();
  if (cell === '') return text.emptyCell(where, column);
  const shown = shorten(cell);
  if (isMissing(cell) || readNumber(cell) !== null) return text.notFinite(where, column, shown);
  if (isDecimalComma(cell)) return text.decimalComma(where, column, shown);
  return text.notNumber(where, column, shown);
}

export function shorten(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 37)}...` : text}"`;
}
