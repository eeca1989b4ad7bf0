/** Presets: the experiments the gallery offers. Each is a full Experiment; links carry only the difference. */
import { EXPERIMENT_VERSION, type Experiment, type ModelSpec, newModel } from './experiment.ts';
import { type DataSetName, defaultSettings, type Settings } from './settings.ts';
import type { System } from './systems.ts';

export interface NamedPreset<Name extends string = string> {
  readonly name: Name;
  /** In English, as the blurb: `presetWords` of src/text/en/presets.ts says both as the page speaks. */
  readonly title: string;
  /**
   * What to expect and how long its schedule takes: about, both models, WebAssembly, one core. Reckoned from the CPU time
   * of 40 steps of `npm run train`; of generators times 1.6, for what the page works out beside.
   */
  readonly blurb: string;
  readonly experiment: Experiment;
}

/** One that the gallery shows: the first thing to try on a data set, whose name it has. */
export type Preset = NamedPreset<DataSetName>;

/** Settings of one of the models alone. */
type Own = Readonly<Partial<Record<System, Partial<Settings>>>>;

function preset(
  name: DataSetName,
  title: string,
  blurb: string,
  differences: Partial<Settings>,
  own: Own = {},
): Preset {
  return another(name, name, title, blurb, differences, ['sis-rnn', 'vrnn'], own);
}

/** A preset of `data` beside the gallery's. */
function another<Name extends string>(
  name: Name,
  data: DataSetName,
  title: string,
  blurb: string,
  differences: Partial<Settings>,
  systems: readonly System[] = ['sis-rnn', 'vrnn'],
  own: Own = {},
): NamedPreset<Name> {
  const models: ModelSpec[] = [];
  for (const system of systems) models.push(newModel(system, models, own[system]));
  const settings: Settings = { ...defaultSettings(), data, ...differences };
  return {
    name,
    title,
    blurb,
    experiment: { version: EXPERIMENT_VERSION, preset: name, models, settings },
  };
}

/** The recipe that forks: spread at birth, small sigma, tempering downwards (docs/training.md). */
const forking = {
  initialSpread: 1,
  annealing: 'tempered',
  annealingFraction: 0.5,
  learningRate: 0.003,
  learningRateEnd: 0.1,
} as const satisfies Partial<Settings>;

/** The paper's schedule for learned decoders, K and beta from small to large. */
const learned = {
  generator: 'learned',
  annealing: 'cyclical',
  annealingCycles: 1,
  mixingSamplesStart: 10,
  mixingSamples: 10,
  learningRate: 0.001,
} as const satisfies Partial<Settings>;

/** Sizes for digits, read in whatever order. */
const digits = {
  ...learned,
  hidden: 64,
  latent: 8,
  features: 64,
  mixingWidths: [128, 128, 128],
  injectedNoise: [150, 100, 50],
} as const satisfies Partial<Settings>;

/** Steps in an epoch of the paper: 50,000 images in batches of 128. */
const PAPER_EPOCH = 390;

/**
 * Hajiramezanali et al. 2019 (arXiv 1910.12819), section 5.1: sequential MNIST. Width of z, of the features and of the
 * decoder, cycles and clipping the paper does not give; they are chosen here.
 */
const paper = {
  ...digits,
  scan: 'pixels',
  batch: 128,
  steps: 2000 * PAPER_EPOCH,
  mixingSamplesStart: 1,
  mixingSamples: 100,
  rampSteps: 500 * PAPER_EPOCH,
  annealingCycles: 4,
  annealingFraction: 0.5,
  validateEvery: 5 * PAPER_EPOCH,
  validationSize: 256,
  testSize: 10000,
} as const satisfies Partial<Settings>;

/** Pen offsets: a learned decoder, sizes for a laptop. The paper's GRU has 256 units. */
const handwritten = {
  ...learned,
  sequenceLength: 100,
  hidden: 96,
  latent: 8,
  features: 48,
  decoderWidths: [96],
  batch: 32,
  annealingFraction: 0.5,
  learningRate: 0.002,
  mixingSamplesEvaluation: 50,
  steps: 2000,
  validationSize: 128,
  testSize: 500,
} as const satisfies Partial<Settings>;

