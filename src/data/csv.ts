/**
 * Reads series from a CSV: a header line, one row a time step, numeric channels, and if there are several
 * series a column that names them; columns without numbers are left out, and named. Refuses rather than guesses:
 * every refusal names file, line and column.
 */
import Papa from 'papaparse';
import { importCsvText } from '../text/en/importCsv.ts';
import { importFilesText } from '../text/en/importFiles.ts';
import { grouped } from '../text/numbers.ts';
import {
  addNumbers,
  type Columns,
  columnsOf,
  describeLeftOut,
  type Header,
  type LeftOut,
  leftOutOf,
  readHeader,
  shorten,
} from './csvColumns.ts';
import { ImportError } from './importError.ts';

/** Numbers of a file, all channels together: twice 160 MB while they are read. */
const MAX_NUMBERS = 20e6;
/** A line of more is no row: all its cells are held at once. */
const MAX_LINE_CHARACTERS = 1e6;

export interface Series {
  /** As the file names it; empty where there is no such column. */
  readonly name: string;
  /** Rows L by channels X, in the file's units. [L, X] */
  readonly values: Float64Array;
}

export interface SeriesFile {
  readonly fileName: string;
  readonly channelNames: readonly string[];
  /** Columns that hold no number in any row. */
  readonly leftOut: readonly LeftOut[];
  /** In the order in which their names first appear. */
  readonly series: readonly Series[];
}

/** Reads the text of a CSV, separated as its header is. Throws an ImportError. */
export function parseCsv(csv: string, fileName: string): SeriesFile {
  const text = csv.replace(/\r\n?/g, '\n');
  checkLines(text, fileName);
  const delimiter = delimiterOf(text);
  checkQuotes(text, delimiter, fileName);
  let header: Header | null = null;
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
        if (header !== null && blankLine === 0) blankLine = here;
        return;
      }
      if (header === null) {
        header = readHeader(cells, where);
        return;
      }
      // Joining what a blank line separates, or dropping an empty cell, would be a guess.
      if (blankLine > 0)
        throw new ImportError(
          importCsvText().blankLine(importFilesText().line(fileName, blankLine)),
        );
      if (cells.length !== header.names.length)
        throw new ImportError(importCsvText().cells(where, cells.length, header.names.length));
      columns ??= columnsOf(header, cells, where);
      addRow(rows, columns, cells, where);
      numbers += columns.channels.length;
      if (numbers > MAX_NUMBERS)
        throw new ImportError(importCsvText().tooManyNumbers(where, grouped(MAX_NUMBERS)));
    },
  });
  if (header === null) throw new ImportError(importCsvText().empty(fileName));
  if (columns === null) throw new ImportError(importCsvText().noRows(fileName));
  const { names, channels } = columns as Columns;
  const leftOut = leftOutOf(columns);
  if (channels.length === 0)
    throw new ImportError(importCsvText().noNumbers(fileName, describeLeftOut(leftOut)));
  return {
    fileName,
    channelNames: channels.map((position) => names[position]!),
    leftOut,
    series: [...rows].map(([name, values]) => ({ name, values: Float64Array.from(values) })),
  };
}

/** Whether a file is called a table and its beginning, which is UTF-8, has as many cells in every line: two or more. */
export function isNamedTable(head: Uint8Array, fileName: string): boolean {
  if (!/\.[ct]sv(\.gz)?$/i.test(fileName)) return false;
  const text = new TextDecoder().decode(head, { stream: true }).replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(text);
  // Where the file goes on, the last line is cut.
  const lines = text.replace(/\n[^\n]*$/, '').split('\n');
  const cells = lines.map((line) => unquoted(line).split(delimiter).length);
  return cells[0]! > 1 && cells.every((count) => count === cells[0]);
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
  const header = unquoted(/\S.*/.exec(text)?.[0] ?? '');
  const times = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (times(next) > times(best) ? next : best));
}

/** Without what stands in quotation marks, where delimiters part nothing. */
function unquoted(line: string): string {
  return line.replace(/"[^"]*"/g, '');
}

function addRow(
  rows: Map<string, number[]>,
  columns: Columns,
  cells: readonly string[],
  where: string,
): void {
  const { names, sequence } = columns;
  const name = sequence < 0 ? '' : cells[sequence]!.trim();
  if (sequence >= 0 && name === '')
    throw new ImportError(importCsvText().noSequence(where, shorten(names[sequence]!)));
  let values = rows.get(name);
  if (values === undefined) {
    values = [];
    rows.set(name, values);
  }
  addNumbers(values, columns, cells, where);
}
