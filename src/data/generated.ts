/**
 * Data sets drawn from the known generative models. Sequence i of a split is a pure function of
 * (seed, split, i) and needs no sequence before it; a longer sequence begins with the shorter one.
 */
import type { GeneratorName, Settings } from '../config/settings.ts';
import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { walk } from '../generators/walk.ts';
import { fillNormal, fillUniform, stream } from '../rng.ts';
import { type DataFacts, englishLine } from '../text/en/dataSets.ts';
import type { Batch, Dataset, Split } from './dataset.ts';
import type { SplitName } from './splitName.ts';

export interface GeneratedBatch extends Batch {
  /** The z that made x. [T, B, D] */
  readonly z: Float32Array;
}

/** The endless (train) or counted (validation, test) sequences of a generator. */
export function fromGenerator(name: GeneratorName, settings: Settings): Dataset {
  const definition: Generator = GENERATOR_DEFINITIONS[name];
  const parameters = parametersOf(settings);
  const { observedMean, observedSd } = definition.scales(parameters);
  const split = (part: SplitName, count: number): Split => ({
    count,
    batch: (indices) => {
      const { z: _, ...batch } = drawSequences(name, settings, part, indices);
      return batch;
    },
  });
  const facts: DataFacts = {
    kind: 'generator',
    name,
    formula: definition.formula,
    values: definition.parameters.map((key) => `${LETTERS[key]} = ${parameters[key]}`),
  };
  return {
    description: englishLine(facts),
    facts,
    steps: settings.sequenceLength,
    channelNames: ['x'],
    observation: 'real',
    inputMean: [observedMean],
    inputSd: [observedSd],
    unitScale: null,
    known: { definition, parameters },
    train: split('train', Number.POSITIVE_INFINITY),
    validation: split('validation', settings.validationSize),
    test: split('test', settings.testSize),
  };
}

/** The letters of the formulas. */
const LETTERS: Readonly<Record<keyof GeneratorParameters, string>> = {
  observationNoise: 'r',
  autoregression: 'a',
  processNoise: 'q',
  foldFrequency: 'f',
};

/** The part of the settings a generator reads. */
export function parametersOf(settings: Settings): GeneratorParameters {
  const { observationNoise, autoregression, processNoise, foldFrequency } = settings;
  return { observationNoise, autoregression, processNoise, foldFrequency };
}

/**
 * The sequences `indices` of a split together with the z that made them.
 * `indices` are whole numbers below 2^32, and below the split's count where it has one; else a RangeError.
 */
export function drawSequences(
  name: GeneratorName,
  settings: Settings,
  part: SplitName,
  indices: ArrayLike<number>,
): GeneratedBatch {
  const definition: Generator = GENERATOR_DEFINITIONS[name];
  const parameters = parametersOf(settings);
  const { latentDimensions } = definition;
  const steps = settings.sequenceLength;
  const size = indices.length;
  const x = new Float32Array(steps * size); // [T, B, 1]
  const z = new Float32Array(steps * size * latentDimensions); // [T, B, D]
  const from = stream(settings.seed, `data/${part}`);
  const forCounts = stream(settings.seed, `data/${part}/counts`);
  const width = latentDimensions + 1;
  const noise = new Float32Array(steps * width); // [T, D + 1]: of z, then of x
  const limit = { train: 2 ** 32, validation: settings.validationSize, test: settings.testSize };
  for (let b = 0; b < size; b++) {
    const index = indices[b]!;
    if (!(Number.isInteger(index) && index >= 0 && index < limit[part]))
      throw new RangeError(`sequence ${index} of ${part}: a whole number below ${limit[part]}`);
    fillNormal(noise, from, noise.length, { firstRow: index });
    let uniforms: Float32Array | null = null; // [T], where x is a count
    const made = walk(definition, parameters, noise, (t) => {
      uniforms ??= fillUniform(new Float32Array(steps), forCounts, steps, { firstRow: index });
      return uniforms[t]!;
    });
    for (let t = 0; t < steps; t++) {
      x[t * size + b] = made.x[t]!;
      for (let d = 0; d < latentDimensions; d++)
        z[(t * size + b) * latentDimensions + d] = made.z[t * latentDimensions + d]!;
    }
  }
  return { steps, size, channels: 1, x, mask: null, z };
}
