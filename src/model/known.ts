/** A known generator over tensors: its frozen prior and likelihood. The definitions stand in `src/generators/`. */
import * as tf from '@tensorflow/tfjs';
import type { Arithmetic } from '../generators/arithmetic.ts';
import { logLikelihood } from '../generators/emission.ts';
import type { Generator, GeneratorParameters } from '../generators/generator.ts';
import { gaussianLogDensity, slices, spread } from './layers.ts';

const TENSORS: Arithmetic<tf.Tensor> = {
  constant: (value) => tf.scalar(value),
  add: tf.add,
  subtract: tf.sub,
  multiply: tf.mul,
  divide: tf.div,
  abs: tf.abs,
  sin: tf.sin,
  cos: tf.cos,
  exp: tf.exp,
  log: tf.log,
  sqrt: tf.sqrt,
};

interface Known {
  readonly definition: Generator;
  readonly parameters: GeneratorParameters;
}

/** The components of the last axis of z. D of [T, B] */
function components(z: tf.Tensor3D): tf.Tensor[] {
  return slices(z, 2);
}

/** What came before the steps of a piece of a trajectory. */
export interface Before {
  /** How many steps, at least 1. */
  readonly steps: number;
  /** z of the last of them. [B, D] */
  readonly z: tf.Tensor2D;
}

/**
 * Mean and log sd of p(z_t | z_{t-1}) for every step of a trajectory, the first included, or of a piece of one with
 * what came before it. [T, B, D]
 */
export function knownPrior(
  { definition, parameters }: Known,
  z: tf.Tensor3D,
  before?: Before,
): { mu: tf.Tensor3D; logSigma: tf.Tensor3D } {
  const [steps, size, latent] = z.shape;
  const parts: { mu: tf.Tensor[]; logSigma: tf.Tensor[] } = { mu: [], logSigma: [] };
  if (before === undefined) {
    parts.mu.push(tf.zeros([1, size, latent]));
    parts.logSigma.push(tf.fill([1, 1, 1], Math.log(definition.initialSd(parameters))));
  }
  const path = before ? (tf.concat([tf.expandDims(before.z), z]) as tf.Tensor3D) : z;
  const moves = path.shape[0] - 1;
  if (moves > 0) {
    const first = (before?.steps ?? 1) + 1;
    const previous = components(tf.slice(path, [0, 0, 0], [moves, size, latent]));
    const time = tf.reshape(tf.range(first, first + moves), [moves, 1]); // t = 2..T of a whole one
    const means = definition.transition(TENSORS, parameters, previous, time);
    parts.mu.push(
      tf.stack(
        means.map((mean) => spread<tf.Tensor2D>(mean, [moves, size])),
        2,
      ),
    );
    parts.logSigma.push(tf.fill([moves, 1, 1], Math.log(definition.transitionSd(parameters))));
  }
  return {
    mu: tf.concat(parts.mu) as tf.Tensor3D,
    logSigma: spread<tf.Tensor3D>(tf.concat(parts.logSigma), [steps, size, latent]),
  };
}

/** log p(x_t | z_t), nats. x [T, B, 1], z [T, B, D] -> [T, B] */
export function knownLogLikelihood(
  { definition, parameters }: Known,
  x: tf.Tensor3D,
  z: tf.Tensor3D,
): tf.Tensor2D {
  const given = definition.observation(TENSORS, parameters, components(z));
  const seen = tf.squeeze(x, [2]) as tf.Tensor2D;
  return given.kind === 'gaussian'
    ? gaussianLogDensity(seen, given.mean, given.logSd)
    : (logLikelihood(TENSORS, seen, given) as tf.Tensor2D);
}
