/** The cells of the statistics table: at one step or averaged over steps, the best of each column marked. */
import { average } from '../posterior/statistics.ts';
import type { StatisticName, StepStatistics } from '../posterior/stepStatistics.ts';
import { decimals } from './format.ts';

export interface StatisticColumn {
  readonly key: StatisticName;
  readonly digits: number;
  /** Best is what lies nearest to the exact one's, or nearest to 0; null: there is no best. */
  readonly best: 'exact' | 'least' | null;
  /** A plane: two dimensions of z. */
  readonly needs: 'nothing' | 'plane' | 'exact';
}

const column = (
  key: StatisticName,
  digits: number,
  best: StatisticColumn['best'],
  needs: StatisticColumn['needs'] = 'nothing',
): StatisticColumn => ({ key, digits, best, needs });

export const STATISTIC_COLUMNS: readonly StatisticColumn[] = [
  column('mean', 2, 'exact'),
  column('sd', 2, 'exact'),
  column('skewness', 2, 'exact'),
  column('excessKurtosis', 2, 'exact'),
  column('modes', 0, 'exact'),
  column('dip', 3, 'exact'),
  column('dipPValue', 3, null),
  column('correlation', 2, 'exact', 'plane'),
  column('mutualInformation', 2, 'exact', 'plane'),
  column('wasserstein', 2, 'least', 'exact'),
  column('kl', 2, 'least', 'exact'),
  column('reverseKl', 2, 'least', 'exact'),
  column('js', 2, 'least', 'exact'),
];

export interface StatisticCell {
  readonly text: string;
  /** Beside it: a standard error, or the p of a dip. */
  readonly note: string;
  readonly best: boolean;
}

/** Steps at which the dip test says "not unimodal". */
const SIGNIFICANT = 0.05;

/**
 * One row of cells for each of `rows`, a cell for each of `columns`. `t` is the step, or null for the average over
 * the first `length` steps. `exact` is what the others are compared with; null where nothing is.
 */
export function statisticCells(
  columns: readonly StatisticColumn[],
  rows: readonly StepStatistics[],
  exact: StepStatistics | null,
  t: number | null,
  length: number,
): StatisticCell[][] {
  const read = (statistics: StepStatistics, key: StatisticName) =>
    t === null ? average(statistics[key].subarray(0, length)).mean : statistics[key][t]!;
  const bests = columns.map(({ key, best, digits }) => {
    const aim = best === 'least' ? 0 : exact === null ? Number.NaN : read(exact, key);
    return bestOf(
      rows.map((row) => (best === null ? Number.NaN : Math.abs(read(row, key) - aim))),
      10 ** -Math.max(digits, 1) / 2,
    );
  });
  return rows.map((row, index) =>
    columns.map(({ key, digits }, at) => ({
      text: decimals(read(row, key), t === null && digits === 0 ? 1 : digits),
      note: noteOf(row, key, t, length, digits),
      best: bests[at] === index,
    })),
  );
}

function noteOf(
  row: StepStatistics,
  key: StatisticName,
  t: number | null,
  length: number,
  digits: number,
): string {
  if (t === null) {
    const { mean, stderr } = average(row[key].subarray(0, length));
    if (key === 'dip') {
      const many = row.dipPValue.subarray(0, length).filter((p) => p < SIGNIFICANT).length;
      return Number.isFinite(mean) ? `p<.05: ${many}/${length}` : '';
    }
    return Number.isFinite(stderr) ? `± ${decimals(stderr, Math.max(1, digits))}` : '';
  }
  if (key !== 'dip') return '';
  const p = row.dipPValue[t]!;
  if (!Number.isFinite(p)) return '';
  return p < 0.001 ? 'p < .001' : `p = ${decimals(p, p < 0.1 ? 3 : 2)}`;
}

/** Index of the one smallest distance; -1 where there is none, or another is as small but for `margin`. */
function bestOf(distances: readonly number[], margin: number): number {
  const finite = distances.filter(Number.isFinite);
  if (finite.length < 2) return -1;
  const least = Math.min(...finite);
  const near = distances.filter((distance) => distance <= least + margin);
  return near.length === 1 ? distances.indexOf(least) : -1;
}
