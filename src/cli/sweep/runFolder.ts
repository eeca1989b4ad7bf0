/** The folder of one run, as `npm run train` writes it: what is in it, and whether it may be written. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../../config/experiment.ts';
import { formatValue, SETTING_KEYS } from '../../config/settings.ts';
import { readExperiment } from '../finishedRun.ts';
import { UsageError } from '../flags.ts';
import { writeWhole } from '../wholeFile.ts';

export const EXPERIMENT_FILE = 'experiment.json';
export const RESULT_FILE = 'result.json';

/** Makes the folder and writes what is to be run in it. Throws a UsageError where it holds the run of another experiment. */
export function prepareFolder(folder: string, experiment: Experiment): void {
  if (existsSync(join(folder, EXPERIMENT_FILE))) {
    const there = readExperiment(folder);
    const differences = SETTING_KEYS.flatMap((key) => {
      const [old, wanted] = [there, experiment].map(({ settings }) => formatValue(settings[key]));
      return old === wanted ? [] : [`${key} ${old} there and ${wanted} here`];
    });
    if (JSON.stringify(there.models) !== JSON.stringify(experiment.models))
      differences.unshift('other models');
    if (differences.length > 0)
      throw new UsageError(
        `${folder} holds the run of another experiment (${differences.slice(0, 4).join(', ')}): give another folder with --out`,
      );
  }
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, EXPERIMENT_FILE), `${JSON.stringify(experiment, null, 2)}\n`);
}

/** The result of a run that has ended, diverged or not; null where it has not, or was interrupted. */
export function finishedResult(folder: string): Readonly<Record<string, unknown>> | null {
  let result: unknown;
  try {
    result = JSON.parse(readFileSync(join(folder, RESULT_FILE), 'utf8'));
  } catch {
    return null;
  }
  if (typeof result !== 'object' || result === null) return null;
  const { interrupted } = result as { readonly interrupted?: unknown };
  return interrupted === false ? (result as Readonly<Record<string, unknown>>) : null;
}
