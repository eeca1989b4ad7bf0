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

/** Every value of every curve. */
export function visibleValues(rows: readonly CurveRow[]): number[] {
  return rows.flatMap((row) =>
    Object.entries(row)
      .filter(([key]) => key !== 'step')
      .map(([, value]) => value),
  );
}
