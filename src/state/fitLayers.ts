/** Keeps the two lists that must be of one length, so that a reader can change the number of layers at all. */
import { type Experiment, withSetting } from '../config/experiment.ts';
import type { SettingKey } from '../config/settings.ts';

/**
 * After `changed` was set: where it gave the mixing network another number of layers, the noise (or the
 * widths) is cut, or its last number repeated, to as many.
 */
export function fitLayers(experiment: Experiment, changed: SettingKey): Experiment {
  const { mixingWidths, injectedNoise } = experiment.settings;
  if (mixingWidths.length === injectedNoise.length) return experiment;
  if (changed === 'mixingWidths')
    return withSetting(experiment, 'injectedNoise', stretch(injectedNoise, mixingWidths.length));
  if (changed === 'injectedNoise')
    return withSetting(experiment, 'mixingWidths', stretch(mixingWidths, injectedNoise.length));
  return experiment;
}

function stretch(list: readonly number[], length: number): readonly number[] {
  const last = list[list.length - 1] ?? 0;
  return Array.from({ length }, (_, index) => list[index] ?? last);
}
