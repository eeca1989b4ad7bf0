/**
 * The table of settings. Every setting of a run is declared here, once: controls, link, validation,
 * command-line flags and documentation are derived from this table, and a setting that is not in it
 * does not exist. It knows nothing of pages, tensors or files.
 */

import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';
import { configText } from '../text/en/config.ts';

/** When a change made during a run acts: at once, from the next training step, or by starting again. */
export type Effect = 'live' | 'next-step' | 'restart';

/** Panel under which the page and `--help` list a setting. */
export type Group = 'data' | 'model' | 'bound' | 'training';

interface Common {
  readonly label: string;
  readonly help: string;
  readonly group: Group;
  readonly effect: Effect;
  /** Shown after the number: 'nats', 'steps', 'sd'. Empty for a pure number. */
  readonly unit?: string;
  /** Shown first on the page; the others wait behind "more settings". */
  readonly prominent?: true;
  /** Belongs to one model, so that two models of one experiment may differ in it. */
  readonly perModel?: true;
}
export interface NumberSpec extends Common {
  readonly kind: 'integer' | 'number';
  readonly min: number;
  readonly max: number;
  /** How a slider moves: by equal steps or by equal ratios. */
  readonly scale: 'linear' | 'log';
  readonly default: number;
}
export interface ChoiceSpec extends Common {
  readonly kind: 'choice';
  readonly options: readonly string[];
  readonly default: string;
}
export interface FlagSpec extends Common {
  readonly kind: 'flag';
  readonly default: boolean;
}
export interface IntegersSpec extends Common {
  readonly kind: 'integers';
  readonly min: number;
  readonly max: number;
  readonly minLength: number;
  readonly maxLength: number;
  readonly default: readonly number[];
}
export type Spec = NumberSpec | ChoiceSpec | FlagSpec | IntegersSpec;

/** Data sets whose generative model is known, and may stand in, frozen, for prior and decoder. */
export type GeneratorName = keyof typeof GENERATOR_DEFINITIONS;
export const GENERATORS = Object.keys(GENERATOR_DEFINITIONS) as readonly GeneratorName[];

const OTHER_DATA_SETS = [
  'digits-rows',
  'your-csv',
  'handwriting',
  'strokes',
  'sentences',
  'text',
] as const;
export type DataSetName = GeneratorName | (typeof OTHER_DATA_SETS)[number];
export const DATA_SETS: readonly DataSetName[] = [...GENERATORS, ...OTHER_DATA_SETS];

export function isGenerator(name: string): name is GeneratorName {
  return Object.hasOwn(GENERATOR_DEFINITIONS, name);
}

/** Those of sentences, whose models have one latent each. */
const TEXTS: readonly DataSetName[] = ['sentences', 'text'];

export function isText(data: DataSetName): boolean {
  return TEXTS.includes(data);
}

