/** What is measured: the paper's model on binary rows, and the page's default experiment. */
import {
  type Experiment,
  type ModelSpec,
  newModel,
  settingsFor,
  usesKnownGenerator,
} from '../../config/experiment.ts';
import { DEFAULT_PRESET, presetNamed } from '../../config/presets.ts';
import type { Settings } from '../../config/settings.ts';
import type { Batch } from '../../data/dataset.ts';
import { datasetFrom } from '../../data/importer.ts';
import type { DataShape } from '../../model/shape.ts';
import { fillCoins, stream } from '../../rng.ts';
import { range } from '../../train/evaluate.ts';

export interface BenchCase {
  readonly name: string;
  /** Trained in lockstep: a step is one of each. */
  readonly models: readonly { readonly spec: ModelSpec; readonly settings: Settings }[];
  readonly data: DataShape;
  readonly batch: Batch;
  /** K of the first model. */
  readonly draws: number;
  /** `step.py` builds this model. */
  readonly inPyTorch: boolean;
}

/** The cases in the order of the table; `long` adds those of 196 and 784 steps. */
export function benchCases(long: boolean): BenchCase[] {
  const cases = [paperCase(28, 64), presetCase()];
  if (long) cases.push(paperCase(196, 16), paperCase(784, 4));
  return cases;
}

/**
 * The paper's mixing network (widths 128, noise 150, 100, 50), H = 64, D = 16, a learned Bernoulli decoder,
 * K = 10, on coins in the place of the 784 pixels of a digit, taken in `steps` rows.
 */
function paperCase(steps: number, size: number): BenchCase {
  const digits = presetNamed('digits-rows')!.experiment;
  const settings: Settings = {
    ...digits.settings,
    hidden: 64,
    latent: 16,
    features: 64,
    mixingWidths: [128, 128, 128],
    injectedNoise: [150, 100, 50],
    mixingSamples: 10,
    mixingSamplesStart: 10,
  };
  const channels = 784 / steps;
  const x = fillCoins(new Float32Array(steps * size * channels), stream(1, 'bench/x'), channels);
  return {
    ...modelsOf({ ...digits, settings, models: [newModel('sis-rnn', [])] }),
    name: `paper-${steps}`,
    data: {
      channelNames: Array.from({ length: channels }, (_, i) => `pixel ${i}`),
      observation: 'binary',
      inputMean: new Array<number>(channels).fill(0),
      inputSd: new Array<number>(channels).fill(1),
      known: null,
    },
    batch: { steps, size, channels, x, mask: null },
  };
}

/** A joint step of both models of the preset a visitor meets first. */
function presetCase(): BenchCase {
  const { experiment } = DEFAULT_PRESET;
  const dataset = datasetFrom(experiment.settings, null);
  return {
    ...modelsOf(experiment),
    name: experiment.preset,
    data: dataset,
    batch: dataset.train.batch(range(0, experiment.settings.batch), 0),
  };
}

function modelsOf(experiment: Experiment): Pick<BenchCase, 'models' | 'draws' | 'inPyTorch'> {
  return {
    models: experiment.models.map((spec) => ({ spec, settings: settingsFor(experiment, spec) })),
    draws: experiment.settings.mixingSamples,
    inPyTorch: experiment.models.length === 1 && !usesKnownGenerator(experiment.settings),
  };
}