/** Steps in an epoch of IAM-OnDB: the 5,364 lines of the official training list in batches of 128. */
const IAM_EPOCH = 41;

/**
 * The paper's section 5.2: IAM-OnDB, a GRU of 256 units and 20 Gaussians. What it leaves out is as in `paper`, the
 * number of epochs included. The longest lines have about 2,000 points.
 */
const iamOndb = {
  ...paper,
  scan: 'rows',
  hidden: 256,
  sequenceLength: 2048,
  normaliser: 'pooled',
  penDecoder: 'mixture',
  mixtureComponents: 20,
  steps: 2000 * IAM_EPOCH,
  rampSteps: 500 * IAM_EPOCH,
  validateEvery: 20 * IAM_EPOCH,
} as const satisfies Partial<Settings>;

/** Sentences: one latent each, everything learned, sizes for a laptop. */
const language = {
  ...learned,
  sequenceLength: 32,
  hidden: 64,
  latent: 16,
  mixingWidths: [64, 64, 64],
  annealingCycles: 4,
  annealingFraction: 0.5,
  mixingSamplesEvaluation: 50,
  steps: 4000,
  validateEvery: 200,
  testSize: 1000,
} as const satisfies Partial<Settings>;

/** Language with what keeps z in use, as measured (docs/language.md). */
const heard = {
  ...language,
  sightAtBirth: 2,
  bagOfWords: 1,
  annealingCycles: 1,
  annealingFraction: 0.8,
  decoderLayers: 1,
  batch: 32,
  learningRate: 0.005,
  learningRateEnd: 0.1,
} as const satisfies Partial<Settings>;

/**
 * The paper's third task. It gives no sizes for text; its VAE-LSTM on Yahoo (337.3, 68.31) is that of Texar's example
 * vae_text, so what it leaves out is that example's: 32 dimensions of z, batches of 32, 100 epochs, gradients clipped at
 * 5, 256 units (Yahoo: 512), a transformer of 3 layers and 8 heads, dropout 0.2 (of embeddings and of what each part
 * adds; that on attention and within the feed-forward layers is not made here). K grows over the first quarter, as in `paper`.
 */
const corpus = (sentences: number): Partial<Settings> => {
  const epoch = Math.floor(sentences / 32);
  return {
    ...language,
    tokens: 'tokenised',
    hidden: 256,
    wordWidth: 256,
    decoderLayers: 3,
    attentionHeads: 8,
    dropout: 0.2,
    latent: 32,
    mixingWidths: [128, 128, 128],
    injectedNoise: [150, 100, 50],
    mixingSamplesStart: 1,
    mixingSamples: 100,
    rampSteps: 25 * epoch,
    batch: 32,
    clipNorm: 5,
    steps: 100 * epoch,
    validateEvery: epoch,
    validationSize: 1000,
    testSize: 10000,
  };
};

