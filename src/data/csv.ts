/**
 * Reads series from a CSV: a header line, one row a time step, numeric channels, and if there are several
 * series a column that names them. Refuses rather than guesses: every refusal names file, line and column.
 */
import Papa from 'papaparse';
import { importCsvText } from '../text/en/importCsv.ts';
import { importFilesText } from '../text/en/importFiles.ts';
import { grouped } from '../text/numbers.ts';
import { ImportError } from './importError.ts';

export const MAX_CHANNELS = 64;
/** Numbers of a file, all channels together: twice 160 MB while they are read. */
const MAX_NUMBERS = 20e6;
/** A line of more is no row: all its cells are held at once. */
const MAX_LINE_CHARACTERS = 1e6;

/** Headers of the column that names the sequence, first match wins; upper and lower case are the same. */
const SEQUENCE_HEADERS = ['sequence', 'series', 'seq', 'group', 'id'];

export interface Series {
  /** As the file names it; empty where there is no such column. */
  readonly name: string;
  /** Rows L by channels X, in the file's units. [L, X] */
  readonly values: Float64Array;
}

export interface SeriesFile {
  readonly fileName: string;
  readonly channelNames: readonly string[];
  /** In the order in which their names first appear. */
  readonly series: readonly Series[];
}

interface Columns {
  readonly headers: readonly string[];
  /** Position of the naming column; -1 where there is none. */
  readonly sequence: number;
  readonly channels: readonly number[];
}

/** Reads the text of a CSV, separated as its header is. Throws an ImportError. */
export function parseCsv(csv: string, fileName: string): SeriesFile {
  const text = csv.replace(/\r\n?/g, '\n');
  checkLines(text, fileName);
  const delimiter = delimiterOf(text);
  checkQuotes(text, delimiter, fileName);
  let columns: Columns | null = null;
  let numbers = 0;
  const rows = new Map<string, number[]>();
  let line = 1;
  let blankLine = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data: cells }) => {
      const here = line;
      const where = importFilesText().line(fileName, here);
      // A quoted cell may hold line breaks.
      line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      if (cells.length === 1 && cells[0]!.trim() === '') {
        if (columns !== null && blankLine === 0) blankLine = here;
        return;
      }
      if (columns === null) {
        columns = readHeader(cells, where);
        return;
      }
      // Joining what a blank line separates, or dropping an empty cell, would be a guess.
      if (blankLine > 0)
        throw new ImportError(
          importCsvText().blankLine(importFilesText().line(fileName, blankLine)),
        );
      addRow(rows, columns, cells, where);
      numbers += columns.channels.length;
      if (numbers > MAX_NUMBERS)
        throw new ImportError(importCsvText().tooManyNumbers(where, grouped(MAX_NUMBERS)));
    },
  });
  if (columns === null) throw new ImportError(importCsvText().empty(fileName));
  const { headers, channels } = columns as Columns;
  if (rows.size === 0) throw new ImportError(importCsvText().noRows(fileName));
  return {
    fileName,
    channelNames: channels.map((position) => headers[position]!),
    series: [...rows].map(([name, values]) => ({ name, values: Float64Array.from(values) })),
  };
}

/** Throws an ImportError for a line that is no row. */
function checkLines(text: string, fileName: string): void {
  for (let from = 0, line = 1; from < text.length; line++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to - from > MAX_LINE_CHARACTERS)
      throw new ImportError(
        importCsvText().longRow(importFilesText().line(fileName, line), grouped(to - from)),
      );
    from = to + 1;
  }
}

/**
 * Throws an ImportError where a quotation mark is out of place or never closed. papaparse would go on and gather an
 * error for each, which of a hostile file is more than memory holds.
 */
function checkQuotes(text: string, delimiter: string, fileName: string): void {
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    // Within a cell that did not begin with one it is a sign like any other.
    if (at > 0 && text[at - 1] !== delimiter && text[at - 1] !== '\n') {
      at++;
      continue;
    }
    let end = text.indexOf('"', at + 1);
    while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
    let after = end + 1;
    while (text[after] === ' ') after++;
    const closes = after >= text.length || text[after] === delimiter || text[after] === '\n';
    if (end < 0 || !closes) {
      const line = text.slice(0, at).split('\n').length;
      throw new ImportError(importCsvText().quotation(importFilesText().line(fileName, line)));
    }
    at = after;
  }
}

/** Whichever of comma, semicolon and tab the first line has most of; papaparse's own guess fails on short files. */
function delimiterOf(text: string): string {
  const header = /\S.*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const times = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (times(next) > times(best) ? next : best));
}

function readHeader(cells: readonly string[], where: string): Columns {
  const headers = cells.map((cell) => cell.trim());
  if (headers.every((header) => readNumber(header) !== null))
    throw new ImportError(importCsvText().onlyNumbers(where, shorten(headers.join(', '))));
  const seen = new Map<string, number>();
  headers.forEach((header, position) => {
    if (header === '') throw new ImportError(importCsvText().unnamed(where, position + 1));
    const first = seen.get(header);
    if (first !== undefined)
      throw new ImportError(
        importCsvText().sameName(where, first + 1, position + 1, shorten(header)),
      );
    seen.set(header, position);
  });
  const lower = headers.map((header) => header.toLowerCase());
  const sequenceHeader = SEQUENCE_HEADERS.find((header) => lower.includes(header));
  const sequence = sequenceHeader === undefined ? -1 : lower.indexOf(sequenceHeader);
  const channels = headers.map((_, position) => position).filter((p) => p !== sequence);
  if (channels.length === 0)
    throw new ImportError(importCsvText().noChannel(where, shorten(headers[0] ?? '')));
  if (channels.length > MAX_CHANNELS)
    throw new ImportError(importCsvText().tooManyChannels(where, channels.length, MAX_CHANNELS));
  return { headers, sequence, channels };
}

function addRow(
  rows: Map<string, number[]>,
  { headers, sequence, channels }: Columns,
  cells: readonly string[],
  where: string,
): void {
  if (cells.length !== headers.length)
    throw new ImportError(importCsvText().cells(where, cells.length, headers.length));
  const name = sequence < 0 ? '' : cells[sequence]!.trim();
  if (sequence >= 0 && name === '')
    throw new ImportError(importCsvText().noSequence(where, shorten(headers[sequence]!)));
  let values = rows.get(name);
  if (values === undefined) {
    values = [];
    rows.set(name, values);
  }
  for (const position of channels) {
    const cell = cells[position]!.trim();
    const value = readNumber(cell);
    if (value === null || !Number.isFinite(value))
      throw new ImportError(noNumber(where, shorten(headers[position]!), cell));
    values.push(value);
  }
}

/** A decimal number; null for anything else. Text like 1e999 gives an infinity. */
function readNumber(text: string): number | null {
  // One way to read each digit: another would be tried again from every digit of a long one.
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function noNumber(where: string, column: string, cell: string): string {
  const text = importCsvText();
  if (cell === '') return text.emptyCell(where, column);
  const shown = shorten(cell);
  if (/^[+-]?(nan|na|inf|infinity)$/i.test(cell) || readNumber(cell) !== null)
    return text.notFinite(where, column, shown);
  if (/^[+-]?\d+,\d+$/.test(cell)) return text.decimalComma(where, column, shown);
  return text.notNumber(where, column, shown);
}

function shorten(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 37)}...` : text}"`;
}
