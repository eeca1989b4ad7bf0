/**
 * Which settings the present experiment reads. A setting nobody reads is no control: the page hides it.
 * What each generator reads is repeated from `generators.ts`, which the page may not import;
 * test/config/relevance.test.ts holds the two together.
 */
import { type GeneratorName, isGenerator, usesKnownGenerator } from './experiment.ts';
import { fallsToOne } from './schedules.ts';
import { isText, type SettingKey, type Settings } from './settings.ts';

export type GeneratorSetting =
  | 'observationNoise'
  | 'autoregression'
  | 'processNoise'
  | 'foldFrequency';

interface GeneratorFacts {
  readonly latentDimensions: number;
  readonly reads: readonly GeneratorSetting[];
}

const autoregressive: GeneratorFacts = {
  latentDimensions: 1,
  reads: ['observationNoise', 'autoregression', 'processNoise'],
};

export const GENERATOR_FACTS: Readonly<Record<GeneratorName, GeneratorFacts>> = {
  mirror: autoregressive,
  'mirror-iid': { latentDimensions: 1, reads: ['observationNoise'] },
  folds: { latentDimensions: 1, reads: ['observationNoise', 'foldFrequency'] },
  sum: { latentDimensions: 2, reads: ['observationNoise'] },
  ring: { latentDimensions: 2, reads: ['observationNoise'] },
  growth: { latentDimensions: 1, reads: ['observationNoise', 'processNoise'] },
  volatility: autoregressive,
  counts: { latentDimensions: 1, reads: ['autoregression', 'processNoise'] },
  linear: autoregressive,
};

/** D where a known generator fixes it, else null: the reader chooses. */
export function fixedLatentDimensions(settings: Settings): number | null {
  if (!usesKnownGenerator(settings) || !isGenerator(settings.data)) return null;
  return GENERATOR_FACTS[settings.data].latentDimensions;
}

/** Data sets of pen offsets. */
function isPen(data: Settings['data']): boolean {
  return data === 'handwriting' || data === 'strokes';
}

/** Whether an experiment with these settings reads `key` at all. */
export function isRead(settings: Settings, key: SettingKey): boolean {
  const { data } = settings;
  const facts = isGenerator(data) ? GENERATOR_FACTS[data] : null;
  switch (key) {
    case 'generator':
      return facts !== null;
    case 'sequenceLength':
      return data !== 'digits-rows';
    case 'observationNoise':
    case 'autoregression':
    case 'processNoise':
    case 'foldFrequency':
      return facts?.reads.includes(key) ?? false;
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
