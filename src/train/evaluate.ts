/** Held-out figures: the surrogate bound at beta = 1 and one fixed K, sequence by sequence. */
import * as tf from '@tensorflow/tfjs';
import type { Batch, Split } from '../data/dataset.ts';
import { latentSteps } from '../model/latentModel.ts';
import type { BatchTensors, Learner } from './learner.ts';
import { boundDraws, noiseStreams, passNoise } from './noise.ts';
import { rowsWithDraws } from './portions.ts';

export interface Evaluation {
  /** Extra draws K in the bound. */
  readonly mixingSamples: number;
  /** log p(x|z) of one z a step, and its KL term, of each sequence, nats. */
  readonly reconstruction: Float64Array;
  readonly kl: Float64Array;
  /** reconstruction - kl: the surrogate bound of each sequence, nats. */
  readonly bound: Float64Array;
}

/** Rows (sequences times steps) in one chunk, so that a chunk stays short and the worker answers. */
const CHUNK_ROWS = 640;

/**
 * Evaluates a split. `purpose` names the noise: the same purpose sees the same noise at every call, so that
 * a curve moves because the model does. Between chunks it awaits `breathe`; a false answer stops it and
 * null is returned.
 */
export async function evaluate(
  learner: Learner,
  split: Split,
  options: {
    readonly purpose: string;
    readonly mixingSamples: number;
    readonly breathe?: () => Promise<boolean>;
  },
): Promise<Evaluation | null> {
  const { purpose, mixingSamples, breathe } = options;
  const streams = noiseStreams(learner.settings.seed, purpose);
  const evaluation: Evaluation = {
    mixingSamples,
    reconstruction: new Float64Array(split.count),
    kl: new Float64Array(split.count),
    bound: new Float64Array(split.count),
  };
  const order = longestFirst(split);
  let first = 0;
  let longest = split.batch([order[0]!], 0).steps;
  for (let sample = 0; first < split.count; sample++) {
    if (split.stepsOf) longest = split.batch([order[first]!], 0).steps;
    const rowsAtOnce = rowsWithDraws(learner.shape, mixingSamples, CHUNK_ROWS);
    const most = Math.max(1, Math.floor(rowsAtOnce / longest));
    const members = order.subarray(first, first + most);
    const size = members.length;
    const batch = split.batch(members, 0);
    const parts = tf.tidy(() => {
      const { x, mask } = toTensors(batch);
      const noise = passNoise(learner.shape, learner.settings, streams, batch.steps, size, {
        sample,
      });
      const rows = latentSteps(learner.shape, batch.steps) * size;
      const draws = boundDraws(learner.shape, learner.settings, streams, mixingSamples, rows, {
        sample,
      });
      const { reconstruction, kl } = learner.bound({
        x,
        mask,
        noise,
        draws,
        gradient: 'path',
      });
      return tf.stack([reconstruction, kl]); // [2, size]
    });
    const values = await parts.data();
    parts.dispose();
    members.forEach((index, i) => {
      evaluation.reconstruction[index] = values[i]!;
      evaluation.kl[index] = values[size + i]!;
      evaluation.bound[index] = values[i]! - values[size + i]!;
    });
    first += size;
    if (breathe && !(await breathe())) return null;
  }
  return evaluation;
}

/** The order in which a split is evaluated: as it is, or where lengths differ like with like. */
function longestFirst({ count, stepsOf }: Split): Uint32Array {
  const order = range(0, count);
  if (stepsOf === undefined) return order;
  const steps = Array.from(order, stepsOf);
  return order.sort((a, b) => steps[b]! - steps[a]! || a - b);
}

export interface Estimate {
  readonly mean: number;
  /** Standard error of the mean; NaN for fewer than two values. */
  readonly stderr: number;
}

/** Mean over sequences and its standard error. */
export function estimate(values: Float64Array): Estimate {
  const n = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / n;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { mean, stderr: n > 1 ? Math.sqrt(squares / (n - 1) / n) : Number.NaN };
}

export function toTensors(batch: Batch): BatchTensors {
  const { steps, size, channels, x, mask } = batch;
  return {
    x: tf.tensor3d(x, [steps, size, channels]),
    mask: mask && tf.tensor2d(mask, [steps, size]),
  };
}

export function range(first: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => first + i);
}
