/** The paper's tables with what was measured here beside them, in columns of their own; as CSV and as Markdown. Pure. */
import type { Measurement } from '../../state/measurements.ts';
import { type Sheet, sheetCsv } from '../../state/sheet.ts';
import { paperTablesText } from '../../text/en/paperTables.ts';
import { decimals } from '../format.ts';
import { CSV_HEADS } from './csvHeads.ts';
import { differencesOf, protocolOf, tableOf } from './differences.ts';
import { PUBLISHED, type PublishedTable, SOURCE } from './published.ts';

export interface MeasuredRow {
  readonly model: string;
  /** NLL, nats a sequence: "≤ 96.93 ± 2.97", without the sign where it is exact; of a text with its perplexity. */
  readonly figure: string;
  readonly protocol: string;
  readonly differences: readonly string[];
}

export interface Comparison {
  readonly table: PublishedTable;
  readonly measured: readonly MeasuredRow[];
}

/** Every table of the paper, whether or not anything was measured beside it. */
export function comparisons(measurements: readonly Measurement[]): Comparison[] {
  return PUBLISHED.map((table) => ({
    table,
    measured: measurements.filter((one) => tableOf(one) === table.name).map(measuredRow),
  }));
}

/** What was measured on data that the paper has no table of, or that the source does not name. */
export function elsewhere(measurements: readonly Measurement[]): MeasuredRow[] {
  return measurements.filter((one) => tableOf(one) === null).map(measuredRow);
}

function measuredRow(measurement: Measurement): MeasuredRow {
  const { model, bound, mean, stderr, perplexity } = measurement;
  const most = bound === 'exact' ? '' : '≤ ';
  const spoken = perplexity === null ? '' : `, PPL ${most}${decimals(perplexity, 2)}`;
  const error = Number.isFinite(stderr) ? ` ± ${decimals(stderr, 2)}` : '';
  return {
    model,
    figure: `${most}${decimals(-mean, 2)}${error}${spoken}`,
    protocol: protocolOf(measurement),
    differences: differencesOf(measurement),
  };
}

/** One sheet for all tables: a row is either published or measured, and no figure shares a column with the other kind. */
export function comparisonSheet(measurements: readonly Measurement[]): Sheet {
  const text = paperTablesText();
  const rows = comparisons(measurements).flatMap(({ table, measured }) => {
    const { title, columns } = text.tables[table.name];
    return [
      ...table.rows.map(({ model, figures }) => [
        title,
        model,
        columns.map((column, i) => `${column} ${figures[i]}`).join('; '),
        null,
        SOURCE.text,
        null,
      ]),
      ...measured.map((row) => measuredCells(title, row)),
    ];
  });
  const others = elsewhere(measurements).map((row) => measuredCells(text.sheet.none, row));
  return { title: text.sheet.title, columns: CSV_HEADS, rows: [...rows, ...others] };
}

function measuredCells(title: string, row: MeasuredRow) {
  const differences = paperTablesText().differences(row.differences);
  return [title, row.model, null, row.figure, row.protocol, differences];
}

export function comparisonCsv(measurements: readonly Measurement[]): string {
  return sheetCsv(comparisonSheet(measurements));
}

/** Headed tables, one for each of the paper's. */
export function comparisonMarkdown(measurements: readonly Measurement[]): string {
  const text = paperTablesText();
  const { sheet } = text;
  const parts = comparisons(measurements).map(({ table, measured }) => {
    const { title, columns, protocol } = text.tables[table.name];
    return [
      `## ${title}`,
      '',
      sheet.publishedIn(SOURCE.text, protocol),
      '',
      ...markdownTable(
        [
          text.model,
          ...columns.map((column) => text.published(column)),
          sheet.measured,
          sheet.protocolAndDifferences,
        ],
        [
          ...table.rows.map(({ model, figures }) => [model, ...figures, '', '']),
          ...measured.map((row) => [
            row.model,
            ...columns.map(() => ''),
            row.figure,
            sheet.differs(row.protocol, text.differences(row.differences) || sheet.inNothing),
          ]),
        ],
      ),
    ].join('\n');
  });
  const others = elsewhere(measurements);
  if (others.length > 0)
    parts.push(
      [
        `## ${text.others}`,
        '',
        ...markdownTable(
          [text.model, sheet.measured, sheet.protocol],
          others.map(({ model, figure, protocol }) => [model, figure, protocol]),
        ),
      ].join('\n'),
    );
  return `${parts.join('\n\n')}\n`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
