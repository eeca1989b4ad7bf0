/** Labels and help of the settings. */
import type { SettingsText } from '../en/settings.ts';

export const settings: SettingsText = {
  data: {
    label: 'Data set',
    help: 'What the models learn: a generator with a known posterior, or sequences from a file.',
  },
  generator: {
    label: 'Prior and decoder',
    help: 'known: those of the generator, frozen, so that only the posterior is learned. learned: everything is. Data from files are always learned.',
  },
  sequenceLength: {
    label: 'Sequence length',
    help: 'Steps T in a sequence of a generator, and the longest window cut from a CSV series. Handwriting and strokes: the most steps of a line; longer ones are cut off. Sentences: the most tokens of one, its end counted in. Digits have the steps of their reading order.',
  },
  observationNoise: {
    label: 'Observation noise',
    help: "Standard deviation of the generator's observation noise.",
  },
  autoregression: {
    label: 'AR coefficient',
    help: "How much of the generator's z carries over from step to step (mirror, volatility, counts, linear).",
  },
  processNoise: {
    label: 'Process noise',
    help: "Standard deviation of the generator's step from one z to the next (mirror, volatility, counts, growth, linear).",
  },
  foldFrequency: {
    label: 'Fold frequency',
    help: 'f in x = sin(f z) + noise (folds): more folds, more modes.',
  },
  scan: {
    label: 'Reading order',
    help: 'How a digit becomes a sequence. rows: 28 steps of 28 pixels. cells: 196 steps, each the mean grey of 2 by 2 pixels, made binary afterwards. pixels: 784 steps of one pixel, as in the paper.',
  },
  binarisation: {
    label: 'Binarisation',
    help: 'threshold: a pixel is on above one half, an easier task by about 23 nats. dynamic: each pixel is a coin with its grey as probability, thrown anew every epoch; validation and test are thrown once, by the seed. larochelle: the fixed files binarized_mnist_*.amat, and nothing else.',
  },
  writers: {
    label: 'Writers',
    help: 'How many clearly different hands write the lines (handwriting).',
  },
  letterVariety: {
    label: 'Letter variety',
    help: 'Chance that a letter takes another form than the one its writer is used to (handwriting).',
  },
  normaliser: {
    label: 'Normaliser',
    help: 'Unit of pen offsets. pooled: one mean and one sd for dx and dy, sums divided by the number of steps, as in the code of the VRNN. per-channel: the z-scores of each. It shifts log p by a constant a step.',
  },
  dequantise: {
    label: 'Dequantise',
    help: 'Adds Uniform(-0.5, 0.5) to offsets of whole numbers, anew every epoch and once for validation and test: without it their density is unbounded (strokes).',
  },
  tokens: {
    label: 'Tokens',
    help: 'What a line of text is cut into (text). words: prose in small letters, commas and other marks apart. tokenised: what blanks separate, as Penn Treebank and Yahoo come. characters: each one.',
  },
  vocabularySize: {
    label: 'Vocabulary',
    help: 'V, the most frequent tokens of the training part that have a number of their own, the end of a sentence and <unk> counted in; all others are <unk> (text).',
  },
  longSentences: {
    label: 'Longer sentences',
    help: 'What becomes of sentences longer than the sequence length (text). leave-out: they are in no part. cut: their first words stay, and an end follows.',
  },
  validationSize: {
    label: 'Validation set',
    help: 'Sequences held out for the validation curve. Of a file at most a tenth.',
  },
  testSize: {
    label: 'Test set',
    help: 'Sequences held out for the final figures. Of a file at most a fifth.',
  },
  hidden: { label: 'Hidden units', help: 'Width H of the GRU.' },
  latent: {
    label: 'Latent dimensions',
    help: 'D, the dimensions of z at each step. A known generator fixes it.',
  },
  features: {
    label: 'Feature widths',
    help: 'Width of the features of x and of z that enter the GRU.',
  },
  mixingWidths: {
    label: 'Mixing network',
    help: 'Widths of the layers that turn injected noise, the past and x into psi. The paper: 128,128,128.',
  },
  injectedNoise: {
    label: 'Injected noise',
    help: 'Noise dimensions entering each mixing layer, one number a layer. The paper: 150,100,50. A VRNN has none.',
  },
  noiseKind: {
    label: 'Noise distribution',
    help: 'Injected noise: fair coins in {0, 1} (the paper; better on folds) or standard normal.',
  },
  reverseModel: {
    label: 'Learned reverse model',
    help: 'SIS-RNN with coins for noise: a network guesses from z which coins made it, and the extra draws of the bound are thrown by its guesses and weighed (IWHVI). Can be tighter at the same K; a step is several times slower.',
  },
  noiseAmplitude: {
    label: 'Noise amplitude',
    help: 'Multiplies the injected noise: 1 is the SIS-RNN, 0 makes it a Gaussian VRNN.',
  },
  sigma: {
    label: 'Sigma of q(z|psi)',
    help: 'deterministic: a function of the context, only mu is random. random: psi = (mu, log sigma) both come out of the mixing network.',
  },
  sigmaCap: {
    label: 'Sigma cap',
    help: 'Largest sigma of q(z|psi) in SIS-RNN, in units of the prior scale. Near the width of one mode, entropy can only come from the spread of mu. A VRNN is not capped: its sigma is all it has.',
  },
  initialSpread: {
    label: 'Initial spread',
    help: 'Standard deviation of mu over the injected noise at birth; 0 leaves the default initialisation, which collapses.',
  },
  sightAtBirth: {
    label: 'Sight at birth',
    help: 'Standard deviation, from sentence to sentence, of what the network of z is told of the words at birth; 0 leaves the default initialisation, at which z tells next to nothing and the decoder learns to do without it.',
  },
  priorWidths: { label: 'Prior network', help: 'Layer widths of the learned prior p(z_t | h).' },
  decoderWidths: {
    label: 'Decoder network',
    help: 'Layer widths of the learned decoder p(x_t | z_t, h).',
  },
  penDecoder: {
    label: 'Pen decoder',
    help: 'p(dx, dy | z, h). mixture: bivariate Gaussians with correlation. diagonal-mixture: without. gaussian: a single one without. A logit says whether the pen leaves the paper.',
  },
  mixtureComponents: {
    label: 'Mixture components',
    help: 'M, the Gaussians in the mixture of the pen decoder. The paper: 20.',
  },
  wordDecoder: {
    label: 'Word decoder',
    help: 'p(word | words before it, z). transformer: causal self-attention, z as prefix token and added to embeddings. lstm, gru: recurrent, z in the gates of every step.',
  },
  decoderLayers: { label: 'Decoder layers', help: 'Layers of the word decoder.' },
  attentionHeads: {
    label: 'Attention heads',
    help: 'Heads of each layer of the transformer; their number divides the word width.',
  },
  wordWidth: { label: 'Word width', help: 'Width E of word embeddings and of the word decoder.' },
  wordDropout: {
    label: 'Word dropout',
    help: 'Share of words the decoder does not hear in training (it hears <unk>), so that it has to ask z. Figures are always made without.',
  },
  dropout: {
    label: 'Dropout',
    help: 'Share of units of the transformer that go missing in training, of the sum of embeddings and of what each part adds. Figures are always made without.',
  },
  tiedEmbeddings: {
    label: 'Tied embeddings',
    help: 'The softmax over words has the embeddings of those that go in for its weights.',
  },
  inference: {
    label: 'Inference sees',
    help: 'filtering: x up to t. smoothing: a backward GRU over x lets q see the future too.',
  },
  refinementSteps: {
    label: 'Refinement steps',
    help: 'SA-VAE, for a Gaussian posterior of sentences: so many steps up the gradient of its own bound improve mu and sigma of every sentence, in training and in all figures. 0 leaves the last word to the encoder.',
  },
  refinementRate: {
    label: 'Refinement rate',
    help: 'How far mu and log sigma move in a refinement step, in units of their gradient.',
  },
  mixingSamples: {
    label: 'Mixing samples K',
    help: 'Extra draws of psi in the surrogate bound at the end of the ramp. More make the bound tighter. A VRNN needs none.',
  },
  mixingSamplesStart: {
    label: 'K at the start',
    help: 'Extra draws of psi at the first step. A small K for long collapses to the VRNN.',
  },
  rampSteps: {
    label: 'K ramp',
    help: 'Steps over which K grows from its start to its end. The bound itself changes meanwhile.',
  },
  mixingSamplesEvaluation: {
    label: 'K at evaluation',
    help: 'The one fixed K of every reported validation and test figure.',
  },
  annealing: {
    label: 'Annealing',
    help: 'none: beta = 1. cyclical: the KL weight beta goes from 0 up to 1, again and again (the paper). tempered: from beta at the start down to 1, so that q begins as the prior and splits as the likelihood sharpens. entropy: beta falls alike but weighs the entropy of q alone, so that the prior too sharpens slowly and branches that persist stay even. A VRNN, which cannot split, trains at beta = 1 under the last two.',
  },
  betaStart: {
    label: 'Beta at the start',
    help: 'First weight of the tempered and entropy schedules; it falls geometrically to 1.',
  },
  annealingFraction: {
    label: 'Annealing fraction',
    help: 'Part of the schedule (tempered, entropy) or of each cycle (cyclical, R) spent before beta is 1.',
  },
  annealingCycles: { label: 'Annealing cycles', help: 'M, the cycles of the cyclical schedule.' },
  freeNats: {
    label: 'Free nats',
    help: 'KL divergence of a sequence, mean over the batch, that training does not charge for (free bits). Figures are always made with all of it.',
  },
  bagOfWords: {
    label: 'Bag of words',
    help: 'Weight at the start of a second task in training: to tell the words of a sentence from z alone, whatever their order. It falls to 0 over the schedule. Figures are made without.',
  },
  steps: {
    label: 'Schedule length',
    help: 'Training steps over which the schedules run. The command line stops there; the page goes on with beta = 1 until paused.',
  },
  batch: { label: 'Batch size', help: 'Sequences in one training step.' },
  learningRate: { label: 'Learning rate', help: 'Step size of Adam.' },
  learningRateEnd: {
    label: 'Learning rate at the end',
    help: 'Factor on the learning rate reached geometrically over the second half of the schedule; 1 keeps it constant.',
  },
  clipNorm: {
    label: 'Gradient clip',
    help: 'Largest global norm of the gradient of the bound per step; a longer one is scaled down to it.',
  },
  validateEvery: {
    label: 'Validate every',
    help: 'Training steps between two points of the validation curve. Does not change the training.',
  },
  seed: {
    label: 'Seed',
    help: 'Data, initialisation and all noise come from it: the same seed gives the same run.',
  },
};
