/** The points of all models as rows by step, as the chart reads them. */
import type { Curves } from '../state/metrics.ts';

export type CurveField = 'bound' | 'kl';
/** `step`, and a value under "<model id> training" and "<model id> validation" where there is one. */
export type CurveRow = Readonly<Record<string, number>>;

export function curveRows(curves: Curves, field: CurveField): CurveRow[] {
  const rows = new Map<number, Record<string, number>>();
  const put = (step: number, key: string, value: number) => {
    if (!Number.isFinite(value)) return;
    let row = rows.get(step);
    if (row === undefined) {
      row = { step };
      rows.set(step, row);
    }
    row[key] = value;
  };
  for (const [id, { training, validation }] of Object.entries(curves)) {
    for (const point of training) put(point.step, `${id} training`, point[field]);
    for (const point of validation) put(point.step, `${id} validation`, point[field]);
  }
  return [...rows.values()].sort((a, b) => (a['step'] ?? 0) - (b['step'] ?? 0));
}

/** The share of a run whose first values are left out of the range: they lie far from all that follow. */
const UNSETTLED = 0.08;
/** Shorter curves are shown whole. */
const FEW = 20;

/** Values of all curves but those of the first steps. */
export function settledValues(rows: readonly CurveRow[]): number[] {
  const last = rows[rows.length - 1]?.['step'] ?? 0;
  const from = rows.length < FEW ? 0 : UNSETTLED * last;
  return rows
    .filter((row) => (row['step'] ?? 0) >= from)
    .flatMap((row) =>
      Object.entries(row)
        .filter(([key]) => key !== 'step')
        .map(([, value]) => value),
    );
}
