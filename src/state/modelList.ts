/**
 * A list of models as the link writes it: each its system, then `~key:value` for every setting of its own,
 * lists of integers with hyphens, and `~id:`, `~slot:` where name and colour are not those its place gives.
 */
import { MAX_MODELS, type ModelSpec, newModel } from '../config/experiment.ts';
import {
  formatValue,
  isSettingKey,
  parseValue,
  type SettingKey,
  type Settings,
  type SettingValue,
  specOf,
} from '../config/settings.ts';
import { type ColourSlot, SHOWN_SYSTEMS } from '../config/systems.ts';
import { linkText } from '../text/en/link.ts';

/** Two lists are the same where their texts are. */
export function formatModels(models: readonly ModelSpec[]): string {
  return models.map((model, index) => formatModel(model, models.slice(0, index))).join(',');
}

function formatModel(model: ModelSpec, before: readonly ModelSpec[]): string {
  const expected = before.length < MAX_MODELS ? newModel(model.system, before) : null;
  const parts: string[] = [model.system];
  if (model.id !== expected?.id) parts.push(`id:${model.id}`);
  if (model.slot !== expected?.slot) parts.push(`slot:${model.slot}`);
  for (const [key, value] of Object.entries(model.overrides))
    parts.push(`${key}:${formatValue(value).replaceAll(',', '-')}`);
  return parts.join('~');
}

/** Reads such a list. What is wrong becomes a notice; an empty answer means: nothing of it could be read. */
export function parseModels(text: string, notices: string[]): readonly ModelSpec[] {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  if (parts.length === 0) notices.push(linkText().noModels);
  if (parts.length > MAX_MODELS) notices.push(linkText().manyModels(parts.length, MAX_MODELS));
  const models: ModelSpec[] = [];
  for (const part of parts.slice(0, MAX_MODELS)) {
    const model = readModel(part.trim(), models, notices);
    if (model !== null) models.push(model);
  }
  return models;
}

function readModel(
  text: string,
  before: readonly ModelSpec[],
  notices: string[],
): ModelSpec | null {
  const [name = '', ...rest] = text.split('~');
  const system = SHOWN_SYSTEMS.find((candidate) => candidate === name);
  if (system === undefined) {
    notices.push(linkText().noModel(shorten(name), SHOWN_SYSTEMS.join(', ')));
    return null;
  }
  const free = newModel(system, before);
  let id = free.id;
  let slot = free.slot;
  const overrides: [SettingKey, SettingValue][] = [];
  for (const part of rest) {
    const colon = part.indexOf(':');
    const key = colon < 0 ? part : part.slice(0, colon);
    const value = colon < 0 ? '' : part.slice(colon + 1);
    if (key === 'id') id = readId(value, free.id, before, notices);
    else if (key === 'slot') slot = readSlot(value, free.slot, before, notices);
    else if (!isSettingKey(key) || specOf(key).perModel !== true)
      notices.push(linkText().notOfModel(shorten(key), system));
    else {
      const written = specOf(key).kind === 'integers' ? value.replaceAll('-', ',') : value;
      const parsed = parseValue(key, written);
      if (parsed.ok) overrides.push([key, parsed.value]);
      else notices.push(linkText().refusedOfModel(system, parsed.problem));
    }
  }
  return { id, system, slot, overrides: Object.fromEntries(overrides) as Partial<Settings> };
}

function readId(
  text: string,
  free: string,
  before: readonly ModelSpec[],
  notices: string[],
): string {
  if (/^[a-z0-9][a-z0-9-]{0,40}$/.test(text) && !before.some((other) => other.id === text))
    return text;
  notices.push(linkText().badId(shorten(text), free));
  return free;
}

function readSlot(
  text: string,
  free: ColourSlot,
  before: readonly ModelSpec[],
  notices: string[],
): ColourSlot {
  const slot = ([0, 1, 2, 3] as const).find((candidate) => String(candidate) === text);
  if (slot !== undefined && !before.some((other) => other.slot === slot)) return slot;
  notices.push(linkText().badSlot(shorten(text), free));
  return free;
}

/** At most 60 characters of what a person wrote, for a notice. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
