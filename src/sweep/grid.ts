/** The product of axes as experiments, each with the name of its folder. Pure. */
import {
  type Experiment,
  type ModelSpec,
  newModel,
  problemsOf,
  settingsFor,
  withSetting,
} from '../config/experiment.ts';
import { SETTING_KEYS, specOf } from '../config/settings.ts';
import { systemNamed } from '../config/systems.ts';
import { type Axis, SweepError, valueNamed } from './axis.ts';

export interface SweepRun {
  /** Its place in the sweep, and its folder: `model=vrnn_mixingSamples=10_seed=3`. */
  readonly name: string;
  /** The value of every axis, as written. */
  readonly values: Readonly<Record<string, string>>;
  readonly experiment: Experiment;
  /**
   * The first run that trains the very same models: mixing samples, say, are nothing to a VRNN. Its own name for all
   * but those that follow such a run.
   */
  readonly sameAs: string;
}

export const MAX_RUNS = 10_000;
/** Folder names end at 255 bytes. */
const MAX_NAME = 200;

/**
 * Every combination of the values on `base`, the last axis fastest. A setting that is swept also takes the place of what
 * single models of the base had of their own. With the axis `model` an experiment has that one system, as the base has it
 * where it does. Throws a SweepError.
 */
export function sweepRuns(base: Experiment, axes: readonly Axis[]): SweepRun[] {
  checkAxes(base, axes);
  const names = new Map<string, string>();
  return combinations(axes).map((chosen) => {
    const experiment = experimentAt(base, axes, chosen);
    const name = chosen.map((value, i) => `${axes[i]!.name}=${value}`).join('_') || 'run';
    if (name.length > MAX_NAME)
      throw new SweepError(
        `the name of a run would have ${name.length} letters (${name.slice(0, 40)}...): expected at most ${MAX_NAME}; sweep fewer settings, and give the others as flags`,
      );
    const problems = problemsOf(experiment);
    if (problems.length > 0) throw new SweepError(`${name}: ${problems.join('; ')}`);
    const training = trainingOf(experiment);
    const sameAs = names.get(training) ?? name;
    names.set(training, sameAs);
    const values = Object.fromEntries(chosen.map((value, i) => [axes[i]!.name, value]));
    return { name, values, experiment, sameAs };
  });
}

function checkAxes(base: Experiment, axes: readonly Axis[]): void {
  const names = axes.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new SweepError(`--set ${twice} is given twice: expected all its values in one`);
  const systems = axes.find(({ target }) => target.kind === 'model')?.values;
  const ids = systems ?? base.models.map(({ id }) => id);
  for (const { name, target } of axes)
    if (target.kind === 'own' && !ids.includes(target.id))
      throw new SweepError(
        `--set ${name}: there is no model ${target.id}; there are ${ids.join(', ')}`,
      );
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > MAX_RUNS)
    throw new SweepError(`the sweep has ${count} runs: expected at most ${MAX_RUNS}`);
}

function combinations(axes: readonly Axis[]): string[][] {
  return axes.reduce<string[][]>(
    (before, { values }) => before.flatMap((chosen) => values.map((value) => [...chosen, value])),
    [[]],
  );
}

function experimentAt(
  base: Experiment,
  axes: readonly Axis[],
  chosen: readonly string[],
): Experiment {
  let experiment = base;
  const each = (kind: Axis['target']['kind'], change: (axis: Axis, value: string) => void) =>
    axes.forEach((axis, i) => {
      if (axis.target.kind === kind) change(axis, chosen[i]!);
    });
  each('model', (_, value) => {
    const system = systemNamed(value)!;
    const own = base.models.find((model) => model.system === system);
    // Alone it has its own name, whichever it had beside others.
    const model = { ...newModel(system, []), ...(own && { overrides: own.overrides }) };
    experiment = { ...experiment, models: [model] };
  });
  each('setting', ({ target }, value) => {
    if (target.kind !== 'setting') return;
    experiment = withSetting(experiment, target.key, valueNamed(target.key, value));
    experiment = {
      ...experiment,
      models: experiment.models.map((model) => {
        const { [target.key]: _, ...overrides } = model.overrides;
        return { ...model, overrides };
      }),
    };
  });
  each('own', ({ target }, value) => {
    if (target.kind !== 'own') return;
    const { id, key } = target;
    const changed = (model: ModelSpec) =>
      model.id === id
        ? { ...model, overrides: { ...model.overrides, [key]: valueNamed(key, value) } }
        : model;
    experiment = { ...experiment, models: experiment.models.map(changed) };
  });
  return experiment;
}

/** Equal for experiments whose runs are the same to the last bit. */
function trainingOf(experiment: Experiment): string {
  const { settings, models } = experiment;
  const shared = SETTING_KEYS.filter((key) => specOf(key).perModel !== true);
  return JSON.stringify([
    shared.map((key) => settings[key]),
    models.map((model) => {
      const own = settingsFor(experiment, model);
      return [model.id, SETTING_KEYS.map((key) => own[key])];
    }),
  ]);
}
