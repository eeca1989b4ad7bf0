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
  /** Too much for any path but the fused one. */
  readonly fusedOnly: boolean;
}

/**
 * The cases in the order of the table; `long` adds those of 196 and 784 steps, and `paper-full`: the paper's K = 100
 * at 784 steps, on 8 of its 128 sequences.
 */
export function benchCases(long: boolean): BenchCase[] {
  const cases = [paperCase('paper-28', { steps: 28, size: 64 }), presetCase()];
  if (long)
    cases.push(
      paperCase('paper-196', { steps: 196, size: 16 }),
      paperCase('paper-784', { steps: 784, size: 4 }),
      { ...paperCase('paper-full', { steps: 784, size: 8, draws: 100 }), fusedOnly: true },
    );
  return cases;
}

/** T, B, K, H and the values observed in a step. */
export interface CaseSizes {
  readonly steps: number;
  readonly size: number;
  /** Default 10. */
  readonly draws?: number;
  /** Default 64. */
  readonly hidden?: number;
  /** Default: 784 pixels in all. */
  readonly channels?: number;
}

/**
 * The paper's mixing network (widths 128, noise 150, 100, 50), H = 64, D = 16, a learned Bernoulli decoder, on coins
 * in the place of the 784 pixels of a digit, taken in `steps` rows.
 */
export function paperCase(
  name: string,
  { steps, size, draws = 10, hidden = 64, channels = 784 / steps }: CaseSizes,
): BenchCase {
  const digits = presetNamed('digits-rows')!.experiment;
  const settings: Settings = {
    ...digits.settings,
    hidden,
    latent: 16,
    features: 64,
    mixingWidths: [128, 128, 128],
    injectedNoise: [150, 100, 50],
    mixingSamples: draws,
    mixingSamplesStart: draws,
  };
  const x = fillCoins(new Float32Array(steps * size * channels), stream(1, 'bench/x'), channels);
  return {
    ...modelsOf({ ...digits, settings, models: [newModel('sis-rnn', [])] }),
    name,
    fusedOnly: false,
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
    fusedOnly: false,
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
