/** What a figure opens in the playground: a preset, with the settings that its sliders stand for. */
import { type Experiment, withSetting } from '../../config/experiment.ts';
import { presetNamed } from '../../config/presets.ts';
import type { SettingKey, Settings, SettingValue } from '../../config/settings.ts';
import type { GeneratorParameters, KnownName } from '../../posterior/lessons/lesson.ts';
import { presetWords } from '../../text/en/presets.ts';

export function experimentOf(
  preset: string,
  changes: Readonly<Partial<Record<SettingKey, SettingValue>>> = {},
): Experiment {
  const named = presetNamed(preset);
  if (named === undefined) throw new RangeError(`there is no preset ${preset}`);
  return Object.entries(changes).reduce(
    (experiment, [key, value]) => withSetting(experiment, key as SettingKey, value),
    named.experiment,
  );
}

/** The part of the settings that a generator reads. */
export function parametersOf({ settings }: { readonly settings: Settings }): GeneratorParameters {
  const { observationNoise, autoregression, processNoise, foldFrequency } = settings;
  return { observationNoise, autoregression, processNoise, foldFrequency };
}

export function presetTitle(name: KnownName): string {
  return presetWords(name).title;
}
