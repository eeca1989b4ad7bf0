/** A directory that `npm run train` wrote, read back: its experiment, and its models with their weights. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Experiment, parseExperiment } from '../config/experiment.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Ops } from '../model/ops.ts';
import { fromSafetensors, WeightsError } from '../train/safetensors.ts';
import { Trainer } from '../train/trainer.ts';
import { UsageError } from './flags.ts';

/** The experiment of a run. Throws a UsageError that says what the directory lacks. */
export function readExperiment(directory: string): Experiment {
  const path = join(directory, 'experiment.json');
  const text = readOf(directory, 'experiment.json').toString('utf8');
  try {
    return parseExperiment(JSON.parse(text));
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
}

/** The models of a run as its training left them. Throws a UsageError that names the file and what is wrong. */
export function openRun(
  directory: string,
  experiment: Experiment,
  dataset: Dataset,
  ops: Ops,
): Trainer {
  const trainer = new Trainer(experiment, dataset, ops);
  for (const learner of trainer.learners) {
    const file = `${learner.spec.id}.safetensors`;
    const bytes = readOf(directory, file);
    try {
      learner.load(fromSafetensors(learner.layout, bytes).flat);
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      throw new UsageError(`${join(directory, file)}: ${error.message}`);
    }
  }
  return trainer;
}

function readOf(directory: string, file: string): Buffer {
  try {
    return readFileSync(join(directory, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${directory} holds no finished run: ${file} cannot be read (${code ?? error}); npm run train -- --out ${directory} makes one`,
    );
  }
}
