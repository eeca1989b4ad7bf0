/** How the worker is brought from one experiment to the next: by messages where it can be, else by a new start. */
import type { Experiment } from '../config/experiment.ts';
import { SETTING_KEYS, type SettingKey, sameValue, specOf } from '../config/settings.ts';
import type { ToWorker } from '../protocol.ts';
import { formatModels } from './modelList.ts';

/** Settings in which two experiments differ. */
export function changedSettings(before: Experiment, after: Experiment): SettingKey[] {
  return SETTING_KEYS.filter((key) => !sameValue(before.settings[key], after.settings[key]));
}

/** Null where only starting again will do; an empty list where nothing differs. */
export function messagesBetween(before: Experiment, after: Experiment): ToWorker[] | null {
  if (before.preset !== after.preset) return null;
  const changed = changedSettings(before, after);
  if (changed.some((key) => specOf(key).effect === 'restart')) return null;
  const models = modelMessages(before, after);
  if (models === null) return null;
  const sets = changed.map((key): ToWorker => ({ type: 'set', key, value: after.settings[key] }));
  return [...sets, ...models];
}

/** Models may come at the end of the list or go from anywhere; any other change is a new start. */
function modelMessages(before: Experiment, after: Experiment): ToWorker[] | null {
  if (formatModels(before.models) === formatModels(after.models)) return [];
  const wanted = new Set(after.models.map((model) => model.id));
  const stay = before.models.filter((model) => wanted.has(model.id));
  const come = after.models.slice(stay.length);
  if (formatModels([...stay, ...come]) !== formatModels(after.models)) return null;
  return [
    ...before.models
      .filter((model) => !wanted.has(model.id))
      .map((model): ToWorker => ({ type: 'removeModel', id: model.id })),
    ...come.map((model): ToWorker => ({ type: 'addModel', model })),
  ];
}
