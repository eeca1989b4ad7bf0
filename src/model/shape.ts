/**
 * Shapes of a model. The legend of dimensions of the whole project:
 *
 *   T steps   B sequences side by side   R rows, any of T * B   X channels of x   D dimensions of z
 *   H width of the GRU   F width of the features of x and of z   K extra draws of psi
 *   G groups of rows that share their draws (on charts: values on an axis)
 *   E_i noise entering mixing layer i   W_i width of mixing layer i   P parameters
 */
import { usesKnownGenerator } from '../config/experiment.ts';
import type { Observation } from '../config/observation.ts';
import type { Settings } from '../config/settings.ts';
import { hasLatent, type System } from '../config/systems.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import type { PenMixture } from './penMixture.ts';

/** What the data tell a model. `data/dataset.ts` makes values of this shape. */
export interface DataShape {
  readonly channelNames: readonly string[];
  readonly observation: Observation;
  /** V, of tokens: whole numbers 0 .. V - 1. Else absent. */
  readonly vocabulary?: number;
  readonly inputMean: readonly number[];
  readonly inputSd: readonly number[];
  readonly known: {
    readonly definition: Generator;
    readonly parameters: GeneratorParameters;
  } | null;
  /** T, the same of all sequences; only a NADE needs it. */
  readonly steps?: number;
}

export interface ModelShape {
  readonly channels: number;
  readonly observation: Observation;
  /** The mixture that stands in the decoder where the observation is a pen's, else null. */
  readonly pen: PenMixture | null;
  readonly inputMean: readonly number[];
  readonly inputSd: readonly number[];
  readonly hidden: number;
  /** 0 for a deterministic RNN. */
  readonly latent: number;
  readonly features: number;
  readonly mixingWidths: readonly number[];
  readonly injectedNoise: readonly number[];
  readonly randomSigma: boolean;
  /** The unit of z: mu and sigma are this many times what the networks put out. */
  readonly latentSd: number;
  readonly smoothing: boolean;
  /** Whether a reverse model proposes the extra coins. Else absent. */
  readonly reverse?: true;
  readonly priorWidths: readonly number[];
  readonly decoderWidths: readonly number[];
  /** Of a NADE, which has H = `hidden` units and is none of the family: T X. Else absent. */
  readonly pixels?: number;
  /** Of a model of sentences, which has one z each; else absent. */
  readonly sentence?: SentenceShape;
  /** The generator whose prior and decoder stand in, frozen; null where both are learned. */
  readonly known: DataShape['known'];
}

export interface SentenceShape {
  /** V */
  readonly vocabulary: number;
  readonly decoder: Settings['wordDecoder'];
  readonly layers: number;
  /** Of attention; they divide the width. */
  readonly heads: number;
  /** E of embeddings and decoder. */
  readonly width: number;
  /** Places a transformer has embeddings of: the longest sentence and the prefix. */
  readonly positions: number;
  /** Whether the words that come out have the embeddings of those that go in. */
  readonly tied: boolean;
  /** Whether the words are also to be told from z alone, whatever their order. Else absent. */
  readonly bag?: true;
}

/** The shape of one model; `settings` are its own, from `settingsFor`. */
export function shapeOf(system: System, settings: Settings, data: DataShape): ModelShape {
  const known = usesKnownGenerator(settings) ? data.known : null;
  const latent = known?.definition.latentDimensions ?? settings.latent;
  return {
    channels: data.channelNames.length,
    observation: data.observation,
    pen: data.observation === 'pen' ? penMixtureOf(settings) : null,
    inputMean: data.inputMean,
    inputSd: data.inputSd,
    hidden: settings.hidden,
    latent: hasLatent(system) ? latent : 0,
    features: settings.features,
    mixingWidths: settings.mixingWidths,
    injectedNoise: settings.injectedNoise,
    randomSigma: settings.sigma === 'random',
    latentSd: known?.definition.scales(known.parameters).latentSd ?? 1,
    smoothing: settings.inference === 'smoothing',
    priorWidths: settings.priorWidths,
    decoderWidths: settings.decoderWidths,
    known,
    ...(settings.reverseModel &&
      system === 'sis-rnn' &&
      data.observation !== 'tokens' &&
      sum(settings.injectedNoise) > 0 && { reverse: true as const }),
    ...(system === 'nade' && { pixels: pixelsOf(data) }),
    ...(data.observation === 'tokens' && { sentence: sentenceOf(settings, data) }),
  };
}

function pixelsOf({ channelNames, steps }: DataShape): number {
  if (steps === undefined) throw new TypeError('a NADE needs sequences of one length');
  return steps * channelNames.length;
}

function sentenceOf(settings: Settings, { vocabulary, steps }: DataShape): SentenceShape {
  if (vocabulary === undefined || steps === undefined)
    throw new TypeError('a model of sentences needs their vocabulary and the longest length');
  const { wordDecoder, decoderLayers, attentionHeads, wordWidth, tiedEmbeddings } = settings;
  return {
    vocabulary,
    decoder: wordDecoder,
    layers: decoderLayers,
    heads: attentionHeads,
    width: wordWidth,
    positions: steps + 1,
    tied: tiedEmbeddings,
    ...(settings.bagOfWords > 0 && { bag: true as const }),
  };
}

function penMixtureOf({ penDecoder, mixtureComponents }: Settings): PenMixture {
  return {
    components: penDecoder === 'gaussian' ? 1 : mixtureComponents,
    correlated: penDecoder === 'mixture',
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
