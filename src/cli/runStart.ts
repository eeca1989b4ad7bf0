/** Which run a command is about: a new one, or one that goes on from the checkpoint of a folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Experiment } from '../config/experiment.ts';
import { formatValue, SETTING_KEYS, type SettingKey, specOf } from '../config/settings.ts';
import { type Checkpoint, CheckpointError, fromCheckpoint } from '../train/checkpoint.ts';
import { type Command, experimentOf, flagOf, UsageError } from './flags.ts';

export const CHECKPOINT_FILE = 'checkpoint.safetensors';

export interface RunStart {
  readonly experiment: Experiment;
  /** Where the run is written. */
  readonly out: string;
  /** Null where it begins at its first step. */
  readonly from: { readonly folder: string; readonly checkpoint: Checkpoint } | null;
}

/** Flags that say what a new run is; a run that goes on knows. */
const OF_NEW_RUNS = ['preset', 'experiment', 'models'];

/**
 * `--resume DIR` goes on with the run of that folder, with other settings where flags give them and they may change in
 * a run; another learning rate also sets models going that diverged. Without it a second command with the same
 * experiment and folder goes on too.
 * Throws a UsageError, among others where a folder holds the run of another experiment: nothing is overwritten.
 */
export function runStart(command: Command): RunStart {
  const folder = command.own.get('resume');
  if (folder === undefined) return newOrAgain(command);
  const given = OF_NEW_RUNS.find((flag) => command.own.has(flag));
  if (given !== undefined)
    throw new UsageError(`--${given} is for a new run: --resume ${folder} goes on with its own`);
  const checkpoint = readCheckpoint(folder);
  if (checkpoint === null)
    throw new UsageError(
      `--resume ${folder}: there is no ${CHECKPOINT_FILE} in it; npm run train -- --out ${folder} begins a run that has one`,
    );
  const old = checkpoint.state.experiment;
  const experiment = experimentOf(command, JSON.stringify(old));
  const fixed = differing(experiment, old).find((key) => specOf(key).effect === 'restart');
  if (fixed !== undefined)
    throw new UsageError(
      `--${flagOf(fixed)} cannot change in a run, which has ${formatValue(old.settings[fixed])}: begin a new one`,
    );
  const revived = differing(experiment, old).includes('learningRate');
  const learners = checkpoint.state.learners.map((learner) =>
    revived ? { ...learner, halted: false } : learner,
  );
  const state = { ...checkpoint.state, experiment, learners };
  const out = command.own.get('out') ?? folder;
  if (resolve(out) !== resolve(folder) && existsSync(join(out, CHECKPOINT_FILE)))
    throw new UsageError(
      `--out ${out} holds a run already: give another folder, or leave --out away to go on in ${folder}`,
    );
  return {
    experiment,
    out,
    from: { folder, checkpoint: { ...checkpoint, state } },
  };
}

function newOrAgain(command: Command): RunStart {
  const file = command.own.get('experiment');
  const experiment = experimentOf(command, file === undefined ? null : readText(file));
  const out = command.own.get('out') ?? join('runs', experiment.preset);
  const checkpoint = readCheckpoint(out);
  if (checkpoint === null) return { experiment, out, from: null };
  const { experiment: old, step } = checkpoint.state;
  const keys = differing(experiment, old);
  const differences = keys.map(
    (key) =>
      `${key} ${formatValue(old.settings[key])} there and ${formatValue(experiment.settings[key])} here`,
  );
  if (JSON.stringify(old.models) !== JSON.stringify(experiment.models))
    differences.unshift('other models');
  if (differences.length > 0)
    throw new UsageError(
      `${out} holds the run of another experiment (${differences.slice(0, 4).join(', ')}), at step ${step}: give another folder with --out, or go on with that run with --resume ${out}`,
    );
  return { experiment, out, from: { folder: out, checkpoint } };
}

function differing(one: Experiment, other: Experiment): SettingKey[] {
  const text = (of: Experiment, key: SettingKey) => formatValue(of.settings[key]);
  return SETTING_KEYS.filter((key) => text(one, key) !== text(other, key));
}

/** Null where the folder has none. Throws a UsageError where it has one that cannot be read. */
function readCheckpoint(folder: string): Checkpoint | null {
  const path = join(folder, CHECKPOINT_FILE);
  if (!existsSync(path)) return null;
  try {
    return fromCheckpoint(readFileSync(path));
  } catch (error) {
    if (error instanceof CheckpointError)
      throw new UsageError(
        `${path} cannot be read: ${error.message}. It was left as it is; another --out begins a new run`,
      );
    throw new UsageError(`${path}: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

/** The file that --experiment names. Throws a UsageError. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--experiment ${path}: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}