export const PRESETS: readonly Preset[] = [
  preset(
    'mirror',
    'Mirror',
    'x is |z| plus noise: each observation has two explanations. SIS-RNN keeps both, the VRNN must choose. About half a minute.',
    {
      ...forking,
      latent: 1,
      // Few bits, as for folds: the two branches part sooner and keep more of their weight.
      injectedNoise: [2, 2, 2],
      // Its branches persist: 27 to 73 at |z| = 1. With the prior tempered too they stay even (docs/training.md).
      annealing: 'entropy',
      annealingFraction: 0.6,
      steps: 600,
      sigmaCap: 0.25,
      mixingSamples: 10,
      mixingSamplesStart: 10,
    },
  ),
  preset(
    'mirror-iid',
    'Mirror, no memory',
    'Every step is its own mirror. A single Gaussian loses 0.38 nats a step; two branches lose almost nothing. About two minutes.',
    {
      ...forking,
      latent: 1,
      autoregression: 0,
      sequenceLength: 4,
      mixingWidths: [64, 64, 64],
      sigmaCap: 0.2,
      steps: 3000,
    },
  ),
  preset(
    'folds',
    'Folds',
    'x is sin(3z) plus noise: many values of z explain each x. The best single Gaussian loses 0.66 nats a step, SIS-RNN less than 0.1 in the end. About two minutes.',
    {
      ...forking,
      latent: 1,
      autoregression: 0,
      observationNoise: 0.2,
      sequenceLength: 4,
      mixingWidths: [64, 64, 64],
      // Few bits: psi jumps from mode to mode and leaves none between (docs/training.md).
      injectedNoise: [4, 4, 4],
      sigmaCap: 0.1,
      betaStart: 300,
      mixingSamples: 50,
      mixingSamplesStart: 50,
      steps: 4000,
    },
  ),
  preset(
    'sum',
    'Sum',
    'x is z₁ + z₂ plus noise: the posterior is a thin diagonal. A mean-field Gaussian has no correlation to give and loses 1.29 nats a step. About two minutes.',
    {
      ...forking,
      latent: 2,
      autoregression: 0,
      observationNoise: 0.2,
      sequenceLength: 4,
      mixingWidths: [64, 64, 64],
      sigmaCap: 0.15,
      mixingSamples: 50,
      mixingSamplesStart: 50,
      steps: 3000,
    },
  ),
  preset(
    'ring',
    'Ring',
    'x is the length of z plus noise: the posterior is a ring. The best single Gaussian lies along a piece of it, SIS-RNN’s goes around. About two minutes.',
    {
      ...forking,
      latent: 2,
      autoregression: 0,
      observationNoise: 0.1,
      sequenceLength: 4,
      mixingWidths: [64, 64, 64],
      sigmaCap: 0.15,
      betaStart: 100,
      mixingSamples: 50,
      mixingSamplesStart: 50,
      steps: 3000,
    },
  ),
  preset(
    'growth',
    'Growth',
    'Kitagawa’s growth model, the classic of particle filtering: famous, and only weakly multimodal given its past; expect a small gap. About two minutes.',
    {
      ...forking,
      latent: 1,
      sequenceLength: 40,
      observationNoise: 1,
      processNoise: 3.1623,
      sigmaCap: 0.5,
      batch: 32,
      steps: 2000,
    },
  ),
  preset(
    'volatility',
    'Volatility',
    'Stochastic volatility: a skewed posterior that a Gaussian fits almost as well. A control: expect no gap. About two minutes.',
    {
      ...forking,
      latent: 1,
      autoregression: 0.95,
      processNoise: 0.3,
      observationNoise: 1,
      sequenceLength: 40,
      sigmaCap: 0.5,
      batch: 32,
      steps: 1500,
    },
  ),
  preset(
    'counts',
    'Counts',
    'Counts with a wandering rate: a skewed posterior that a Gaussian fits almost as well. A control: expect no gap. About two minutes.',
    {
      ...forking,
      latent: 1,
      autoregression: 0.9,
      processNoise: 0.3,
      sequenceLength: 40,
      sigmaCap: 0.5,
      batch: 32,
      steps: 1500,
    },
  ),
  preset(
    'linear',
    'Linear',
    'A linear-Gaussian state space: the exact posterior is Gaussian, so the VRNN is already right. A control: expect no gap. About two minutes.',
    {
      ...forking,
      latent: 1,
      autoregression: 0.9,
      processNoise: 0.5,
      observationNoise: 0.7,
      sigmaCap: 0.7,
      steps: 1500,
    },
  ),
  preset(
    'digits-rows',
    'Digits',
    'Digits read row by row: synthetic ones drawn from strokes, or MNIST from your own files. Prior and decoder are learned; expect about six minutes. On MNIST, with as many parameters, SIS-RNN was ahead by 4 to 6 nats after 4,000 steps.',
    {
      ...digits,
      // As measured (docs/evaluation.md).
      mixingWidths: [64, 64, 64],
      injectedNoise: [75, 50, 25],
      batch: 32,
      learningRate: 0.002,
      learningRateEnd: 0.1,
      annealingFraction: 0.25,
      steps: 4000,
      testSize: 1000,
    },
    // Noise has weights of its own: these widths give the VRNN as many parameters.
    { vrnn: { mixingWidths: [80, 80, 80] } },
  ),
  preset(
    'your-csv',
    'Your CSV',
    'Numeric series of your own: a header line, one row a time step, a column naming the sequence if there are several. Everything is learned; a few minutes show which model gives them the higher bound.',
    { ...learned, hidden: 32, latent: 2, annealingFraction: 0.5, batch: 32, sequenceLength: 50 },
  ),
  preset(
    'handwriting',
    'Handwriting',
    'Words in the hands of several writers, drawn without end from single-line letters. Prior and decoder are learned; a few hundred steps give pen strokes, some thousands letters. About eight minutes.',
    handwritten,
  ),
  preset(
    'strokes',
    'Strokes',
    'Online handwriting or drawings from your own files: QuickDraw ndjson, IAM-OnDB, InkML or SVG. Everything is learned: strokes first, shapes later; expect about ten minutes.',
    handwritten,
  ),
  preset(
    'sentences',
    'Sentences',
    'English sentences of a grammar, without end: one latent each, in which topic, tense, mood and more should be found again. Everything is learned; a few hundred steps give grammar, some thousands more. About eight minutes.',
    heard,
  ),
  preset(
    'text',
    'Your text',
    'Sentences of your own, one a line: prose, word by word, or short lines letter by letter. Everything is learned: frequent words first, sentences later; expect several minutes.',
    { ...heard, vocabularySize: 5000 },
  ),
];

