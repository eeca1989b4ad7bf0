/**
 * `Experiment`, the one value that describes a run: what the controls edit, the link carries, the worker
 * and the command line are started with, and a checkpoint begins with. Plain JSON, versioned.
 */
import { checkJson, EXPERIMENT_LIMITS } from './json.ts';
import { fallsToOne } from './schedules.ts';
import {
  checkValue,
  defaultSettings,
  isGenerator,
  isSettingKey,
  isText,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type Settings,
  type SettingValue,
  specOf,
} from './settings.ts';

export const EXPERIMENT_VERSION = 1;

/** The family of models the page is about. */
export const SYSTEMS = ['sis-rnn', 'vrnn', 'rnn'] as const;
/** For comparison, on the command line only: of pictures, without time, without anything to watch. */
export const HEADLESS_SYSTEMS = ['nade'] as const;
export type System = (typeof SYSTEMS)[number] | (typeof HEADLESS_SYSTEMS)[number];
const ALL_SYSTEMS: readonly System[] = [...SYSTEMS, ...HEADLESS_SYSTEMS];

/** Undefined where there is none of this name. */
export function systemNamed(name: unknown): System | undefined {
  return ALL_SYSTEMS.find((system) => system === name);
}

/** What the page calls each system. */
export const SYSTEM_LABELS: Readonly<Record<System, string>> = {
  'sis-rnn': 'SIS-RNN',
  vrnn: 'VRNN',
  rnn: 'RNN',
  nade: 'NADE',
};

/** Models side by side, one colour each. */
export const MAX_MODELS = 4;
export type ColourSlot = 0 | 1 | 2 | 3;

export interface ModelSpec {
  /** Unique in the experiment; also the name of the model's files: `sis-rnn`, `vrnn`, `sis-rnn-2`. */
  readonly id: string;
  readonly system: System;
  /** The colour the model keeps while others come and go. */
  readonly slot: ColourSlot;
  /** Settings in which this model differs from the experiment; only `perModel` ones. */
  readonly overrides: Partial<Settings>;
}

export interface Experiment {
  readonly version: typeof EXPERIMENT_VERSION;
  /** Name of the preset it began as; see `presets.ts`. */
  readonly preset: string;
  readonly models: readonly ModelSpec[];
  readonly settings: Settings;
}

/**
 * The settings one model is built with: the experiment's, its own overrides, and what its system means. A
 * VRNN is an SIS-RNN without injected noise and extra draws. Nor does it follow the recipe for forking, unless
 * its own overrides say so: a cap on sigma would take all the entropy it has, and tempering let its one
 * Gaussian settle across several branches (folds, born with a wide sigma: 1.45 nats a step tempered, 0.69 not).
 */
export function settingsFor(experiment: Experiment, model: ModelSpec): Settings {
  const { settings } = experiment;
  const own = { ...settings, ...model.overrides };
  if (model.system === 'sis-rnn') return { ...own, refinementSteps: 0 };
  return {
    ...own,
    sigmaCap: SETTINGS.sigmaCap.default,
    annealing: fallsToOne(settings.annealing) ? 'none' : settings.annealing,
    ...model.overrides,
    injectedNoise: own.mixingWidths.map(() => 0),
    mixingSamples: 0,
    mixingSamplesStart: 0,
    sigma: 'deterministic',
    initialSpread: 0,
  };
}

const PREFERRED_SLOT: Readonly<Record<System, ColourSlot>> = {
  'sis-rnn': 0,
  vrnn: 1,
  rnn: 2,
  nade: 3,
};

/** A model of `system` beside `others`: with a free name and a free colour. Throws when all are taken. */
export function newModel(
  system: System,
  others: readonly ModelSpec[],
  overrides: Partial<Settings> = {},
): ModelSpec {
  if (others.length >= MAX_MODELS)
    throw new RangeError(`an experiment holds at most ${MAX_MODELS} models`);
  const ids = new Set(others.map((model) => model.id));
  let id: string = system;
  for (let n = 2; ids.has(id); n++) id = `${system}-${n}`;
  const taken = new Set(others.map((model) => model.slot));
  const order: readonly ColourSlot[] = [PREFERRED_SLOT[system], 2, 3, 0, 1];
  const slot = order.find((candidate) => !taken.has(candidate));
  return { id, system, slot: slot ?? 0, overrides };
}

/** The name under which the page shows a model: its system and what sets it apart. */
export function modelLabel(model: ModelSpec): string {
  const apart = Object.entries(model.overrides).map(([key, value]) => `${key} ${String(value)}`);
  return [SYSTEM_LABELS[model.system], ...apart].join(', ');
}

/** Sets one setting and returns a new experiment. */
export function withSetting(
  experiment: Experiment,
  key: SettingKey,
  value: SettingValue,
): Experiment {
  return { ...experiment, settings: { ...experiment.settings, [key]: value } };
}

/** Sets one setting of one model alone; the same experiment where there is no model of this id. */
export function withOverride(
  experiment: Experiment,
  id: string,
  key: SettingKey,
  value: SettingValue,
): Experiment {
  const models = experiment.models.map((model) =>
    model.id === id ? { ...model, overrides: { ...model.overrides, [key]: value } } : model,
  );
  return { ...experiment, models };
}

/** True where the generator's own prior and decoder stand in, frozen. */
export function usesKnownGenerator(settings: Settings): boolean {
  return settings.generator === 'known' && isGenerator(settings.data);
}

