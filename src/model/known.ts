/** A known generator over tensors: its frozen prior and likelihood. The definitions stand in `generators.ts`. */
import * as tf from '@tensorflow/tfjs';
import {
  type Arithmetic,
  type Generator,
  type GeneratorParameters,
  logLikelihood,
} from '../generators.ts';
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

/** Mean and log sd of p(z_t | z_{t-1}) for every step of a trajectory, the first included. [T, B, D] */
export function knownPrior(
  { definition, parameters }: Known,
  z: tf.Tensor3D,
): { mu: tf.Tensor3D; logSigma: tf.Tensor3D } {
  const [steps, size, latent] = z.shape;
  const firstMu = tf.zeros([1, size, latent]);
  const firstLogSd = tf.fill([1, 1, 1], Math.log(definition.initialSd(parameters)));
  const parts = { mu: [firstMu], logSigma: [firstLogSd] };
  if (steps > 1) {
    const previous = components(tf.slice(z, [0, 0, 0], [steps - 1, size, latent]));
    const time = tf.reshape(tf.range(2, steps + 1), [steps - 1, 1]); // t = 2..T
    const means = definition.transition(TENSORS, parameters, previous, time);
    parts.mu.push(
      tf.stack(
        means.map((mean) => spread<tf.Tensor2D>(mean, [steps - 1, size])),
        2,
      ),
    );
    parts.logSigma.push(tf.fill([steps - 1, 1, 1], Math.log(definition.transitionSd(parameters))));
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