export const SETTINGS = {
  data: {
    kind: 'choice',
    options: DATA_SETS,
    default: 'mirror',
    label: 'Data set',
    help: 'What the models learn: a generator with a known posterior, or sequences from a file.',
    group: 'data',
    effect: 'restart',
  },
  generator: {
    kind: 'choice',
    options: ['known', 'learned'],
    default: 'known',
    label: 'Prior and decoder',
    help: 'known: those of the generator, frozen, so that only the posterior is learned. learned: everything is. Data from files are always learned.',
    group: 'data',
    effect: 'restart',
    prominent: true,
  },
  sequenceLength: {
    kind: 'integer',
    min: 1,
    max: 2048,
    scale: 'log',
    default: 20,
    unit: 'steps',
    label: 'Sequence length',
    help: 'Steps T in a sequence of a generator, and the longest window cut from a CSV series. Handwriting and strokes: the most steps of a line; longer ones are cut off. Sentences: the most tokens of one, its end counted in. Digits have the steps of their reading order.',
    group: 'data',
    effect: 'restart',
  },
  observationNoise: {
    kind: 'number',
    min: 0.01,
    max: 3,
    scale: 'log',
    default: 0.3,
    unit: 'sd',
    label: 'Observation noise',
    help: "Standard deviation of the generator's observation noise.",
    group: 'data',
    effect: 'restart',
  },
  autoregression: {
    kind: 'number',
    min: -0.99,
    max: 0.99,
    scale: 'linear',
    default: 0.5,
    label: 'AR coefficient',
    help: "How much of the generator's z carries over from step to step (mirror, volatility, counts, linear).",
    group: 'data',
    effect: 'restart',
  },
  processNoise: {
    kind: 'number',
    min: 0.01,
    max: 10,
    scale: 'log',
    default: 1,
    unit: 'sd',
    label: 'Process noise',
    help: "Standard deviation of the generator's step from one z to the next (mirror, volatility, counts, growth, linear).",
    group: 'data',
    effect: 'restart',
  },
  foldFrequency: {
    kind: 'number',
    min: 0.5,
    max: 10,
    scale: 'linear',
    default: 3,
    label: 'Fold frequency',
    help: 'f in x = sin(f z) + noise (folds): more folds, more modes.',
    group: 'data',
    effect: 'restart',
  },
  scan: {
    kind: 'choice',
    options: ['rows', 'cells', 'pixels'],
    default: 'rows',
    label: 'Reading order',
    help: 'How a digit becomes a sequence. rows: 28 steps of 28 pixels. cells: 196 steps, each the mean grey of 2 by 2 pixels, made binary afterwards. pixels: 784 steps of one pixel, as in the paper.',
    group: 'data',
    effect: 'restart',
  },
  binarisation: {
    kind: 'choice',
    options: ['threshold', 'dynamic', 'larochelle'],
    default: 'threshold',
    label: 'Binarisation',
    help: 'threshold: a pixel is on above one half, an easier task by about 23 nats. dynamic: each pixel is a coin with its grey as probability, thrown anew every epoch; validation and test are thrown once, by the seed. larochelle: the fixed files binarized_mnist_*.amat, and nothing else.',
    group: 'data',
    effect: 'restart',
  },
  writers: {
    kind: 'integer',
    min: 1,
    max: 6,
    scale: 'linear',
    default: 4,
    label: 'Writers',
    help: 'How many clearly different hands write the lines (handwriting).',
    group: 'data',
    effect: 'restart',
  },
  letterVariety: {
    kind: 'number',
    min: 0,
    max: 1,
    scale: 'linear',
    default: 0.25,
    label: 'Letter variety',
    help: 'Chance that a letter takes another form than the one its writer is used to (handwriting).',
    group: 'data',
    effect: 'restart',
  },
  normaliser: {
    kind: 'choice',
    options: ['pooled', 'per-channel'],
    default: 'pooled',
    label: 'Normaliser',
    help: 'Unit of pen offsets. pooled: one mean and one sd for dx and dy, sums divided by the number of steps, as in the code of the VRNN. per-channel: the z-scores of each. It shifts log p by a constant a step.',
    group: 'data',
    effect: 'restart',
  },
  dequantise: {
    kind: 'flag',
    default: true,
    label: 'Dequantise',
    help: 'Adds Uniform(-0.5, 0.5) to offsets of whole numbers, anew every epoch and once for validation and test: without it their density is unbounded (strokes).',
    group: 'data',
    effect: 'restart',
  },
  tokens: {
    kind: 'choice',
    options: ['words', 'tokenised', 'characters'],
    default: 'words',
    label: 'Tokens',
    help: 'What a line of text is cut into (text). words: prose in small letters, commas and other marks apart. tokenised: what blanks separate, as Penn Treebank and Yahoo come. characters: each one.',
    group: 'data',
    effect: 'restart',
  },
  vocabularySize: {
    kind: 'integer',
    min: 3,
    max: 50000,
    scale: 'log',
    default: 10000,
    unit: 'tokens',
    label: 'Vocabulary',
    help: 'V, the most frequent tokens of the training part that have a number of their own, the end of a sentence and <unk> counted in; all others are <unk> (text).',
    group: 'data',
    effect: 'restart',
  },
  longSentences: {
    kind: 'choice',
    options: ['leave-out', 'cut'],
    default: 'leave-out',
    label: 'Longer sentences',
    help: 'What becomes of sentences longer than the sequence length (text). leave-out: they are in no part. cut: their first words stay, and an end follows.',
    group: 'data',
    effect: 'restart',
  },
  validationSize: {
    kind: 'integer',
    min: 8,
    max: 10000,
    scale: 'log',
    default: 256,
    unit: 'sequences',
    label: 'Validation set',
    help: 'Sequences held out for the validation curve. Of a file at most a tenth.',
    group: 'data',
    effect: 'restart',
  },
  testSize: {
    kind: 'integer',
    min: 8,
    max: 10000,
    scale: 'log',
    default: 1000,
    unit: 'sequences',
    label: 'Test set',
    help: 'Sequences held out for the final figures. Of a file at most a fifth.',
    group: 'data',
    effect: 'restart',
  },
  hidden: {
    kind: 'integer',
    min: 1,
    max: 512,
    scale: 'log',
    default: 32,
    label: 'Hidden units',
    help: 'Width H of the GRU.',
    group: 'model',
    effect: 'restart',
    prominent: true,
    perModel: true,
  },
  latent: {
    kind: 'integer',
    min: 1,
    max: 64,
    scale: 'log',
    default: 2,
    label: 'Latent dimensions',
    help: 'D, the dimensions of z at each step. A known generator fixes it.',
    group: 'model',
    effect: 'restart',
    prominent: true,
    perModel: true,
  },
  features: {
    kind: 'integer',
    min: 1,
    max: 256,
    scale: 'log',
    default: 32,
    label: 'Feature widths',
    help: 'Width of the features of x and of z that enter the GRU.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  mixingWidths: {
    kind: 'integers',
    min: 1,
    max: 512,
    minLength: 1,
    maxLength: 4,
    default: [48, 48, 48],
    label: 'Mixing network',
    help: 'Widths of the layers that turn injected noise, the past and x into psi. The paper: 128,128,128.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  injectedNoise: {
    kind: 'integers',
    min: 0,
    max: 512,
    minLength: 1,
    maxLength: 4,
    default: [16, 16, 16],
    label: 'Injected noise',
    help: 'Noise dimensions entering each mixing layer, one number a layer. The paper: 150,100,50. A VRNN has none.',
    group: 'model',
    effect: 'restart',
    prominent: true,
    perModel: true,
  },
  noiseKind: {
    kind: 'choice',
    options: ['bernoulli', 'gaussian'],
    default: 'bernoulli',
    label: 'Noise distribution',
    help: 'Injected noise: fair coins in {0, 1} (the paper; better on folds) or standard normal.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  reverseModel: {
    kind: 'flag',
    default: false,
    label: 'Learned reverse model',
    help: 'SIS-RNN with coins for noise: a network guesses from z which coins made it, and the extra draws of the bound are thrown by its guesses and weighed (IWHVI). Can be tighter at the same K; a step is several times slower.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  noiseAmplitude: {
    kind: 'number',
    min: 0,
    max: 1,
    scale: 'linear',
    default: 1,
    label: 'Noise amplitude',
    help: 'Multiplies the injected noise: 1 is the SIS-RNN, 0 makes it a Gaussian VRNN.',
    group: 'model',
    effect: 'next-step',
    prominent: true,
    perModel: true,
  },
  sigma: {
    kind: 'choice',
    options: ['deterministic', 'random'],
    default: 'deterministic',
    label: 'Sigma of q(z|psi)',
    help: 'deterministic: a function of the context, only mu is random. random: psi = (mu, log sigma) both come out of the mixing network.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  sigmaCap: {
    kind: 'number',
    min: 0.01,
    max: 7.389,
    scale: 'log',
    default: 7.389,
    unit: 'prior sd',
    label: 'Sigma cap',
    help: 'Largest sigma of q(z|psi) in SIS-RNN, in units of the prior scale. Near the width of one mode, entropy can only come from the spread of mu. A VRNN is not capped: its sigma is all it has.',
    group: 'model',
    effect: 'next-step',
    perModel: true,
  },
  initialSpread: {
    kind: 'number',
    min: 0,
    max: 4,
    scale: 'linear',
    default: 0,
    unit: 'prior sd',
    label: 'Initial spread',
    help: 'Standard deviation of mu over the injected noise at birth; 0 leaves the default initialisation, which collapses.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  sightAtBirth: {
    kind: 'number',
    min: 0,
    max: 16,
    scale: 'linear',
    default: 0,
    unit: 'sd',
    label: 'Sight at birth',
    help: 'Standard deviation, from sentence to sentence, of what the network of z is told of the words at birth; 0 leaves the default initialisation, at which z tells next to nothing and the decoder learns to do without it.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  priorWidths: {
    kind: 'integers',
    min: 1,
    max: 512,
    minLength: 1,
    maxLength: 4,
    default: [64, 64],
    label: 'Prior network',
    help: 'Layer widths of the learned prior p(z_t | h).',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  decoderWidths: {
    kind: 'integers',
    min: 1,
    max: 512,
    minLength: 1,
    maxLength: 4,
    default: [64, 64],
    label: 'Decoder network',
    help: 'Layer widths of the learned decoder p(x_t | z_t, h).',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  penDecoder: {
    kind: 'choice',
    options: ['mixture', 'diagonal-mixture', 'gaussian'],
    default: 'mixture',
    label: 'Pen decoder',
    help: 'p(dx, dy | z, h). mixture: bivariate Gaussians with correlation. diagonal-mixture: without. gaussian: a single one without. A logit says whether the pen leaves the paper.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  mixtureComponents: {
    kind: 'integer',
    min: 1,
    max: 50,
    scale: 'log',
    default: 20,
    label: 'Mixture components',
    help: 'M, the Gaussians in the mixture of the pen decoder. The paper: 20.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  wordDecoder: {
    kind: 'choice',
    options: ['transformer', 'lstm', 'gru'],
    default: 'transformer',
    label: 'Word decoder',
    help: 'p(word | words before it, z). transformer: causal self-attention, z as prefix token and added to embeddings. lstm, gru: recurrent, z in the gates of every step.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  decoderLayers: {
    kind: 'integer',
    min: 1,
    max: 12,
    scale: 'linear',
    default: 2,
    label: 'Decoder layers',
    help: 'Layers of the word decoder.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  attentionHeads: {
    kind: 'integer',
    min: 1,
    max: 16,
    scale: 'log',
    default: 4,
    label: 'Attention heads',
    help: 'Heads of each layer of the transformer; their number divides the word width.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  wordWidth: {
    kind: 'integer',
    min: 1,
    max: 1024,
    scale: 'log',
    default: 64,
    label: 'Word width',
    help: 'Width E of word embeddings and of the word decoder.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  wordDropout: {
    kind: 'number',
    min: 0,
    max: 1,
    scale: 'linear',
    default: 0,
    label: 'Word dropout',
    help: 'Share of words the decoder does not hear in training (it hears <unk>), so that it has to ask z. Figures are always made without.',
    group: 'model',
    effect: 'next-step',
    perModel: true,
  },
  dropout: {
    kind: 'number',
    min: 0,
    max: 0.9,
    scale: 'linear',
    default: 0,
    label: 'Dropout',
    help: 'Share of units of the transformer that go missing in training, of the sum of embeddings and of what each part adds. Figures are always made without.',
    group: 'model',
    effect: 'next-step',
    perModel: true,
  },
  tiedEmbeddings: {
    kind: 'flag',
    default: true,
    label: 'Tied embeddings',
    help: 'The softmax over words has the embeddings of those that go in for its weights.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  inference: {
    kind: 'choice',
    options: ['filtering', 'smoothing'],
    default: 'filtering',
    label: 'Inference sees',
    help: 'filtering: x up to t. smoothing: a backward GRU over x lets q see the future too.',
    group: 'model',
    effect: 'restart',
    perModel: true,
  },
  refinementSteps: {
    kind: 'integer',
    min: 0,
    max: 100,
    scale: 'log',
    default: 0,
    unit: 'steps',
    label: 'Refinement steps',
    help: 'SA-VAE, for a Gaussian posterior of sentences: so many steps up the gradient of its own bound improve mu and sigma of every sentence, in training and in all figures. 0 leaves the last word to the encoder.',
    group: 'bound',
    effect: 'restart',
    perModel: true,
  },
  refinementRate: {
    kind: 'number',
    min: 0.001,
    max: 10,
    scale: 'log',
    default: 0.05,
    label: 'Refinement rate',
    help: 'How far mu and log sigma move in a refinement step, in units of their gradient.',
    group: 'bound',
    effect: 'next-step',
    perModel: true,
  },
  mixingSamples: {
    kind: 'integer',
    min: 0,
    max: 500,
    scale: 'log',
    default: 20,
    label: 'Mixing samples K',
    help: 'Extra draws of psi in the surrogate bound at the end of the ramp. More make the bound tighter. A VRNN needs none.',
    group: 'bound',
    effect: 'next-step',
    prominent: true,
    perModel: true,
  },
  mixingSamplesStart: {
    kind: 'integer',
    min: 0,
    max: 500,
    scale: 'log',
    default: 20,
    label: 'K at the start',
    help: 'Extra draws of psi at the first step. A small K for long collapses to the VRNN.',
    group: 'bound',
    effect: 'next-step',
    perModel: true,
  },
  rampSteps: {
    kind: 'integer',
    min: 0,
    max: 1000000,
    scale: 'log',
    default: 0,
    unit: 'steps',
    label: 'K ramp',
    help: 'Steps over which K grows from its start to its end. The bound itself changes meanwhile.',
    group: 'bound',
    effect: 'next-step',
  },
  mixingSamplesEvaluation: {
    kind: 'integer',
    min: 0,
    max: 1000,
    scale: 'log',
    default: 100,
    label: 'K at evaluation',
    help: 'The one fixed K of every reported validation and test figure.',
    group: 'bound',
    effect: 'next-step',
  },
  annealing: {
    kind: 'choice',
    options: ['none', 'cyclical', 'tempered', 'entropy'],
    default: 'tempered',
    label: 'Annealing',
    help: 'none: beta = 1. cyclical: the KL weight beta goes from 0 up to 1, again and again (the paper). tempered: from beta at the start down to 1, so that q begins as the prior and splits as the likelihood sharpens. entropy: beta falls alike but weighs the entropy of q alone, so that the prior too sharpens slowly and branches that persist stay even. A VRNN, which cannot split, trains at beta = 1 under the last two.',
    group: 'bound',
    effect: 'next-step',
    prominent: true,
    perModel: true,
  },
  betaStart: {
    kind: 'number',
    min: 1,
    max: 1000,
    scale: 'log',
    default: 20,
    label: 'Beta at the start',
    help: 'First weight of the tempered and entropy schedules; it falls geometrically to 1.',
    group: 'bound',
    effect: 'next-step',
    perModel: true,
  },
  annealingFraction: {
    kind: 'number',
    min: 0.01,
    max: 1,
    scale: 'linear',
    default: 0.5,
    label: 'Annealing fraction',
    help: 'Part of the schedule (tempered, entropy) or of each cycle (cyclical, R) spent before beta is 1.',
    group: 'bound',
    effect: 'next-step',
  },
  annealingCycles: {
    kind: 'integer',
    min: 1,
    max: 100,
    scale: 'log',
    default: 4,
    label: 'Annealing cycles',
    help: 'M, the cycles of the cyclical schedule.',
    group: 'bound',
    effect: 'next-step',
  },
  freeNats: {
    kind: 'number',
    min: 0,
    max: 100,
    scale: 'linear',
    default: 0,
    unit: 'nats',
    label: 'Free nats',
    help: 'KL divergence of a sequence, mean over the batch, that training does not charge for (free bits). Figures are always made with all of it.',
    group: 'bound',
    effect: 'next-step',
    perModel: true,
  },
  bagOfWords: {
    kind: 'number',
    min: 0,
    max: 10,
    scale: 'linear',
    default: 0,
    label: 'Bag of words',
    help: 'Weight at the start of a second task in training: to tell the words of a sentence from z alone, whatever their order. It falls to 0 over the schedule. Figures are made without.',
    group: 'bound',
    effect: 'restart',
    perModel: true,
  },
  steps: {
    kind: 'integer',
    min: 1,
    max: 10000000,
    scale: 'log',
    default: 1500,
    unit: 'steps',
    label: 'Schedule length',
    help: 'Training steps over which the schedules run. The command line stops there; the page goes on with beta = 1 until paused.',
    group: 'training',
    effect: 'next-step',
  },
  batch: {
    kind: 'integer',
    min: 1,
    max: 1024,
    scale: 'log',
    default: 64,
    unit: 'sequences',
    label: 'Batch size',
    help: 'Sequences in one training step.',
    group: 'training',
    effect: 'next-step',
  },
  learningRate: {
    kind: 'number',
    min: 0.000001,
    max: 0.1,
    scale: 'log',
    default: 0.002,
    label: 'Learning rate',
    help: 'Step size of Adam.',
    group: 'training',
    effect: 'next-step',
    perModel: true,
    prominent: true,
  },
  learningRateEnd: {
    kind: 'number',
    min: 0.001,
    max: 1,
    scale: 'log',
    default: 1,
    label: 'Learning rate at the end',
    help: 'Factor on the learning rate reached geometrically over the second half of the schedule; 1 keeps it constant.',
    group: 'training',
    effect: 'next-step',
  },
  clipNorm: {
    kind: 'number',
    min: 0.001,
    max: 1000,
    scale: 'log',
    default: 10,
    label: 'Gradient clip',
    help: 'Largest global norm of the gradient of the bound per step; a longer one is scaled down to it.',
    group: 'training',
    effect: 'next-step',
  },
  validateEvery: {
    kind: 'integer',
    min: 1,
    max: 100000,
    scale: 'log',
    default: 50,
    unit: 'steps',
    label: 'Validate every',
    help: 'Training steps between two points of the validation curve. Does not change the training.',
    group: 'training',
    effect: 'live',
  },
  seed: {
    kind: 'integer',
    min: 0,
    max: 4294967295,
    scale: 'linear',
    default: 1,
    label: 'Seed',
    help: 'Data, initialisation and all noise come from it: the same seed gives the same run.',
    group: 'training',
    effect: 'restart',
    prominent: true,
  },
} as const satisfies Record<string, Spec>;

export type SettingKey = keyof typeof SETTINGS;

type ValueOf<S extends Spec> = S extends { kind: 'choice'; options: readonly (infer O)[] }
  ? O
  : S extends { kind: 'flag' }
    ? boolean
    : S extends { kind: 'integers' }
      ? readonly number[]
      : number;

/** One value for every row of the table. */
export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };
export type SettingValue = Settings[SettingKey];

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** The row of a setting, at the width of the union: what controls and validators switch on. */
export function specOf(key: SettingKey): Spec {
  return SETTINGS[key];
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

export function defaultSettings(): Settings {
  const entries = SETTING_KEYS.map((key) => [key, SETTINGS[key].default]);
  return Object.fromEntries(entries) as Settings;
}

/** What a setting accepts, in words, for refusals and help: "an integer from 1 to 512". */
export function describeRange(key: SettingKey): string {
  const spec = specOf(key);
  const text = configText();
  switch (spec.kind) {
    case 'integer':
      return text.integer(spec.min, spec.max);
    case 'number':
      return text.number(spec.min, spec.max);
    case 'choice':
      return text.choice(spec.options.join(', '));
    case 'flag':
      return text.flag;
    case 'integers':
      return text.integers(spec.minLength, spec.maxLength, spec.min, spec.max);
    default:
      return spec satisfies never;
  }
}

/** Same setting, same value. */
export function sameValue(a: SettingValue, b: SettingValue): boolean {
  return formatValue(a) === formatValue(b);
}

/** A value as links and flags write it; `parseValue` reads it back. */
export function formatValue(value: SettingValue): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads and checks a value written by a person.
 * A refusal names the key, what was given and what is accepted.
 */
export function parseValue(key: SettingKey, text: string): Parsed<SettingValue> {
  const spec = specOf(key);
  const trimmed = text.trim();
  switch (spec.kind) {
    case 'integer':
    case 'number':
      return checkValue(key, trimmed === '' ? Number.NaN : Number(trimmed), text);
    case 'choice':
      return checkValue(key, trimmed, text);
    case 'flag':
      return checkValue(
        key,
        trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed,
        text,
      );
    case 'integers':
      return checkValue(
        key,
        trimmed.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))),
        text,
      );
    default:
      return spec satisfies never;
  }
}