/** What is wrong with the experiment as a whole, each a sentence for the person who wrote it. */
export function problemsOf(experiment: Experiment): string[] {
  const problems: string[] = [];
  const { settings, models } = experiment;
  if (models.length === 0) problems.push('models is empty: an experiment needs at least one model');
  if (models.length > MAX_MODELS)
    problems.push(`models lists ${models.length}: an experiment holds at most ${MAX_MODELS}`);
  if (new Set(models.map((model) => model.id)).size < models.length)
    problems.push('two models have the same id: each needs its own');
  for (const model of models) {
    const own = settingsFor(experiment, model);
    if (own.injectedNoise.length !== own.mixingWidths.length)
      problems.push(
        `injectedNoise has ${own.injectedNoise.length} numbers and mixingWidths ${own.mixingWidths.length}: each mixing layer takes one`,
      );
    if (model.system === 'sis-rnn' && own.reverseModel && own.noiseKind !== 'bernoulli')
      problems.push('reverseModel guesses coins: set noiseKind=bernoulli, or reverseModel=false');
    if (model.system === 'rnn' && usesKnownGenerator(settings))
      problems.push(
        'an RNN has no latent, so it cannot use the known decoder of a generator: set generator=learned',
      );
    const { wordDecoder, wordWidth, attentionHeads } = own;
    if (isText(own.data) && wordDecoder === 'transformer' && wordWidth % attentionHeads !== 0)
      problems.push(
        `wordWidth is ${wordWidth} and attentionHeads ${attentionHeads}: the heads have to divide the width`,
      );
    if (model.system === 'nade' && settings.data !== 'digits-rows')
      problems.push('a NADE is a model of binary pictures: set data=digits-rows');
  }
  return [...new Set(problems)];
}

/**
 * Reads an experiment from JSON of unknown origin (a file, a stored run). A setting it lacks did not exist when it was
 * written and takes its default, which is what runs did before: rows of the table are added that way. One it should not
 * have is refused. Throws an Error that names every wrong field, what it held and what it takes.
 */
export function parseExperiment(json: unknown): Experiment {
  const problems: string[] = [];
  try {
    checkJson(json, EXPERIMENT_LIMITS.depth);
  } catch (error) {
    throw new Error(`not an experiment: ${(error as Error).message}`);
  }
  const root = asRecord(json, 'the experiment', problems);
  if (root['version'] !== EXPERIMENT_VERSION)
    problems.push(
      `version is ${JSON.stringify(root['version'])}: this build reads version ${EXPERIMENT_VERSION}`,
    );
  const settings = {
    ...defaultSettings(),
    ...parseSettings(root['settings'], 'settings', problems),
  };
  const listed = root['models'];
  if (!Array.isArray(listed)) problems.push('models is not a list');
  const models = Array.isArray(listed)
    ? listed.map((model, index) => parseModel(model, index, problems))
    : [];
  const preset = typeof root['preset'] === 'string' ? root['preset'] : '';
  if (preset === '') problems.push('preset is not a name');
  const experiment: Experiment = {
    version: EXPERIMENT_VERSION,
    preset,
    models,
    settings,
  };
  if (problems.length === 0) problems.push(...problemsOf(experiment));
  if (problems.length > 0) throw new Error(`not an experiment: ${problems.join('; ')}`);
  return experiment;
}

/** Settings that an experiment of an older build lacks. */
export function missingSettings(json: unknown): SettingKey[] {
  const settings = asRecord(asRecord(json, '', [])['settings'], '', []);
  return SETTING_KEYS.filter((key) => !Object.hasOwn(settings, key));
}

function parseModel(json: unknown, index: number, problems: string[]): ModelSpec {
  const where = `models[${index}]`;
  const model = asRecord(json, where, problems);
  const system = systemNamed(model['system']);
  if (system === undefined)
    problems.push(
      `${where}.system is ${JSON.stringify(model['system'])}: one of ${ALL_SYSTEMS.join(', ')}`,
    );
  const slot = ([0, 1, 2, 3] as const).find((candidate) => candidate === model['slot']);
  if (slot === undefined) problems.push(`${where}.slot is not 0, 1, 2 or 3`);
  const id = model['id'];
  // The id becomes a file name.
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{0,40}$/.test(id))
    problems.push(`${where}.id is ${JSON.stringify(id)}: lower-case letters, digits and hyphens`);
  const overrides = parseSettings(model['overrides'] ?? {}, `${where}.overrides`, problems);
  for (const key of Object.keys(overrides) as SettingKey[])
    if (specOf(key).perModel !== true)
      problems.push(`${where}.overrides.${key} belongs to the whole experiment`);
  return { id: String(id), system: system ?? 'sis-rnn', slot: slot ?? 0, overrides };
}

function parseSettings(json: unknown, where: string, problems: string[]): Partial<Settings> {
  const accepted: [string, SettingValue][] = [];
  for (const [key, value] of Object.entries(asRecord(json, where, problems))) {
    if (!isSettingKey(key)) {
      problems.push(`${where}.${key} is not a setting`);
      continue;
    }
    const checked = checkValue(key, value);
    if (checked.ok) accepted.push([key, checked.value]);
    else problems.push(`${where}.${checked.problem}`);
  }
  return Object.fromEntries(accepted) as Partial<Settings>;
}

function asRecord(json: unknown, where: string, problems: string[]): Record<string, unknown> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>;
  problems.push(`${where} is not an object`);
  return {};
}
