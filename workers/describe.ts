/** What the page is told of a run when it starts. */
import { usesKnownGenerator } from '../src/config/experiment.ts';
import type { Settings } from '../src/config/settings.ts';
import type { Dataset } from '../src/data/dataset.ts';
import { inkOf, linesOf, padScaleOf } from '../src/data/pen/pad.ts';
import { scanOf } from '../src/data/scan.ts';
import type {
  DataSummary,
  ModelSummary,
  PadSummary,
  PictureSummary,
  SentenceSummary,
} from '../src/protocol.ts';
import { range } from '../src/train/evaluate.ts';
import { tokensIn } from '../src/train/perplexity.ts';
import type { Trainer } from '../src/train/trainer.ts';

/** Held-out lines the pad offers and the samples stand beside. */
const PAD_EXAMPLES = 24;
/** Held-out pictures the canvas offers. */
const PICTURE_EXAMPLES = 40;
/** Held-out sentences the page shows on its map. */
const SENTENCE_EXAMPLES = 200;

export function describeData(dataset: Dataset, settings: Settings): DataSummary {
  const { train, validation, test, description, facts, steps, channelNames, observation } = dataset;
  return {
    description,
    ...(facts && { facts }),
    formula: dataset.known?.definition.formula ?? null,
    known: usesKnownGenerator(settings),
    independent: dataset.known?.definition.independent ?? false,
    steps,
    channelNames,
    observation,
    trainCount: Number.isFinite(train.count) ? train.count : null,
    validationCount: validation.count,
    testCount: test.count,
    pad: observation === 'pen' ? describePad(dataset, settings) : null,
    pictures: observation === 'binary' ? describePictures(dataset, settings) : null,
    sentences: describeSentences(dataset),
  };
}

function describePad(dataset: Dataset, settings: Settings): PadSummary {
  const scale = padScaleOf(dataset, settings);
  const lines = linesOf(dataset, dataset.validation, PAD_EXAMPLES);
  return { ...scale, examples: lines.map((line) => inkOf(line, scale)) };
}

function describePictures(dataset: Dataset, settings: Settings): PictureSummary {
  const { side, steps, channelNames, unit } = scanOf(settings);
  const channels = channelNames.length;
  const { x, size } = dataset.validation.batch(
    range(0, Math.min(PICTURE_EXAMPLES, dataset.validation.count)),
    0,
  );
  const pixel = (b: number, i: number) =>
    x[(Math.floor(i / channels) * size + b) * channels + (i % channels)]!;
  return {
    side,
    unit,
    synthetic: dataset.description.startsWith('Synthetic'),
    examples: Array.from({ length: size }, (_, b) =>
      Uint8Array.from({ length: steps * channels }, (_, i) => pixel(b, i)),
    ),
  };
}

function describeSentences({ text, validation }: Dataset): SentenceSummary | null {
  if (text === undefined) return null;
  const { vocabulary, truth } = text;
  const count = Math.min(SENTENCE_EXAMPLES, validation.count);
  return {
    unit: vocabulary.kind === 'characters' ? 'character' : 'word',
    validationTokens: tokensIn(validation, validation.count),
    examples: Array.from({ length: count }, (_, index) => ({
      text: vocabulary.decode(validation.batch([index], 0).x),
      length: validation.stepsOf!(index) - 1,
      factors: truth?.factorsOf('validation', index) ?? [],
    })),
    factors: truth?.factors ?? [],
  };
}

export function describeModels(trainer: Trainer): ModelSummary[] {
  return trainer.learners.map(({ spec, layout, shape }) => ({
    id: spec.id,
    parameterCount: layout.length,
    latentDimensions: shape.latent,
  }));
}
