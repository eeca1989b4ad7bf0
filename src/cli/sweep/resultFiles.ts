/** What a sweep leaves beside its runs: results.jsonl, table.md and plot.svg. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Baseline } from '../../sweep/cells.ts';
import type { SweepRun } from '../../sweep/grid.ts';
import { sweepPlot } from '../../sweep/plot.ts';
import { formatRows, rowsOf } from '../../sweep/rows.ts';
import { sweepSvg } from '../../sweep/svg.ts';
import { sweepMarkdown, sweepTable } from '../../sweep/table.ts';
import { writeWhole } from '../wholeFile.ts';

const ROWS = 'results.jsonl';
const TABLE = 'table.md';
const PLOT = 'plot.svg';

/** Those of them that are there, and the runs, in words. */
export function whatIsIn(out: string): string {
  const files = [ROWS, TABLE, PLOT].filter((name) => existsSync(join(out, name)));
  return [...files, 'every run in runs/'].join(', ');
}

/**
 * Writes them from the results there are, by the name of the run that made them; a run that is the same as another has
 * the rows of that one. Returns the table as Markdown; null where there is no result yet, and nothing is written.
 */
export function writeResults(
  out: string,
  runs: readonly SweepRun[],
  results: ReadonlyMap<string, unknown>,
  aside: ReadonlyMap<string, string>,
  baseline: Baseline | null,
): string | null {
  const rows = runs.flatMap((run) => {
    const result = results.get(run.sameAs);
    return result === undefined ? [] : rowsOf(run, result);
  });
  if (rows.length === 0) return null;
  const title = `Sweep of ${runs[0]!.experiment.preset}`;
  const lost = [...aside].map(([run, error]) => ({ run, error }));
  const table = sweepMarkdown(sweepTable(rows, baseline), title, lost);
  writeWhole(join(out, ROWS), formatRows(rows));
  writeWhole(join(out, TABLE), table);
  const plot = sweepPlot(rows);
  if (plot !== null) writeWhole(join(out, PLOT), sweepSvg(plot, title));
  return table;
}
