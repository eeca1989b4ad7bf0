/** What the page is told of a run when it starts. */
import { usesKnownGenerator } from '../src/config/experiment.ts';
import type { Settings } from '../src/config/settings.ts';
import type { Dataset } from '../src/data/dataset.ts';
import { inkOf, linesOf, padScaleOf } from '../src/data/pen/pad.ts';
import type { DataSummary, ModelSummary, PadSummary } from '../src/protocol.ts';
import type { Trainer } from '../src/train/trainer.ts';

/** Held-out lines the pad offers and the samples stand beside. */
const PAD_EXAMPLES = 24;

export function describeData(dataset: Dataset, settings: Settings): DataSummary {
  const { train, validation, test, description, steps, channelNames, observation } = dataset;
  return {
    description,
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
  };
}

function describePad(dataset: Dataset, settings: Settings): PadSummary {
  const scale = padScaleOf(dataset, settings);
  const lines = linesOf(dataset, dataset.validation, PAD_EXAMPLES);
  return { ...scale, examples: lines.map((line) => inkOf(line, scale)) };
}

export function describeModels(trainer: Trainer): ModelSummary[] {
  return trainer.learners.map(({ spec, layout, shape }) => ({
    id: spec.id,
    parameterCount: layout.length,
    latentDimensions: shape.latent,
  }));
}
