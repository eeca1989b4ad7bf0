/** The paper's tables with what was measured here beside them, in columns of their own; as CSV and as Markdown. Pure. */
import type { Measurement } from '../../state/measurements.ts';
import { type Sheet, sheetCsv } from '../../state/sheet.ts';
import { decimals } from '../format.ts';
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

const MEASURED = 'measured here, NLL';

/** One sheet for all tables: a row is either published or measured, and no figure shares a column with the other kind. */
export function comparisonSheet(measurements: readonly Measurement[]): Sheet {
  const rows = comparisons(measurements).flatMap(({ table, measured }) => [
    ...table.rows.map(({ model, figures }) => [
      table.title,
      model,
      table.columns.map((column, i) => `${column} ${figures[i]}`).join('; '),
      null,
      SOURCE.text,
      null,
    ]),
    ...measured.map((row) => measuredCells(table.title, row)),
  ]);
  const others = elsewhere(measurements).map((row) => measuredCells('none of the paper’s', row));
  return {
    title: 'The paper’s tables, and what was measured here',
    columns: [
      'table',
      'model',
      'published',
      MEASURED,
      'source or protocol',
      'differs from the paper',
    ],
    rows: [...rows, ...others],
  };
}

function measuredCells(title: string, row: MeasuredRow) {
  return [title, row.model, null, row.figure, row.protocol, row.differences.join('; ')];
}

export function comparisonCsv(measurements: readonly Measurement[]): string {
  return sheetCsv(comparisonSheet(measurements));
}

/** Headed tables, one for each of the paper's. */
export function comparisonMarkdown(measurements: readonly Measurement[]): string {
  const parts = comparisons(measurements).map(({ table, measured }) => {
    const { title, columns, rows, protocol } = table;
    return [
      `## ${title}`,
      '',
      `Published: ${SOURCE.text}. ${protocol}`,
      '',
      ...markdownTable(
        [
          'model',
          ...columns.map((column) => `published ${column}`),
          MEASURED,
          'protocol and differences',
        ],
        [
          ...rows.map(({ model, figures }) => [model, ...figures, '', '']),
          ...measured.map((row) => [
            row.model,
            ...columns.map(() => ''),
            row.figure,
            `${row.protocol}. Differs: ${row.differences.join('; ') || 'in nothing stated'}`,
          ]),
        ],
      ),
    ].join('\n');
  });
  const others = elsewhere(measurements);
  if (others.length > 0)
    parts.push(
      [
        '## Measured on other data',
        '',
        ...markdownTable(
          ['model', MEASURED, 'protocol'],
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