/** Checks a value of unknown origin (JSON, a control) against its row of the table. */
export function checkValue(
  key: SettingKey,
  value: unknown,
  written: string = JSON.stringify(value) ?? String(value),
): Parsed<SettingValue> {
  return accepts(specOf(key), value)
    ? { ok: true, value: withoutNegativeZero(value as SettingValue) }
    : {
        ok: false,
        problem: configText().refused(key, shorten(written), describeRange(key)),
      };
}

/** -0 is written as 0 and would not be what is read back. */
function withoutNegativeZero(value: SettingValue): SettingValue {
  if (typeof value === 'number') return value + 0;
  return Array.isArray(value) ? value.map((item: number) => item + 0) : value;
}

function accepts(spec: Spec, value: unknown): boolean {
  switch (spec.kind) {
    case 'integer':
      return Number.isInteger(value) && inRange(value as number, spec);
    case 'number':
      return typeof value === 'number' && inRange(value, spec);
    case 'choice':
      return typeof value === 'string' && spec.options.includes(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'integers':
      return (
        Array.isArray(value) &&
        value.length >= spec.minLength &&
        value.length <= spec.maxLength &&
        value.every((item) => Number.isInteger(item) && inRange(item as number, spec))
      );
    default:
      return spec satisfies never;
  }
}

function inRange(value: number, range: { readonly min: number; readonly max: number }): boolean {
  return value >= range.min && value <= range.max; // false for NaN
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
