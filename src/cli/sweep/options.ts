/** The flags of `npm run sweep`. */
import { availableParallelism } from 'node:os';
import { type Axis, parseAxis, SweepError } from '../../sweep/axis.ts';
import { type Baseline, parseBaseline } from '../../sweep/cells.ts';
import { type SweepRun, sweepRuns } from '../../sweep/grid.ts';
import {
  checkpointSeconds,
  experimentOf,
  helpText,
  type OwnFlags,
  parseCommand,
  UsageError,
} from '../flags.ts';
import { backendNamed } from '../nodeBackend.ts';
import { readText } from '../runStart.ts';
import type { RunManner } from './childRun.ts';

const FLAGS: OwnFlags = {
  set: [
    'NAME=VALUES',
    'a setting and the values it takes, any number of times: seed=1..5, mixingSamples=1,10,50, mixingWidths=64-64,80-80, model=vrnn,sis-rnn (one system a run), sis-rnn.mixingSamples=1,10 (of that model alone). Every combination is run',
  ],
  preset: ['NAME', 'the experiment to begin with (listed below); default mirror'],
  experiment: ['FILE', 'begin with an experiment.json instead'],
  models: ['LIST', 'systems side by side in every run, where model is not swept'],
  data: ['PATH', 'what a data set of yours is read from, as in npm run train'],
  backend: ['NAME', 'auto, wasm, cpu or webgpu; default auto'],
  out: [
    'DIR',
    'where to write; default runs/PRESET-sweep. Runs that are finished there are not made again, others go on',
  ],
  baseline: ['NAME=VALUE', 'what differences are paired with, by seed: model=vrnn'],
  processes: [
    'N',
    'runs at a time on this machine; default one a core, on WebGPU one. With --queue none: workers make them',
  ],
  'checkpoint-every': ['SECONDS', 'how much of a run may be lost; default 60'],
  queue: [
    'redis://HOST:PORT',
    'hands the runs to machines on which npm run worker -- --queue redis://HOST:PORT runs; redis://:PASSWORD@HOST:PORT where it asks for one, rediss:// over TLS',
  ],
};
const USAGE =
  'npm run sweep -- --set NAME=VALUES [--set ...] [--preset NAME] [--SETTING VALUE ...] [--baseline NAME=VALUE] [--out DIR]';

export interface SweepOptions {
  readonly runs: readonly SweepRun[];
  readonly baseline: Baseline | null;
  readonly out: string;
  readonly manner: RunManner;
  readonly processes: number;
  /** Of the Redis of a queue; null: runs are made here. */
  readonly address: string | null;
}

/** Null where help was asked for; the text of it is `SWEEP_HELP`. Throws a UsageError. */
export function sweepOptions(args: readonly string[]): SweepOptions | null {
  const { sets, rest } = withoutSets(args);
  const command = parseCommand(rest, FLAGS);
  if (command.help) return null;
  const { own } = command;
  const file = own.get('experiment');
  const base = experimentOf(command, file === undefined ? null : readText(file));
  if (sets.length === 0)
    throw new UsageError(
      'there is no --set: expected at least one, such as --set seed=1..5; --help says more',
    );
  const backend = backendNamed(own.get('backend'));
  // What would be wrong in every run is told before the first.
  checkpointSeconds(own.get('checkpoint-every'));
  try {
    const axes = sets.map(parseAxis);
    const given = axes.find(({ name }) => command.settings.some(([key]) => key === name));
    if (given !== undefined)
      throw new UsageError(`${given.name} is given by --set and by a flag: leave the flag away`);
    if (own.has('models') && axes.some(({ name }) => name === 'model'))
      throw new UsageError('--models and --set model are two ways: give one of them');
    const runs = sweepRuns(base, axes);
    const baseline = own.get('baseline');
    return {
      runs,
      baseline: baseline === undefined ? null : parseBaseline(baseline, choicesOf(axes, runs)),
      out: own.get('out') ?? `runs/${base.preset}-sweep`,
      manner: {
        data: own.get('data'),
        backend,
        checkpointEvery: own.get('checkpoint-every'),
      },
      processes: processesOf(own.get('processes'), backend),
      address: own.get('queue') ?? null,
    };
  } catch (error) {
    throw error instanceof SweepError ? new UsageError(error.message) : error;
  }
}

/** The text of `--help`. */
export function sweepHelp(): string {
  return helpText(USAGE, FLAGS);
}

/** How many runs at a time: one a core, because each keeps one busy; on WebGPU one, because all share the GPU. */
export function processesOf(text: string | undefined, backend: string): number {
  const most = backend === 'webgpu' ? 1 : availableParallelism();
  if (text === undefined) return most;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new UsageError(
    `--processes ${text}: expected a whole number from 1 to ${most}${backend === 'webgpu' ? ', because runs would share the GPU' : ', the cores of this machine'}`,
  );
}

/** `--set` may be given many times, unlike other flags. */
function withoutSets(args: readonly string[]) {
  const sets: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    if (argument.startsWith('--set=')) sets.push(argument.slice('--set='.length));
    else if (argument !== '--set') rest.push(argument);
    else if (args[i + 1] === undefined) throw new UsageError('--set needs a value');
    else sets.push(args[++i]!);
  }
  return { sets, rest };
}

/** The values a baseline may name: of every axis, and the models. */
function choicesOf(axes: readonly Axis[], runs: readonly SweepRun[]) {
  const models = new Set(runs.flatMap(({ experiment }) => experiment.models.map(({ id }) => id)));
  const swept = axes
    .filter(({ name }) => name !== 'seed' && name !== 'model')
    .map(({ name, values }) => [name, values] as const);
  return Object.fromEntries([['model', [...models]] as const, ...swept]);
}
