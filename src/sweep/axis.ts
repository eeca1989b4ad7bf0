/** One axis of a sweep as a person writes it: `seed=1..5`, `mixingSamples=1,10,50`, `model=vrnn,sis-rnn`. Pure. */

import {
  describeRange,
  formatValue,
  isSettingKey,
  parseValue,
  type SettingKey,
  specOf,
} from '../config/settings.ts';
import { SYSTEMS, systemNamed } from '../config/systems.ts';

/** A sweep that cannot be carried out; the message is for whoever wrote it. */
export class SweepError extends Error {
  override readonly name = 'SweepError';
}

/** What an axis changes: which system is trained, a setting of all models, or one of the model of that id. */
export type AxisTarget =
  | { readonly kind: 'model' }
  | { readonly kind: 'setting'; readonly key: SettingKey }
  | { readonly kind: 'own'; readonly id: string; readonly key: SettingKey };

export interface Axis {
  /** As it is written: `seed`, `model`, `vrnn.mixingWidths`. */
  readonly name: string;
  readonly target: AxisTarget;
  /** As they are written, each once. */
  readonly values: readonly string[];
}

/** More values than any table shows. */
const MAX_VALUES = 10_000;

/**
 * Reads `name=values`. Values are separated by commas; `1..5` is all whole numbers from 1 to 5, and the numbers of a list
 * are joined by hyphens, as in links: `mixingWidths=64-64,80-80`. Throws a SweepError.
 */
export function parseAxis(text: string): Axis {
  const equals = text.indexOf('=');
  if (equals <= 0)
    throw new SweepError(
      `--set ${text}: expected NAME=VALUES, such as seed=1..5 or mixingSamples=1,10,50`,
    );
  const name = text.slice(0, equals).trim();
  const target = targetOf(name);
  const values = text
    .slice(equals + 1)
    .split(',')
    .flatMap((part) => valuesOf(name, target, part.trim()));
  return { name, target, values: [...new Set(values)] };
}

/** Reads the value of a setting as axes write it. Throws a SweepError. */
export function valueNamed(key: SettingKey, text: string) {
  const parsed = parseValue(
    key,
    specOf(key).kind === 'integers' ? text.replaceAll('-', ',') : text,
  );
  if (parsed.ok) return parsed.value;
  throw new SweepError(`--set ${parsed.problem}`);
}

function targetOf(name: string): AxisTarget {
  if (name === 'model') return { kind: 'model' };
  if (isSettingKey(name)) return { kind: 'setting', key: name };
  const [, id, key] = /^([a-z0-9-]+)\.(\w+)$/.exec(name) ?? [];
  if (id === undefined || key === undefined || !isSettingKey(key))
    throw new SweepError(
      `--set ${name}: there is no such setting; expected model, a setting such as mixingSamples or learningRate (npm run train -- --help lists them), or one of a model alone, such as sis-rnn.mixingSamples`,
    );
  if (specOf(key).perModel !== true)
    throw new SweepError(`--set ${name}: ${key} belongs to all models: write --set ${key}=...`);
  return { kind: 'own', id, key };
}

function valuesOf(name: string, target: AxisTarget, part: string): string[] {
  if (target.kind === 'model') {
    if (systemNamed(part) !== undefined) return [part];
    throw new SweepError(`--set model=${part}: there are ${SYSTEMS.join(', ')}`);
  }
  const { key } = target;
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(part);
  if (range === null) return [formatValue(valueNamed(key, part)).replaceAll(',', '-')];
  const [first, last] = [Number(range[1]), Number(range[2])];
  if (!['integer', 'number'].includes(specOf(key).kind))
    throw new SweepError(`--set ${name}=${part}: a range is of numbers, ${describeRange(key)}`);
  if (first > last || last - first >= MAX_VALUES)
    throw new SweepError(
      `--set ${name}=${part}: expected the smaller number first, and at most ${MAX_VALUES} of them`,
    );
  return Array.from({ length: last - first + 1 }, (_, i) =>
    formatValue(valueNamed(key, String(first + i))),
  );
}
