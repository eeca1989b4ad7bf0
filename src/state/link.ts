/**
 * The link: an experiment as the hash of the address, readable and written by hand if one likes.
 *
 *   #v=1&preset=mirror&hidden=48&seed=7&mixingWidths=64,64&models=sis-rnn,sis-rnn~mixingSamples:1,vrnn
 *
 * Only what differs from the preset is written; `modelList.ts` says how models are. What a link asks
 * wrongly is left out with a notice and the rest applies.
 */
import {
  EXPERIMENT_VERSION,
  type Experiment,
  type ModelSpec,
  problemsOf,
} from '../config/experiment.ts';
import { DEFAULT_PRESET, PRESETS, presetNamed } from '../config/presets.ts';
import {
  formatValue,
  isSettingKey,
  parseValue,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  type SettingValue,
  sameValue,
} from '../config/settings.ts';
import { linkText } from '../text/en/link.ts';
import { grouped } from '../text/numbers.ts';
import { formatModels, parseModels, shorten } from './modelList.ts';
import { formatInk, parseInk, type SharedInk } from './sharedInk.ts';

export const LINK_VERSION = 1;
/** A longer one is none of ours: all settings, four models and a drawing have a quarter of it. */
const MAX_LINK_CHARACTERS = 65_536;
/** What is wrong beyond that is counted. */
export const MAX_LINK_NOTICES = 12;
/** Keys that are no settings. */
const OTHER_KEYS: ReadonlySet<string> = new Set(['v', 'preset', 'ink', 'completions']);

export interface ParsedLink {
  readonly experiment: Experiment;
  /** A drawing to go on from. */
  readonly shared: SharedInk | null;
  /** What was left out and why, a sentence each. */
  readonly notices: readonly string[];
}

/**
 * The hash of an experiment and a drawing, `#` included. `parseLink` reads it back exactly. Throws a RangeError for
 * a drawing too long for a link.
 */
export function formatLink(experiment: Experiment, shared: SharedInk | null = null): string {
  const preset = presetNamed(experiment.preset) ?? DEFAULT_PRESET;
  const pairs = [`v=${LINK_VERSION}`, `preset=${preset.name}`];
  const models = formatModels(experiment.models);
  if (models !== formatModels(preset.experiment.models)) pairs.push(`models=${models}`);
  for (const key of SETTING_KEYS) {
    const value = experiment.settings[key];
    if (!sameValue(value, preset.experiment.settings[key]))
      pairs.push(`${key}=${formatValue(value)}`);
  }
  if (shared !== null) pairs.push(...formatInk(shared));
  return `#${pairs.join('&')}`;
}

/** Reads a hash, with or without `#`. Never throws: what is wrong becomes a notice. */
export function parseLink(hash: string): ParsedLink {
  const notices: string[] = [];
  if (hash.length > MAX_LINK_CHARACTERS) {
    notices.push(linkText().tooLong(grouped(hash.length), grouped(MAX_LINK_CHARACTERS)));
    return { experiment: DEFAULT_PRESET.experiment, shared: null, notices };
  }
  const pairs = readPairs(hash, notices);
  readVersion(pairs.get('v'), notices);
  const preset = readPreset(pairs.get('preset'), notices);
  const wanted = new Map<SettingKey | 'models', SettingValue | readonly ModelSpec[]>();
  for (const [key, text] of pairs) {
    if (OTHER_KEYS.has(key)) continue;
    if (key === 'models') {
      const models = parseModels(text, notices);
      if (models.length > 0) wanted.set('models', models);
    } else if (isSettingKey(key)) {
      const parsed = parseValue(key, text);
      if (parsed.ok) wanted.set(key, parsed.value);
      else notices.push(linkText().refused(parsed.problem));
    } else notices.push(linkText().noSetting(shorten(key)));
  }
  const shared = parseInk(pairs.get('ink'), pairs.get('completions'), notices);
  return { experiment: settle(preset, wanted, notices), shared, notices: fewOf(notices) };
}

function fewOf(notices: readonly string[]): readonly string[] {
  const more = notices.length - MAX_LINK_NOTICES + 1;
  if (more <= 1) return notices;
  return [...notices.slice(0, MAX_LINK_NOTICES - 1), linkText().more(grouped(more))];
}

function readPairs(hash: string, notices: string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of hash.replace(/^#/, '').split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals <= 0) {
      notices.push(linkText().noPair(shorten(part)));
      continue;
    }
    try {
      const key = decodeURIComponent(part.slice(0, equals));
      if (pairs.has(key)) notices.push(linkText().twice(shorten(key)));
      pairs.set(key, decodeURIComponent(part.slice(equals + 1)));
    } catch {
      notices.push(linkText().brokenEscape(shorten(part)));
    }
  }
  return pairs;
}

function readVersion(text: string | undefined, notices: string[]): void {
  if (text === undefined) return;
  const version = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(version) || version < 1) notices.push(linkText().noVersion(shorten(text)));
  else if (version > LINK_VERSION) notices.push(linkText().newer(version, LINK_VERSION));
}

function readPreset(name: string | undefined, notices: string[]): Experiment {
  if (name === undefined) return DEFAULT_PRESET.experiment;
  const preset = presetNamed(name);
  if (preset === undefined)
    notices.push(
      linkText().noPreset(
        shorten(name),
        PRESETS.map((known) => known.name).join(', '),
        DEFAULT_PRESET.name,
      ),
    );
  return (preset ?? DEFAULT_PRESET).experiment;
}

/**
 * Puts the wanted values on the preset. Where they contradict each other (or the preset), the latest one
 * whose withdrawal helps goes, then the next: withdrawing all of them leaves the preset, which is sound.
 */
function settle(
  preset: Experiment,
  wanted: ReadonlyMap<SettingKey | 'models', SettingValue | readonly ModelSpec[]>,
  notices: string[],
): Experiment {
  const kept = new Map(wanted);
  let experiment = assemble(preset, kept);
  let problems = problemsOf(experiment);
  for (const key of [...wanted.keys()].reverse()) {
    if (problems.length === 0) break;
    const rest = new Map(kept);
    rest.delete(key);
    const without = assemble(preset, rest);
    const remaining = problemsOf(without);
    if (remaining.length >= problems.length) continue;
    const gone = problems.filter((problem) => !remaining.includes(problem));
    notices.push(linkText().withdrawn(gone, key));
    kept.delete(key);
    experiment = without;
    problems = remaining;
  }
  if (problems.length === 0) return experiment;
  notices.push(linkText().unsound(problems));
  return preset;
}

function assemble(
  preset: Experiment,
  wanted: ReadonlyMap<SettingKey | 'models', SettingValue | readonly ModelSpec[]>,
): Experiment {
  const { models = preset.models, ...settings } = Object.fromEntries(
    wanted,
  ) as Partial<Settings> & {
    models?: readonly ModelSpec[];
  };
  return {
    version: EXPERIMENT_VERSION,
    preset: preset.preset,
    models,
    settings: { ...preset.settings, ...settings },
  };
}