export const DEFAULT_PRESET: Preset = PRESETS[0]!;

/** For the command line and for links: too long for a first try. */
export const LONG_PRESETS = [
  another(
    'names',
    'text',
    'Names',
    'First names letter by letter, or any list of short lines: give names.txt. Expect several minutes.',
    { ...heard, tokens: 'characters', sequenceLength: 24 },
  ),
  another(
    'ptb',
    'text',
    'Penn Treebank',
    'The sizes of Texar’s VAE, whose figures the paper quotes: a vocabulary of 10,000, 42,068 sentences to learn from; days on a laptop. Give ptb.train.txt, ptb.valid.txt and ptb.test.txt, or the folder they are in.',
    { ...corpus(42068), sequenceLength: 128, vocabularySize: 10000 },
  ),
  another(
    'yahoo',
    'text',
    'Yahoo answers',
    'The sizes of Texar’s VAE, whose figures the paper quotes: 100,000 answers of 80 words as Yang et al. chose them, a vocabulary of 20,000; weeks on a laptop. Give yahoo.train.txt, yahoo.valid.txt and yahoo.test.txt, or the folder they are in.',
    { ...corpus(100000), hidden: 512, wordWidth: 512, sequenceLength: 256, vocabularySize: 20002 },
  ),
  another(
    'digits-14',
    'digits-rows',
    'Digits, 14 × 14',
    'Digits read cell by cell, each the mean of 2 by 2 pixels: 196 steps. Expect an hour on a laptop.',
    { ...digits, scan: 'cells', annealingFraction: 0.25, steps: 4000, testSize: 1000 },
  ),
  another(
    'mnist-64',
    'digits-rows',
    'Sequential MNIST, 64 units',
    'The settings of the paper in full, pixel by pixel, 64 hidden units: weeks on a laptop. Give the files of MNIST.',
    paper,
  ),
  another(
    'mnist-128',
    'digits-rows',
    'Sequential MNIST, 128 units',
    'The settings of the paper in full, pixel by pixel, 128 hidden units: weeks on a laptop. Give the files of MNIST.',
    { ...paper, hidden: 128 },
  ),
  another(
    'iam-ondb',
    'strokes',
    'IAM-OnDB, 256 units',
    'The settings of the paper, 256 hidden units: a month or more on a laptop. Give the lineStrokes and the official lists by --data.',
    iamOndb,
  ),
  another(
    'omniglot',
    'strokes',
    'Omniglot',
    'Drawn characters of fifty alphabets, three models side by side: about 10 minutes of a core. Give omniglot.ndjson.gz by --data.',
    {
      ...handwritten,
      sequenceLength: 160,
      steps: 3000,
      learningRateEnd: 0.1,
      validateEvery: 500,
      testSize: 1000,
    },
    ['sis-rnn', 'vrnn', 'rnn'],
  ),
] as const;

export type PresetName = DataSetName | (typeof LONG_PRESETS)[number]['name'];

export function presetNamed(name: string): NamedPreset<PresetName> | undefined {
  return [...PRESETS, ...LONG_PRESETS].find((candidate) => candidate.name === name);
}
