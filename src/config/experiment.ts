/**
 * `Experiment`, the one value that describes a run: what the controls edit, the link carries, the worker
 * and the command line are started with, and a checkpoint begins with. Plain JSON, versioned.
 */

import { configText } from '../text/en/config.ts';
import { checkJson, EXPERIMENT_LIMITS } from './json.ts';
import {
  checkValue,
  defaultSettings,
  isGenerator,
  isSettingKey,
  isText,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  type SettingValue,
  specOf,
} from './settings.ts';
import {
  type ColourSlot,
  hasLatent,
  SYSTEM_TABLE,
  SYSTEMS,
  type System,
  systemNamed,
} from './systems.ts';

export const EXPERIMENT_VERSION = 1;

/** Models side by side, one colour each. */
export const MAX_MODELS = 4;

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

/** The settings one model is built with: the experiment's, its own overrides, and what its system means. */
export function settingsFor(experiment: Experiment, { system, overrides }: ModelSpec): Settings {
  return SYSTEM_TABLE[system].means({ ...experiment.settings, ...overrides }, overrides);
}

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
  const order: readonly ColourSlot[] = [SYSTEM_TABLE[system].slot, 2, 3, 0, 1];
  const slot = order.find((candidate) => !taken.has(candidate));
  return { id, system, slot: slot ?? 0, overrides };
}

/** The name under which the page shows a model: its system and what sets it apart. */
export function modelLabel(model: ModelSpec): string {
  const apart = Object.entries(model.overrides).map(([key, value]) => `${key} ${String(value)}`);
  return [SYSTEM_TABLE[model.system].label, ...apart].join(', ');
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
  const text = configText();
  const { settings, models } = experiment;
  if (models.length === 0) problems.push(text.noModels);
  if (models.length > MAX_MODELS) problems.push(text.tooManyModels(models.length, MAX_MODELS));
  if (new Set(models.map((model) => model.id)).size < models.length) problems.push(text.sameId);
  for (const model of models) {
    const own = settingsFor(experiment, model);
    if (own.injectedNoise.length !== own.mixingWidths.length)
      problems.push(text.unequalLayers(own.injectedNoise.length, own.mixingWidths.length));
    if (model.system === 'sis-rnn' && own.reverseModel && own.noiseKind !== 'bernoulli')
      problems.push(text.reverseModel);
    if (!hasLatent(model.system) && usesKnownGenerator(settings)) problems.push(text.knownDecoder);
    const { wordDecoder, wordWidth, attentionHeads } = own;
    if (isText(own.data) && wordDecoder === 'transformer' && wordWidth % attentionHeads !== 0)
      problems.push(text.heads(wordWidth, attentionHeads));
    if (model.system === 'nade' && settings.data !== 'digits-rows') problems.push(text.nade);
  }
  return [...new Set(problems)];
}

/**
 * Reads an experiment from JSON of unknown origin (a file, a stored run). A setting it lacks did not exist when it was
 * written and takes its default, which is what runs did before: rows of the table are added that way. One it should not
 * have is refused. Throws an Error that names every wrong field, what it held and what it takes.
 */
export function parseExperiment(json: unknown): Experiment {
  const text = configText();
  const problems: string[] = [];
  try {
    checkJson(json, EXPERIMENT_LIMITS.depth);
  } catch (error) {
    throw new Error(text.notExperiment((error as Error).message));
  }
  const root = asRecord(json, text.theExperiment, problems);
  if (root['version'] !== EXPERIMENT_VERSION)
    problems.push(text.version(JSON.stringify(root['version']), EXPERIMENT_VERSION));
  const settings = {
    ...defaultSettings(),
    ...parseSettings(root['settings'], 'settings', problems),
  };
  const listed = root['models'];
  if (!Array.isArray(listed)) problems.push(text.modelsNoList);
  const models = Array.isArray(listed)
    ? listed.map((model, index) => parseModel(model, index, problems))
    : [];
  const preset = typeof root['preset'] === 'string' ? root['preset'] : '';
  if (preset === '') problems.push(text.noPreset);
  const experiment: Experiment = {
    version: EXPERIMENT_VERSION,
    preset,
    models,
    settings,
  };
  if (problems.length === 0) problems.push(...problemsOf(experiment));
  if (problems.length > 0) throw new Error(text.notExperiment(problems.join(text.separator)));
  return experiment;
}

/** Settings that an experiment of an older build lacks. */
export function missingSettings(json: unknown): SettingKey[] {
  const settings = asRecord(asRecord(json, '', [])['settings'], '', []);
  return SETTING_KEYS.filter((key) => !Object.hasOwn(settings, key));
}

function parseModel(json: unknown, index: number, problems: string[]): ModelSpec {
  const text = configText();
  const where = `models[${index}]`;
  const model = asRecord(json, where, problems);
  const system = systemNamed(model['system']);
  if (system === undefined)
    problems.push(text.system(where, JSON.stringify(model['system']), SYSTEMS.join(', ')));
  const slot = ([0, 1, 2, 3] as const).find((candidate) => candidate === model['slot']);
  if (slot === undefined) problems.push(text.slot(where));
  const id = model['id'];
  // The id becomes a file name.
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{0,40}$/.test(id))
    problems.push(text.id(where, JSON.stringify(id)));
  const overrides = parseSettings(model['overrides'] ?? {}, `${where}.overrides`, problems);
  for (const key of Object.keys(overrides) as SettingKey[])
    if (specOf(key).perModel !== true) problems.push(text.notOfModel(where, key));
  return { id: String(id), system: system ?? 'sis-rnn', slot: slot ?? 0, overrides };
}

function parseSettings(json: unknown, where: string, problems: string[]): Partial<Settings> {
  const accepted: [string, SettingValue][] = [];
  for (const [key, value] of Object.entries(asRecord(json, where, problems))) {
    if (!isSettingKey(key)) {
      problems.push(configText().noSetting(where, key));
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
  problems.push(configText().noObject(where));
  return {};
}
