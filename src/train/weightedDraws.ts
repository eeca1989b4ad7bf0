/** Draws of one sequence's z from a model's q with their importance weights under its own joint p(x, z). */
import * as tf from '@tensorflow/tfjs';
import type { Batch } from '../data/dataset.ts';
import type { Drawn as DrawnLatents } from '../model/latentModel.ts';
import { gaussianLogLikelihood } from '../model/likelihoods.ts';
import { noiseWidth } from '../model/mixing.ts';
import type { SequenceModel } from '../model/model.ts';
import type { WeightedDraws } from '../posterior/reference.ts';
import { pastOf } from './beliefs.ts';
import { toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { noiseStreams, passNoise, weightDraws } from './noise.ts';

/** Rows (draws times steps) in one chunk, so that a worker answers in between. */
const CHUNK_ROWS = 4096;

export interface WeighingOptions {
  /** N */
  readonly count?: number;
  /** Extra draws K in h_K, fresh at every step; E[w] = p(x) for each K, more make the weights more even. */
  readonly mixingSamples?: number;
  /**
   * Draws z_t given the past of this index, out of so many that are sampled as `believe` samples them; else every draw
   * has a past of its own.
   */
  readonly past?: { readonly index: number; readonly samples: number };
  /** Awaited between chunks; false stops. */
  readonly breathe?: () => Promise<boolean>;
}

/**
 * Weights are p(x_t, z_t | past) / h_K(z_t | past), inclusive of the psi that made z_t (MODEL section 1: the exclusive
 * ones are no weights). `batch` holds one sequence, unpadded. Null when stopped.
 */
export async function weightedDraws(
  learner: Learner,
  batch: Batch,
  { count = 4096, mixingSamples = 20, past, breathe }: WeighingOptions = {},
): Promise<WeightedDraws | null> {
  const { latent } = learner.shape;
  const { steps } = batch;
  const z = new Float32Array(steps * count * latent); // [T, N, D]
  const logWeights = new Float32Array(steps * count); // [T, N]
  const most = Math.max(1, Math.floor(CHUNK_ROWS / steps));
  for (let first = 0, sample = 0; first < count; sample++) {
    const size = Math.min(most, count - first);
    const tensors = learner.withModel((model) => {
      const drawn = past
        ? drawGivenPast(learner, model, batch, size, sample, past)
        : drawWithPasts(learner, model, batch, size, sample);
      return weighed(learner, model, drawn, mixingSamples, sample);
    });
    const [values, weights] = await Promise.all(tensors.map((tensor) => tensor.data()));
    tf.dispose(tensors);
    for (let t = 0; t < steps; t++) {
      const from = t * size;
      z.set(values!.subarray(from * latent, (from + size) * latent), (t * count + first) * latent);
      logWeights.set(weights!.subarray(from, from + size), t * count + first);
    }
    first += size;
    if (breathe && !(await breathe())) return null;
  }
  return { steps, count, dimensions: latent, z, logWeights, onePast: past !== undefined };
}

/** Draws of z with their pasts, side by side as a batch, and p(z_t | past). */
interface Drawn {
  readonly x: tf.Tensor3D; // [T, N, X]
  readonly rolled: DrawnLatents;
  readonly prior: { readonly mu: tf.Tensor3D; readonly logSigma: tf.Tensor3D }; // [T, N, D]
}

const streamsOf = ({ settings }: Learner) => noiseStreams(settings.seed, 'reference');

function drawWithPasts(
  learner: Learner,
  model: SequenceModel,
  batch: Batch,
  size: number,
  sample: number,
): Drawn {
  const x = copies(toTensors(batch).x, size);
  const noise = passNoise(learner.shape, learner.settings, streamsOf(learner), batch.steps, size, {
    sample,
  });
  if (noise === null) throw new TypeError('a deterministic RNN has no posterior');
  const rolled = model.rollout(model.encode(x, null), noise);
  return { x, rolled, prior: model.prior(rolled) };
}

function drawGivenPast(
  learner: Learner,
  model: SequenceModel,
  batch: Batch,
  size: number,
  sample: number,
  { index, samples }: NonNullable<WeighingOptions['past']>,
): Drawn {
  const { shape, settings } = learner;
  const { steps } = batch;
  const { x } = toTensors(batch);
  const watched = noiseStreams(settings.seed, 'watch');
  const pasts = passNoise(shape, settings, watched, steps, samples, {});
  const own = passNoise(shape, settings, streamsOf(learner), steps, size, { sample });
  if (pasts === null || own === null) throw new TypeError('a deterministic RNN has no posterior');
  const one = pastOf(model.rollout(model.encode(copies(x, samples), null), pasts), index);
  const encoded = model.encode(x, null);
  const psi =
    noiseWidth(shape) > 0
      ? model.drawPsi(encoded, one, tf.reshape(own.injected!, [steps, size, -1]))
      : { mu: tf.expandDims(one.mu, 2), logSigma: tf.expandDims(one.logSigma, 2) };
  const each = (tensor: tf.Tensor) =>
    tf.broadcastTo(tf.squeeze(tensor, [1]), [steps, size, shape.latent]) as tf.Tensor3D;
  const [mu, logSigma] = [each(psi.mu), each(psi.logSigma)];
  const z = tf.add(mu, tf.mul(tf.exp(logSigma), own.epsilon)) as tf.Tensor3D;
  const prior = model.prior(one); // [T, 1, D]
  return {
    x: copies(x, size),
    rolled: { past: copies(one.past, size), z, mu, logSigma, injected: own.injected },
    prior: { mu: copies(prior.mu, size), logSigma: copies(prior.logSigma, size) },
  };
}

/** z [T, N, D] and log weights [T, N]. */
function weighed(
  learner: Learner,
  model: SequenceModel,
  { x, rolled, prior }: Drawn,
  mixingSamples: number,
  sample: number,
): tf.Tensor[] {
  const { shape, settings } = learner;
  const [steps, count] = rolled.z.shape;
  const extras = noiseWidth(shape) > 0 ? mixingSamples : 0;
  const draws = weightDraws(shape, settings, streamsOf(learner), extras, {
    groups: steps,
    perGroup: count,
    at: { sample },
  });
  const logH = model.mixtureLogDensity(model.encode(x, null), rolled, draws, 'path');
  const logPrior = gaussianLogLikelihood(rolled.z, prior.mu, prior.logSigma);
  const logLikelihood = model.logLikelihood(x, rolled.past, rolled.z);
  return [tf.clone(rolled.z), tf.sub(tf.add(logLikelihood, logPrior), logH)];
}

function copies(tensor: tf.Tensor3D, size: number): tf.Tensor3D {
  return tf.tile(tensor, [1, size, 1]);
}
