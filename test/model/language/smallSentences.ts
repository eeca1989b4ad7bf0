/** Small models of sentences with random parameters, words and noise: the material of the tests of this folder. */
import * as tf from '@tensorflow/tfjs';
import { SentenceModel } from '../../../src/model/language/sentenceModel.ts';
import { layoutOf } from '../../../src/model/layout.ts';
import { type Bound, type ObjectiveInputs, surrogateBound } from '../../../src/model/objective.ts';
import type { Ops } from '../../../src/model/ops.ts';
import { type ModelShape, type SentenceShape, sum } from '../../../src/model/shape.ts';
import { Weights } from '../../../src/model/weights.ts';
import { fillCoins, fillNormal, stream } from '../../../src/rng.ts';
import type { OracleInputs } from '../oracle.ts';
import { BASE_SHAPE } from '../smallModel.ts';
import { sentenceOracle } from './oracle.ts';

export const SENTENCE: SentenceShape = {
  vocabulary: 7,
  decoder: 'transformer',
  layers: 2,
  heads: 2,
  width: 4,
  positions: 7,
  tied: true,
};

export function sentenceShape(
  sentence: Partial<SentenceShape> = {},
  model: Partial<ModelShape> = {},
): ModelShape {
  return {
    ...BASE_SHAPE,
    channels: 1,
    observation: 'tokens',
    inputMean: [0],
    inputSd: [1],
    sentence: { ...SENTENCE, ...sentence },
    ...model,
  };
}

/** Sentences of 5, 4 and 2 words with their ends (0), padded to 5 with `padding`. [T, B] */
export function paddedWords(padding: number): { x: Float32Array; mask: Float32Array } {
  const sentences = [
    [3, 5, 2, 6, 0],
    [4, 1, 6, 0],
    [2, 0],
  ];
  const [steps, size] = [5, sentences.length];
  const at = (i: number) => sentences[i % size]![Math.floor(i / size)];
  return {
    x: Float32Array.from({ length: steps * size }, (_, i) => at(i) ?? padding),
    mask: Float32Array.from({ length: steps * size }, (_, i) => (at(i) === undefined ? 0 : 1)),
  };
}

export function smallSentences(shape: ModelShape, drawCount = 3, padding = 0): OracleInputs {
  const layout = layoutOf(shape);
  const [steps, size] = [5, 3];
  const noise = sum(shape.injectedNoise);
  const normals = (name: string, count: number, width: number) =>
    fillNormal(new Float32Array(count * width), stream(9, name), Math.max(1, width));
  const coins = (name: string, count: number) =>
    noise === 0 ? null : fillCoins(new Float32Array(count * noise), stream(9, name), noise);
  return {
    shape,
    layout,
    parameters: Float64Array.from(normals('parameters', layout.length, 1), (v) => v / 2),
    sigmaCap: 0.8,
    steps,
    size,
    ...paddedWords(padding),
    epsilon: normals('epsilon', size, shape.latent),
    injected: coins('injected', size),
    draws: coins('draws', size * drawCount),
    drawCount,
    groups: size,
  };
}

export function sentenceWeights({ layout, parameters }: OracleInputs): Weights {
  return new Weights(layout, tf.tensor1d(Float32Array.from(parameters)));
}

export function sentenceInputs(
  inputs: OracleInputs,
  gradient: 'path' | 'full' = 'full',
): ObjectiveInputs {
  const { shape, steps, size, x, mask, injected, draws, drawCount, groups } = inputs;
  const noise = sum(shape.injectedNoise);
  return {
    x: tf.tensor3d(x, [steps, size, 1]),
    mask: mask && tf.tensor2d(mask, [steps, size]),
    noise:
      shape.latent === 0
        ? null
        : {
            epsilon: tf.tensor3d(inputs.epsilon, [1, size, shape.latent]),
            injected: injected && tf.tensor3d(injected, [1, size, noise]),
          },
    draws: draws === null ? drawCount : tf.tensor3d(draws, [groups, drawCount, noise]),
    gradient,
  };
}

export function sentenceBound(
  inputs: OracleInputs,
  weights: Weights,
  ops: Ops,
  gradient: 'path' | 'full' = 'full',
): Bound {
  const model = new SentenceModel(inputs.shape, weights, ops, inputs.sigmaCap);
  return surrogateBound(model, sentenceInputs(inputs, gradient));
}

/** Of the sum over sentences of reconstruction - kl. [P] */
export function sentenceGradient(inputs: OracleInputs, ops: Ops): tf.Tensor1D {
  return tf.tidy(() => {
    const weights = sentenceWeights(inputs);
    const { grads } = tf.engine().gradients(
      () => {
        const { reconstruction, kl } = sentenceBound(inputs, weights, ops);
        return tf.sum(tf.sub(reconstruction, kl));
      },
      weights.tensors,
      undefined,
      true,
    );
    const flat = (grads as (tf.Tensor | null)[]).map((grad, i) =>
      grad ? tf.reshape(grad, [-1]) : tf.zeros([inputs.layout.tensors[i]!.length]),
    );
    return tf.concat(flat) as tf.Tensor1D;
  });
}

/** The same by central differences of plain arithmetic. */
export function gradientByDifferences(inputs: OracleInputs): Float64Array {
  const STEP = 1e-5;
  const at = (parameters: Float64Array) => {
    const { reconstruction, kl } = sentenceOracle({ ...inputs, parameters });
    return reconstruction.reduce((total, value, b) => total + value - kl[b]!, 0);
  };
  return inputs.parameters.map((value, i) => {
    const up = Float64Array.from(inputs.parameters);
    const down = Float64Array.from(inputs.parameters);
    up[i] = value + STEP;
    down[i] = value - STEP;
    return (at(up) - at(down)) / (2 * STEP);
  });
}
