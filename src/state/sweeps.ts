/** Results of sweeps that the reader opened. */
import { looksLikeRows, parseRows, type SweepRow } from '../sweep/rows.ts';

export interface ImportedSweep {
  /** The name of the file. */
  readonly source: string;
  readonly rows: readonly SweepRow[];
}

/**
 * The sweeps with that of a file, which replaces one of the same name; null where the text is no results.jsonl. Throws a
 * RowError where it is a broken one.
 */
export function withSweep(
  sweeps: readonly ImportedSweep[],
  source: string,
  text: string,
): ImportedSweep[] | null {
  if (!looksLikeRows(text)) return null;
  return [...sweeps.filter((other) => other.source !== source), { source, rows: parseRows(text) }];
}
