/** What the benchmark prints: one row for each path of each case. */

export interface BenchRow {
  readonly case: string;
  readonly path: string;
  readonly T: number;
  readonly B: number;
  readonly K: number;
  /** GPU dispatches in a training step; null off the GPU. */
  readonly dispatches: number | null;
  readonly msMedian: number;
  /** Null where it cannot be told. */
  readonly peakBytes: number | null;
  /** On a real GPU: operations a second, in 10^12, by accounting, and as a share of what a large product reaches. */
  readonly teraflops?: number;
  readonly shareOfCeiling?: number;
  /** How many times as fast as the path `reference` of the same case. */
  readonly ratioToReference: number;
  readonly reference: string;
}

/** The middle value, or the mean of the two middle ones. Throws a RangeError for none at all. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of no values');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Adds the ratio to rows of one case, of which the first is the reference. */
export function withRatios(
  rows: readonly Omit<BenchRow, 'ratioToReference' | 'reference'>[],
): BenchRow[] {
  return rows.map((row) => ({
    ...row,
    ratioToReference: rows[0]!.msMedian / row.msMedian,
    reference: rows[0]!.path,
  }));
}

const COLUMNS: readonly (readonly [heading: string, cell: (row: BenchRow) => string])[] = [
  ['case', (row) => row.case],
  ['path', (row) => row.path],
  ['T', (row) => String(row.T)],
  ['B', (row) => String(row.B)],
  ['K', (row) => String(row.K)],
  ['dispatches', (row) => (row.dispatches === null ? '-' : String(row.dispatches))],
  ['ms', (row) => (row.msMedian < 100 ? row.msMedian.toFixed(1) : row.msMedian.toFixed(0))],
  ['peak MB', (row) => (row.peakBytes === null ? '-' : (row.peakBytes / 1e6).toFixed(0))],
  ['times as fast', (row) => row.ratioToReference.toFixed(2)],
];

/** Shown where any row has them. */
const HARDWARE_COLUMNS: typeof COLUMNS = [
  ['TFLOP/s', (row) => row.teraflops?.toFixed(3) ?? '-'],
  [
    'of ceiling',
    (row) =>
      row.shareOfCeiling === undefined ? '-' : `${(100 * row.shareOfCeiling).toFixed(1)} %`,
  ],
];

/** Text columns to the left, numbers to the right, a blank line between cases. */
export function formatTable(rows: readonly BenchRow[]): string {
  const hardware = rows.some(({ teraflops }) => teraflops !== undefined);
  const columns = hardware ? [...COLUMNS, ...HARDWARE_COLUMNS] : COLUMNS;
  const cells = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines = cells.map((line) =>
    line
      .map((text, i) => (i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return lines
    .flatMap((line, i) => (i > 1 && rows[i - 1]!.case !== rows[i - 2]!.case ? ['', line] : [line]))
    .join('\n');
}
