/** Command-line flags, derived from the table of settings: `--hidden 48`, `--mixing-samples=10`, `--help`. */
import {
  type Experiment,
  modelLabel,
  newModel,
  parseExperiment,
  problemsOf,
  withSetting,
} from '../config/experiment.ts';
import { LONG_PRESETS, PRESETS, presetNamed } from '../config/presets.ts';
import {
  describeRange,
  formatValue,
  type Group,
  parseValue,
  SETTING_KEYS,
  type SettingKey,
  type SettingValue,
  specOf,
} from '../config/settings.ts';
import { SYSTEMS, systemNamed } from '../config/systems.ts';

/** A command a person wrote that cannot be carried out; the message is for them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Flags that are not settings, with the placeholder and help text of each. */
export type OwnFlags = Readonly<Record<string, readonly [placeholder: string, help: string]>>;

/** `--data` names a file, so the setting of that name goes by another. */
const FLAG_OF: Partial<Record<SettingKey, string>> = { data: 'data-set' };

/** The flag of a setting, without its hyphens. */
export function flagOf(key: SettingKey): string {
  return FLAG_OF[key] ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const KEY_OF_FLAG = new Map<string, SettingKey>(
  SETTING_KEYS.flatMap((key) => [
    [flagOf(key), key] as const,
    // The key as links write it serves as well.
    ...(key in FLAG_OF ? [] : [[key, key] as const]),
  ]),
);

export interface Command {
  /** Values of the flags that are not settings. */
  readonly own: ReadonlyMap<string, string>;
  /** Settings in the order they were written. */
  readonly settings: readonly (readonly [SettingKey, string])[];
  readonly help: boolean;
}

/** Splits arguments into flags and values. Throws a UsageError that names what it did not understand. */
export function parseCommand(args: readonly string[], ownFlags: OwnFlags): Command {
  const own = new Map<string, string>();
  const settings: [SettingKey, string][] = [];
  let help = false;
  for (let i = 0; i < args.length; i++) {
    const [flag, attached] = splitFlag(args[i]!);
    if (flag === 'help') {
      help = true;
      continue;
    }
    const key = KEY_OF_FLAG.get(flag);
    if (key === undefined && !Object.hasOwn(ownFlags, flag))
      throw new UsageError(`--${flag} is not a flag; --help lists them`);
    const value = attached ?? args[++i];
    if (value === undefined) throw new UsageError(`--${flag} needs a value`);
    if (key === undefined) own.set(flag, value);
    else settings.push([key, value]);
  }
  return { own, settings, help };
}

function splitFlag(argument: string): [flag: string, value: string | undefined] {
  const match = /^--([A-Za-z][A-Za-z-]*)(?:=(.*))?$/s.exec(argument);
  if (match === null)
    throw new UsageError(`"${argument}" is not a flag: flags look like --hidden 48`);
  return [match[1]!, match[2]];
}

/**
 * The experiment of a command: a preset or a file (`fileText`), then its models, then its settings.
 * Throws a UsageError.
 */
export function experimentOf(command: Command, fileText: string | null): Experiment {
  let experiment = fileText === null ? presetOf(command) : fromFile(fileText);
  const models = command.own.get('models');
  if (models !== undefined) experiment = { ...experiment, models: parseModels(models) };
  for (const [key, text] of command.settings) {
    const parsed = parseValue(key, text);
    if (!parsed.ok) throw new UsageError(`--${flagOf(key)}: ${parsed.problem}`);
    experiment = withSetting(experiment, key, parsed.value);
  }
  const problems = problemsOf(experiment);
  if (problems.length > 0) throw new UsageError(problems.join('; '));
  return experiment;
}

function presetOf(command: Command): Experiment {
  const name = command.own.get('preset') ?? PRESETS[0]!.name;
  const preset = presetNamed(name);
  if (preset === undefined)
    throw new UsageError(
      `--preset ${name}: there are ${[...PRESETS, ...LONG_PRESETS].map((known) => known.name).join(', ')}`,
    );
  return preset.experiment;
}

function fromFile(text: string): Experiment {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--experiment: the file is not JSON (${(error as Error).message})`);
  }
  try {
    return parseExperiment(json);
  } catch (error) {
    throw new UsageError(`--experiment: ${(error as Error).message}`);
  }
}

function parseModels(text: string): Experiment['models'] {
  const models: Experiment['models'][number][] = [];
  for (const name of text.split(',').map((part) => part.trim())) {
    const system = systemNamed(name);
    if (system === undefined)
      throw new UsageError(`--models ${name}: there are ${SYSTEMS.join(', ')}`);
    try {
      models.push(newModel(system, models));
    } catch (error) {
      throw new UsageError(`--models: ${(error as Error).message}`);
    }
  }
  return models;
}

/** Seconds between checkpoints, as --checkpoint-every gives them. Throws a UsageError. */
export function checkpointSeconds(text = '60'): number {
  const seconds = text.trim() === '' ? Number.NaN : Number(text);
  if (seconds >= 0 && seconds < Number.POSITIVE_INFINITY) return seconds;
  throw new UsageError(
    `--checkpoint-every ${text}: expected a number of seconds, 0 for every step`,
  );
}

const GROUP_TITLES: Readonly<Record<Group, string>> = {
  data: 'Data',
  model: 'Model',
  bound: 'Bound',
  training: 'Training',
};

/** The text of `--help`. */
export function helpText(usage: string, ownFlags: OwnFlags): string {
  const lines = [usage, ''];
  for (const [flag, [placeholder, help]] of Object.entries(ownFlags))
    lines.push(...entry(`--${flag} ${placeholder}`, help));
  lines.push(...entry('--help', 'this text'));
  for (const [group, title] of Object.entries(GROUP_TITLES)) {
    lines.push('', `${title}:`);
    for (const key of SETTING_KEYS) {
      const spec = specOf(key);
      if (spec.group !== group) continue;
      const unit = spec.unit ? `, ${spec.unit}` : '';
      const facts = `${describeRange(key)}${unit}; default ${formatValue(spec.default as SettingValue)}`;
      lines.push(...entry(`--${flagOf(key)}`, `${spec.help} (${facts})`));
    }
  }
  lines.push('', 'Presets (defaults differ by preset):');
  for (const { name, title, blurb, experiment } of [...PRESETS, ...LONG_PRESETS])
    lines.push(
      ...entry(name, `${title}: ${experiment.models.map(modelLabel).join(' and ')}. ${blurb}`),
    );
  return lines.join('\n');
}

const HELP_COLUMN = 30;
const HELP_WIDTH = 100;

function entry(name: string, text: string): string[] {
  const lines: string[] = [];
  let line = `  ${name} `.padEnd(HELP_COLUMN);
  for (const word of text.split(' ')) {
    if (line.length + word.length > HELP_WIDTH) {
      lines.push(line.trimEnd());
      line = ' '.repeat(HELP_COLUMN);
    }
    line += `${word} `;
  }
  lines.push(line.trimEnd());
  return lines;
}
