/** metrics.jsonl: a line a reading, and where a run goes on, the lines up to there. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './wholeFile.ts';

const METRICS_FILE = 'metrics.jsonl';

/** Writes a row, which is in the file when it returns: rows are there before the checkpoint of their step is. */
export type WriteRow = (row: Readonly<Record<string, unknown>>) => void;

/** In `folder`; `from` says from which folder and step the run goes on. */
export function openMetrics(
  folder: string,
  from: { readonly folder: string; readonly step: number } | null,
): WriteRow {
  const path = join(folder, METRICS_FILE);
  writeWhole(path, from === null ? '' : rowsUntil(join(from.folder, METRICS_FILE), from.step));
  return (row) => appendFileSync(path, `${JSON.stringify(row)}\n`);
}

/** A run that was killed may have written lines of steps it will make again, and half a line. */
function rowsUntil(path: string, step: number): string {
  if (!existsSync(path)) return '';
  const kept = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => (stepOf(line) ?? Number.POSITIVE_INFINITY) <= step);
  return kept.map((line) => `${line}\n`).join('');
}

function stepOf(line: string): number | null {
  try {
    const row: unknown = JSON.parse(line);
    const step = (row as { readonly step?: unknown } | null)?.step;
    return typeof step === 'number' ? step : null;
  } catch {
    return null;
  }
}
