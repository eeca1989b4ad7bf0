/** Presets: the experiments the gallery offers. Each is a full Experiment; links carry only the difference. */
import { EXPERIMENT_VERSION, type Experiment, type ModelSpec, newModel } from './experiment.ts';
import { type DataSetName, defaultSettings, type Settings } from './settings.ts';

export interface Preset {
  readonly name: DataSetName;
  readonly title: string;
  /** One sentence: what to expect and how long it takes. */
  readonly blurb: string;
  readonly experiment: Experiment;
}

function preset(
  name: DataSetName,
  title: string,
  blurb: string,
  differences: Partial<Settings>,
): Preset {
  const sis = newModel('sis-rnn', []);
  const models: readonly ModelSpec[] = [sis, newModel('vrnn', [sis])];
  const settings: Settings = { ...defaultSettings(), data: name, ...differences };
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

export const PRESETS: readonly Preset[] = [
  preset(
    'mirror',
    'Mirror',
    'x is |z| plus noise: each observation has two explanations. SIS-RNN keeps both, the VRNN must choose.',
    {
      ...forking,
      latent: 1,
      steps: 600,
      sigmaCap: 0.25,
      mixingSamples: 10,
      mixingSamplesStart: 10,
    },
  ),
  preset(
    'mirror-iid',
    'Mirror, no memory',
    'Every step is its own mirror. A single Gaussian loses 0.38 nats a step; two branches lose almost nothing.',
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
    'x is sin(3z) plus noise: many values of z explain each x. The best single Gaussian loses 0.66 nats a step.',
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
    'x is z₁ + z₂ plus noise: the posterior is a thin diagonal. A mean-field Gaussian has no correlation to give and loses 1.29 nats a step.',
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
    'x is the length of z plus noise: the posterior is a ring. The best single Gaussian lies along a piece of it.',
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
    'Kitagawa’s growth model, the classic of particle filtering: famous, and only weakly multimodal given its past.',
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
    'Stochastic volatility: a skewed posterior that a Gaussian fits almost as well. A control: expect no gap.',
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
    'Counts with a wandering rate: a skewed posterior that a Gaussian fits almost as well. A control: expect no gap.',
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
    'A linear-Gaussian state space: the exact posterior is Gaussian, so the VRNN is already right. A control.',
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
    'MNIST digits read row by row, from your own idx file. Prior and decoder are learned; expect minutes, and a near tie.',
    {
      ...learned,
      hidden: 64,
      latent: 8,
      features: 64,
      mixingWidths: [128, 128, 128],
      injectedNoise: [150, 100, 50],
      annealingFraction: 0.25,
      steps: 2000,
      testSize: 1000,
    },
  ),
  preset(
    'your-csv',
    'Your CSV',
    'Numeric series of your own: a header line, one row a time step, a column naming the sequence if there are several.',
    { ...learned, hidden: 32, latent: 2, annealingFraction: 0.5, batch: 32, sequenceLength: 50 },
  ),
  preset(
    'handwriting',
    'Handwriting',
    'Words in the hands of several writers, drawn without end from single-line letters. Prior and decoder are learned; a few hundred steps give pen strokes, some thousands letters.',
    handwritten,
  ),
  preset(
    'strokes',
    'Strokes',
    'Online handwriting or drawings from your own files: QuickDraw ndjson or IAM-OnDB. Everything is learned; expect minutes.',
    handwritten,
  ),
];

export const DEFAULT_PRESET: Preset = PRESETS[0]!;

export function presetNamed(name: string): Preset | undefined {
  return PRESETS.find((candidate) => candidate.name === name);
}
