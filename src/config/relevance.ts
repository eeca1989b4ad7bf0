/** Which settings the present experiment reads. A setting nobody reads is no control: the page hides it. */
import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { usesKnownGenerator } from './experiment.ts';
import { fallsToOne } from './schedules.ts';
import { isGenerator, isText, type SettingKey, type Settings } from './settings.ts';

export type GeneratorSetting = keyof GeneratorParameters;

/** D where a known generator fixes it, else null: the reader chooses. */
export function fixedLatentDimensions(settings: Settings): number | null {
  if (!usesKnownGenerator(settings) || !isGenerator(settings.data)) return null;
  return GENERATOR_DEFINITIONS[settings.data].latentDimensions;
}

/** Data sets of pen offsets. */
function isPen(data: Settings['data']): boolean {
  return data === 'handwriting' || data === 'strokes';
}

/** Whether an experiment with these settings reads `key` at all. */
export function isRead(settings: Settings, key: SettingKey): boolean {
  const { data } = settings;
  const generator: Generator | null = isGenerator(data) ? GENERATOR_DEFINITIONS[data] : null;
  switch (key) {
    case 'generator':
      return generator !== null;
    case 'sequenceLength':
      return data !== 'digits-rows';
    case 'observationNoise':
    case 'autoregression':
    case 'processNoise':
    case 'foldFrequency':
      return generator?.parameters.includes(key) ?? false;
    case 'binarisation':
    case 'scan':
      return data === 'digits-rows';
    case 'writers':
    case 'letterVariety':
      return data === 'handwriting';
    case 'tokens':
    case 'vocabularySize':
    case 'longSentences':
      return data === 'text';
    case 'dequantise':
      return data === 'strokes';
    case 'normaliser':
    case 'penDecoder':
      return isPen(data);
    case 'mixtureComponents':
      return isPen(data) && settings.penDecoder !== 'gaussian';
    case 'priorWidths':
    case 'decoderWidths':
      return !usesKnownGenerator(settings) && !isText(data);
    case 'features':
    case 'inference':
      return !isText(data);
    case 'wordDecoder':
    case 'decoderLayers':
    case 'wordWidth':
    case 'wordDropout':
    case 'tiedEmbeddings':
    case 'sightAtBirth':
    case 'bagOfWords':
    case 'refinementSteps':
      return isText(data);
    case 'refinementRate':
      return isText(data) && settings.refinementSteps > 0;
    case 'freeNats':
      return !usesKnownGenerator(settings);
    case 'attentionHeads':
    case 'dropout':
      return isText(data) && settings.wordDecoder === 'transformer';
    case 'reverseModel':
      return !isText(data) && settings.noiseKind === 'bernoulli';
    case 'betaStart':
      return fallsToOne(settings.annealing);
    case 'annealingFraction':
      return settings.annealing !== 'none';
    case 'annealingCycles':
      return settings.annealing === 'cyclical';
    case 'rampSteps':
      return settings.mixingSamplesStart !== settings.mixingSamples;
    default:
      return true;
  }
}
