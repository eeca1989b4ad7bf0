/** The results of a sweep: a row for every model of every run, a line of JSON each. Pure. */
import { readJson } from '../config/json.ts';
import { sweepRowsText } from '../text/en/sweepRows.ts';
import type { SweepRun } from './grid.ts';

export const ROW_VERSION = 1;
/** Of a line: ample for a row, which has about 600 characters and two levels. */
const LINE_LIMITS = { characters: 65_536, depth: 4 };

export interface SweepRow {
  readonly version: typeof ROW_VERSION;
  readonly run: string;
  readonly preset: string;
  /** What was swept, as written, but for `seed` and `model`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Id of the model: `sis-rnn`, `vrnn`, `sis-rnn-2`. */
  readonly model: string;
  readonly seed: number;
  /** The data set in words. */
  readonly data: string;
  readonly backend: string;
  /** Training steps. */
  readonly step: number;
  /** Sequences of the test split that the figures are means over. */
  readonly sequences: number;
  /**
   * As in result.json: `bound` (nats a sequence), `stderr` over sequences, `kEval`, `kl`, `reconstruction`, and others
   * where the data have them. Null where a run diverged.
   */
  readonly figures: Readonly<Record<string, number | null>>;
}

/** A file that holds no results of a sweep; the message says where and what was expected. */
export class RowError extends Error {
  override readonly name = 'RowError';
}

/** The rows of one run from its result.json. Throws a RowError. */
export function rowsOf(
  { name, values, experiment }: Pick<SweepRun, 'name' | 'values' | 'experiment'>,
  result: unknown,
): SweepRow[] {
  const { seed: _, model: __, ...settings } = values;
  const of = record(result, `${name}: the result`);
  const models = record(of['models'], `${name}: models`);
  const diverged = record(of['diverged'] ?? {}, `${name}: diverged`);
  return experiment.models.map(({ id }) =>
    checkedRow(
      {
        version: ROW_VERSION,
        run: name,
        preset: experiment.preset,
        settings,
        model: id,
        seed: experiment.settings.seed,
        data: of['data'],
        backend: of['backend'],
        step: of['step'],
        sequences: of['sequences'],
        // What a diverged model is worth at its last good weights compares with nothing.
        figures: Object.hasOwn(diverged, id) ? { bound: null } : models[id],
      },
      `${name}: models.${id}`,
    ),
  );
}

export function formatRows(rows: readonly SweepRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** True for text that begins as a file of results does. */
export function looksLikeRows(text: string): boolean {
  return /^\s*\{"version":\d+,"run":/.test(text);
}

/** Reads results.jsonl. Throws a RowError that names the line. */
export function parseRows(text: string): SweepRow[] {
  const words = sweepRowsText();
  const rows = text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const where = words.line(i + 1);
    let value: unknown;
    try {
      value = readJson(line, LINE_LIMITS);
    } catch (error) {
      throw new RowError(words.notRead(where, (error as Error).message));
    }
    return [checkedRow(record(value, where), where)];
  });
  if (rows.length === 0) throw new RowError(words.empty);
  return rows;
}

function checkedRow(row: Readonly<Record<string, unknown>>, where: string): SweepRow {
  const words = sweepRowsText();
  const { version } = row;
  if (version !== ROW_VERSION)
    throw new RowError(words.version(where, JSON.stringify(version), ROW_VERSION));
  const text = (key: string) => typed(row, key, 'string', where) as string;
  const number = (key: string) => typed(row, key, 'number', where) as number;
  const settings = Object.entries(record(row['settings'], `${where}: settings`));
  const figures = Object.entries(record(row['figures'], `${where}: figures`));
  for (const [key, value] of settings)
    if (typeof value !== 'string')
      throw new RowError(words.noText(where, `settings.${key}`, JSON.stringify(value)));
  for (const [key, value] of figures)
    if (typeof value !== 'number' && value !== null)
      throw new RowError(words.noNumber(where, `figures.${key}`, JSON.stringify(value)));
  const asNumbers = figures.map(([key, value]) => [key, finite(value as number | null)] as const);
  if (!asNumbers.some(([key]) => key === 'bound')) throw new RowError(words.noBound(where));
  return {
    version: ROW_VERSION,
    run: text('run'),
    preset: text('preset'),
    settings: Object.fromEntries(settings as [string, string][]),
    model: text('model'),
    seed: number('seed'),
    data: text('data'),
    backend: text('backend'),
    step: number('step'),
    sequences: number('sequences'),
    figures: Object.fromEntries(asNumbers),
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function typed(
  row: Readonly<Record<string, unknown>>,
  key: string,
  type: 'string' | 'number',
  where: string,
): unknown {
  const value = row[key];
  if (typeof value === type) return value;
  const words = sweepRowsText();
  const problem = type === 'string' ? words.noText : words.noNumber;
  throw new RowError(problem(where, key, JSON.stringify(value) ?? words.missing));
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new RowError(sweepRowsText().noObject(where));
}
