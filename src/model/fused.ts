/**
 * Kernels a backend may have beyond those of tfjs: `kernels/` registers them with tfjs by these names, and the
 * model gives the same operation in plain tfjs where there is none.
 */
import * as tf from '@tensorflow/tfjs';

export type FusedKernel =
  | 'Dense'
  | 'BoundedDense'
  | 'BernoulliLogLikelihood'
  | 'GaussianLogDensity'
  | 'AdamStep'
  | 'Noise'
  | 'RowSums';

/** Attributes of `AdamStep`; `train/adam.ts` says what they are. */
export interface AdamConstants {
  readonly rate: number;
  readonly epsilon: number;
  readonly clipNorm: number;
  readonly beta1: number;
  readonly beta2: number;
}

type Attributes = Readonly<Record<string, number | boolean>>;

/** The kernel's outputs; null where the current backend has no such kernel. Inputs that are null are left out. */
export function runFused(
  kernel: FusedKernel,
  inputs: Readonly<Record<string, tf.Tensor | null>>,
  attributes: Attributes,
): tf.Tensor[] | null {
  if (tf.getKernel(kernel, tf.getBackend()) === undefined) return null;
  const given = Object.entries(inputs).filter(([, tensor]) => tensor !== null);
  const outputs: tf.Tensor | tf.Tensor[] = tf
    .engine()
    .runKernel(kernel, Object.fromEntries(given) as tf.NamedTensorMap, attributes);
  return Array.isArray(outputs) ? outputs : [outputs];
}
