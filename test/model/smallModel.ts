/** Small models with random parameters, data and noise: the material of the tests of this folder. */
import * as tf from '@tensorflow/tfjs';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { layoutOf } from '../../src/model/layout.ts';
import { SequenceModel } from '../../src/model/model.ts';
import { type Bound, surrogateBound } from '../../src/model/objective.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { type ModelShape, sum } from '../../src/model/shape.ts';
import { Weights } from '../../src/model/weights.ts';
import { fillCoins, fillNormal, stream } from '../../src/rng.ts';
import type { OracleInputs } from './oracle.ts';

export const BASE_SHAPE: ModelShape = {
  channels: 2,
  observation: 'real',
  pen: null,
  inputMean: [0.3, -0.2],
  inputSd: [1.5, 0.7],
  hidden: 4,
  latent: 2,
  features: 3,
  mixingWidths: [5, 4],
  injectedNoise: [3, 2],
  randomSigma: false,
  latentSd: 1,
  smoothing: false,
  priorWidths: [4, 3],
  decoderWidths: [4],
  known: null,
};

export interface SmallOptions {
  readonly steps?: number;
  readonly size?: number;
  readonly drawCount?: number;
  readonly masked?: boolean;
  readonly sigmaCap?: number;
  readonly groups?: number;
  readonly seed?: number;
  /** Standard deviation of the parameters: 0.5 leaves nothing at rest; wide layers want less. */
  readonly parameterSd?: number;
}

/** A value of the kind the decoder speaks of, from a real number. */
function asObserved(
  { observation, channels, known }: ModelShape,
  value: number,
  channel: number,
): number {
  // Of a pen step the last channel is the coin.
  if (observation === 'binary' || (observation === 'pen' && channel === channels - 1))
    return value > 0 ? 1 : 0;
  return known?.definition === GENERATOR_DEFINITIONS.counts ? Math.floor(4 * value ** 2) : value;
}

/** Inputs for oracle and model alike. */
export function smallInputs(shape: ModelShape, options: SmallOptions = {}): OracleInputs {
  const { steps = 3, size = 2, drawCount = 3, masked = false, sigmaCap = 0.8, seed = 5 } = options;
  const { parameterSd = 0.5, groups = 1 } = options;
  const layout = layoutOf(shape);
  const noise = sum(shape.injectedNoise);
  const normals = (name: string, count: number, width: number) =>
    fillNormal(new Float32Array(count * width), stream(seed, name), Math.max(1, width));
  const coins = (name: string, count: number) =>
    noise === 0 ? null : fillCoins(new Float32Array(count * noise), stream(seed, name), noise);
  const x = normals('x', steps * size, shape.channels);
  return {
    shape,
    layout,
    parameters: Float64Array.from(normals('parameters', layout.length, 1), (v) => parameterSd * v),
    sigmaCap,
    steps,
    size,
    x: x.map((value, i) => asObserved(shape, value, i % shape.channels)),
    // The last sequence ends one step early.
    mask: masked
      ? Float32Array.from({ length: steps * size }, (_, i) => (i === steps * size - 1 ? 0 : 1))
      : null,
    epsilon: normals('epsilon', steps * size, shape.latent),
    injected: coins('injected', steps * size),
    draws: coins('draws', groups * drawCount),
    drawCount,
    groups,
  };
}

/** The bound of `src/model` on the same inputs. The weights are the tensors to differentiate. */
export function modelBound(
  inputs: OracleInputs,
  weights: Weights,
  gradient: 'path' | 'full',
  ops: Ops = referenceOps,
): Bound {
  const { shape, steps, size, mask, injected, draws, drawCount, groups } = inputs;
  const noise = sum(shape.injectedNoise);
  const model = new SequenceModel(shape, weights, ops, inputs.sigmaCap);
  return surrogateBound(model, {
    x: tf.tensor3d(inputs.x, [steps, size, shape.channels]),
    mask: mask && tf.tensor2d(mask, [steps, size]),
    noise:
      shape.latent === 0
        ? null
        : {
            epsilon: tf.tensor3d(inputs.epsilon, [steps, size, shape.latent]),
            injected: injected && tf.tensor3d(injected, [steps, size, noise]),
          },
    draws:
      draws === null || drawCount === 0
        ? drawCount
        : tf.tensor3d(draws, [groups, drawCount, noise]),
    gradient,
  });
}

export function tensorsOf(inputs: OracleInputs): Weights {
  return new Weights(inputs.layout, tf.tensor1d(Float32Array.from(inputs.parameters)));
}

/** Gradient of the mean over sequences of reconstruction - beta kl, with respect to all parameters. [P] */
export function modelGradient(
  inputs: OracleInputs,
  beta: number,
  gradient: 'path' | 'full',
  ops: Ops = referenceOps,
): Float32Array {
  const flat = modelGradientTensor(inputs, beta, gradient, ops);
  const values = Float32Array.from(flat.dataSync());
  flat.dispose();
  return values;
}

/** The same as a tensor: a GPU is read asynchronously. */
export function modelGradientTensor(
  inputs: OracleInputs,
  beta: number,
  gradient: 'path' | 'full',
  ops: Ops,
): tf.Tensor1D {
  return tf.tidy(() => {
    const weights = tensorsOf(inputs);
    const { grads } = tf.engine().gradients(
      () => {
        const { reconstruction, kl } = modelBound(inputs, weights, gradient, ops);
        return tf.mean(tf.sub(reconstruction, tf.mul(kl, beta)));
      },
      weights.tensors,
      undefined,
      true,
    );
    return tf.concat(
      (grads as (tf.Tensor | null)[]).map((grad, i) =>
        grad ? tf.reshape(grad, [-1]) : tf.zeros([inputs.layout.tensors[i]!.length]),
      ),
    );
  });
}
