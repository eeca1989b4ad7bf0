/** The settings that are parameters of a generator: their sliders stand beside the data. */
import type { GeneratorSetting } from '../config/relevance.ts';
import type { SettingKey } from '../config/settings.ts';

export const GENERATOR_KEYS: readonly GeneratorSetting[] = [
  'observationNoise',
  'foldFrequency',
  'autoregression',
  'processNoise',
];

export function isGeneratorKey(key: SettingKey): boolean {
  return (GENERATOR_KEYS as readonly SettingKey[]).includes(key);
}
