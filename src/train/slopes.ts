/** Gradients of a training step, tensor by tensor. */
import * as tf from '@tensorflow/tfjs';
import type { SentenceModel } from '../model/language/sentenceModel.ts';
import { type Bound, type ObjectiveInputs, surrogateBound } from '../model/objective.ts';
import type { Weights } from '../model/weights.ts';

/** Of a scalar in each of `tensors`; null where it does not depend on one. */
export function slopesOf(value: () => tf.Scalar, tensors: tf.Tensor[]): (tf.Tensor | null)[] {
  // At T = 1 the recurrence is not reached.
  const allowNone = true;
  return tf.engine().gradients(value, tensors, undefined, allowNone).grads as (tf.Tensor | null)[];
}

/** What the networks of q are, beside embeddings, which are the decoder's. */
const INFERENCE = /^(encoder|mixing|sigma|bag)\./;

/**
 * SA-VAE (Kim et al. 2018, arXiv 1802.02550) without the derivative of the refinement: the decoder learns from the bound
 * of the refined q, whose parameters count as given, and the networks of q from the bound of the q they give themselves
 * (where Kim et al. differentiate the former through all steps of the refinement). In the order of the weights.
 */
export function semiAmortisedSlopes(
  weights: Weights,
  models: { readonly amortised: SentenceModel; readonly refined: SentenceModel },
  inputs: ObjectiveInputs,
  told: {
    /** Sees the bound of the refined q. */
    readonly measured: (bound: Bound) => Bound;
    readonly charged: (bound: Bound) => tf.Scalar;
  },
): (tf.Tensor | null)[] {
  const { amortised, refined } = models;
  const encoded = refined.encode(inputs.x, inputs.mask);
  const [ofQ, ofDecoder] = [true, false].map((of) =>
    weights.names.filter((name) => INFERENCE.test(name) === of),
  ) as [string[], string[]];
  const tensors = (names: readonly string[]) => names.map((name) => weights.vector(name));
  const found = new Map<string, tf.Tensor | null>();
  const take = (names: readonly string[], value: () => tf.Scalar) =>
    slopesOf(value, tensors(names)).forEach((slope, i) => {
      found.set(names[i]!, slope);
    });
  take(ofQ, () => told.charged(surrogateBound(amortised, inputs)));
  take(ofDecoder, () => told.charged(told.measured(surrogateBound(refined, inputs, encoded))));
  return weights.names.map((name) => found.get(name) ?? null);
}
