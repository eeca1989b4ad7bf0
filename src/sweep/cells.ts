/** What a sweep found, a cell for every combination but the seeds: means over seeds, and differences paired by seed. Pure. */
import { SweepError } from './axis.ts';
import type { SweepRow } from './rows.ts';

export interface Estimate {
  readonly mean: number;
  /** Standard error of the mean over seeds; NaN for a single one. */
  readonly stderr: number;
  readonly count: number;
}

export interface Cell {
  /** `model`, and the settings that take several values. */
  readonly key: Readonly<Record<string, string>>;
  /** Of every figure that some row of the cell has, over the seeds that have it. */
  readonly figures: Readonly<Record<string, Estimate>>;
  readonly rows: readonly SweepRow[];
  /** Rows without a bound. */
  readonly diverged: number;
  /** Bound less that of the baseline at the same settings, over the seeds that both have; null for the baseline itself. */
  readonly difference: Estimate | null;
}

/** Settings and the values that a baseline fixes: `model=vrnn`, `model=vrnn,hidden=32`. */
export type Baseline = Readonly<Record<string, string>>;

/** Reads a baseline. `choices` are the values of each key. Throws a SweepError. */
export function parseBaseline(
  text: string,
  choices: Readonly<Record<string, readonly string[]>>,
): Baseline {
  const pairs = text.split(',').map((part) => {
    const [key = '', value = ''] = part.split('=').map((side) => side.trim());
    const values = choices[key];
    if (values === undefined)
      throw new SweepError(
        `--baseline ${text}: ${key || 'nothing'} is not swept; expected NAME=VALUE with one of ${Object.keys(choices).join(', ')}`,
      );
    if (!values.includes(value))
      throw new SweepError(
        `--baseline ${text}: ${key} is never ${value || 'nothing'} in this sweep; it is ${values.join(', ')}`,
      );
    return [key, value] as const;
  });
  return Object.fromEntries(pairs);
}

/** In the order in which rows come. */
export function cellsOf(rows: readonly SweepRow[], baseline: Baseline | null): Cell[] {
  const keys = varying(rows);
  const groups = new Map<string, SweepRow[]>();
  for (const row of rows) {
    const name = nameOf(keyOf(row, keys));
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()].map((members) => {
    const key = keyOf(members[0]!, keys);
    const name = nameOf(key);
    const other = nameOf({ ...key, ...(baseline ?? {}) });
    const figureNames = [...new Set(members.flatMap((row) => Object.keys(row.figures)))];
    return {
      key,
      rows: members,
      diverged: members.filter(({ figures }) => figures['bound'] === null).length,
      figures: Object.fromEntries(
        figureNames.map((figure) => [
          figure,
          estimateOf(members.flatMap((row) => row.figures[figure] ?? [])),
        ]),
      ),
      difference:
        baseline === null || name === other ? null : differenceOf(members, groups.get(other) ?? []),
    };
  });
}

/** The settings that take several values, `model` first. */
export function varying(rows: readonly SweepRow[]): string[] {
  const names = [...new Set(rows.flatMap(({ settings }) => Object.keys(settings)))];
  const several = (name: string) => new Set(rows.map(({ settings }) => settings[name])).size > 1;
  return ['model', ...names.filter(several)];
}

/** Mean and standard error over seeds. */
export function estimateOf(values: readonly number[]): Estimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, stderr: count > 1 ? Math.sqrt(squares / (count - 1) / count) : Number.NaN, count };
}

function differenceOf(rows: readonly SweepRow[], others: readonly SweepRow[]): Estimate {
  const ofSeed = new Map(others.map(({ seed, figures }) => [seed, figures['bound']]));
  return estimateOf(
    rows.flatMap(({ seed, figures }) => {
      const other = ofSeed.get(seed) ?? null;
      const bound = figures['bound'] ?? null;
      return bound === null || other === null ? [] : [bound - other];
    }),
  );
}

function keyOf(row: SweepRow, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    keys.map((key) => [key, key === 'model' ? row.model : (row.settings[key] ?? '')]),
  );
}

function nameOf(key: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
}
