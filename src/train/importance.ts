/**
 * Bounds from importance weights w = prod_t p(x_t, z_t | past) / h_K(z_t | past), K extra draws fresh at every step.
 * h_K is inclusive of the psi that made z_t, so E[w] = p(x) for every K and log 1/N sum w is a lower bound of
 * log p(x) (IWAE: Burda et al. 2015, arXiv 1509.00519). Neither holds for exclusive h_K, nor for extras shared over t.
 */
import * as tf from '@tensorflow/tfjs';
import type { Batch, Split } from '../data/dataset.ts';
import { type Drawn, type LatentContext, latentMask, latentSteps } from '../model/latentModel.ts';
import { noiseWidth } from '../model/mixing.ts';
import type { SequenceModel } from '../model/model.ts';
import type { RolloutOutputs } from '../model/ops.ts';
import { range, toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { effectiveCount, logSumExp } from './logWeights.ts';
import { type NoiseStreams, noiseStreams, passNoise, weightDraws } from './noise.ts';
import { rowsWithDraws } from './portions.ts';

export interface EstimatorOptions {
  /** Names the noise: the same purpose sees the same noise at every call. */
  readonly purpose: string;
  /** Extra draws K in h_K; none are made for a model without injected noise. */
  readonly mixingSamples: number;
  /** N */
  readonly particles: number;
  /** Only the first so many sequences of the split. */
  readonly sequences?: number;
  /** Awaited between pieces of work with the share done so far; false stops, and null is returned. */
  readonly breathe?: (share: number) => Promise<boolean>;
}

/** Of each sequence, nats. */
export interface ImportanceBounds {
  readonly mixingSamples: number;
  readonly particles: number;
  /** Mean of log w over the N draws: the surrogate bound. */
  readonly elbo: Float64Array;
  /** log of the mean of w: the importance-weighted bound. */
  readonly iwae: Float64Array;
  /** 1 / sum w^2 of the normalised weights: how many of the N draws count. */
  readonly ess: Float64Array;
}

/** Rows (particles of sequences, times steps) in one chunk, so that a worker answers in between. */
const CHUNK_ROWS = 4096;
/** Floats that the noise of the extra draws may take in one layer of one piece. */
const NOISE_FLOATS = 2 ** 22;

/** ELBO_K and IWAE of the sequences of a split. Throws a RangeError for a model without latent: its NLL is exact. */
export async function importanceBounds(
  learner: Learner,
  split: Split,
  options: EstimatorOptions,
): Promise<ImportanceBounds | null> {
  const { particles, breathe } = options;
  const mixingSamples = extrasOf(learner, options);
  const count = sequencesOf(split, options);
  const streams = noiseStreams(learner.settings.seed, `${options.purpose}/importance`);
  const bounds: ImportanceBounds = {
    mixingSamples,
    particles,
    elbo: new Float64Array(count),
    iwae: new Float64Array(count),
    ess: new Float64Array(count),
  };
  // All draws of a step are made together.
  const rowsOfStep = rowsWithDraws(learner.shape, mixingSamples, CHUNK_ROWS);
  let sample = 0;
  for (let first = 0; first < count; ) {
    const { steps } = split.batch([first], 0);
    const most = Math.min(
      rowsOfStep,
      Math.floor(CHUNK_ROWS / (steps * particles)),
      Math.floor(
        NOISE_FLOATS / (latentSteps(learner.shape, steps) * floatsPerStep(learner, mixingSamples)),
      ),
    );
    const size = Math.min(count - first, Math.max(1, most));
    const batch = split.batch(range(first, size), 0);
    const logWeights = Array.from({ length: size }, () => new Float64Array(particles));
    const together = Math.max(1, Math.floor(Math.min(CHUNK_ROWS / batch.steps, rowsOfStep) / size));
    for (let done = 0; done < particles; sample++) {
      const copies = Math.min(together, particles - done);
      const values = await pathWeights(learner, batch, copies, mixingSamples, streams, sample);
      for (let b = 0; b < size; b++)
        logWeights[b]!.set(values.subarray(b * copies, (b + 1) * copies), done);
      done += copies;
      if (breathe && !(await breathe((first + (size * done) / particles) / count))) return null;
    }
    logWeights.forEach((of, b) => {
      bounds.elbo[first + b] = of.reduce((sum, value) => sum + value, 0) / particles;
      bounds.iwae[first + b] = logSumExp(of) - Math.log(particles);
      bounds.ess[first + b] = effectiveCount(of);
    });
    first += size;
  }
  return bounds;
}

/** log w of `copies` trajectories of each sequence of a batch. [B copies] */
async function pathWeights(
  learner: Learner,
  batch: Batch,
  copies: number,
  mixingSamples: number,
  streams: NoiseStreams,
  sample: number,
): Promise<Float32Array> {
  const { shape, settings } = learner;
  const { steps, size } = batch;
  const latents = latentSteps(shape, steps);
  const summed = learner.withLatentModel((model) => {
    const { x, mask } = toTensors(batch);
    const noise = passNoise(shape, settings, streams, steps, size * copies, { sample });
    if (noise === null) throw new RangeError('a deterministic RNN has no importance weights');
    const encoded = mapEncoded(model.encode(x, mask), (tensor) => copied(tensor, copies));
    const drawn = model.rollout(encoded, noise);
    const drawing = shape.reverse ? size * copies : size;
    const piece = Math.floor(NOISE_FLOATS / (drawing * floatsPerStep(learner, mixingSamples)));
    const logH: tf.Tensor[] = [];
    for (let from = 0; from < latents; from += Math.max(1, piece)) {
      const length = Math.min(latents - from, Math.max(1, piece));
      const cut = (tensor: tf.Tensor3D) => tf.slice(tensor, [from, 0, 0], [length, -1, -1]);
      const draws = weightDraws(shape, settings, streams, mixingSamples, {
        groups: length * size,
        perGroup: copies,
        firstGroup: from * size,
        at: { sample },
      });
      logH.push(
        model.mixtureLogDensity(mapEncoded(encoded, cut), mapRolled(drawn, cut), draws, 'path'),
      );
    }
    const overSteps = (perStep: tf.Tensor, present: tf.Tensor2D | null) => {
      if (present === null) return tf.sum(perStep, 0);
      const all = tf.squeeze(copied(tf.expandDims(present, 2), copies), [2]);
      return tf.sum(tf.mul(perStep, all), 0);
    };
    const logLikelihood = model.logLikelihood(copied(x, copies), drawn.past, drawn.z); // [T, B copies]
    const ofLatents = tf.sub(model.priorLogDensity(drawn), tf.concat(logH)); // [S, B copies]
    return tf.add(overSteps(logLikelihood, mask), overSteps(ofLatents, latentMask(shape, mask)));
  });
  const values = await summed.data<'float32'>();
  summed.dispose();
  return values;
}

/** log p(x_t, z_t | past). [T, R] */
export function jointLogDensity(
  model: SequenceModel,
  x: tf.Tensor3D,
  drawn: RolloutOutputs,
  before?: Parameters<SequenceModel['prior']>[1],
): tf.Tensor2D {
  const logLikelihood = model.logLikelihood(x, drawn.past, drawn.z);
  return tf.add(logLikelihood, model.priorLogDensity(drawn, before));
}

/** Every sequence `times` times over, side by side. [T, B, X] -> [T, B times, X] */
export function copied(tensor: tf.Tensor, times: number): tf.Tensor3D {
  const [steps, size, width] = tensor.shape as [number, number, number];
  if (times === 1) return tensor as tf.Tensor3D;
  const wide = tf.tile(tf.reshape(tensor, [steps, size, 1, width]), [1, 1, times, 1]);
  return tf.reshape(wide, [steps, size * times, width]);
}

/** The same change of everything that is encoded. */
export function mapEncoded<E extends LatentContext>(
  encoded: E,
  change: (tensor: tf.Tensor3D) => tf.Tensor3D,
): E {
  const changed = Object.entries(encoded).map(([name, tensor]: [string, tf.Tensor3D | null]) => [
    name,
    tensor && change(tensor),
  ]);
  return Object.fromEntries(changed) as E;
}

function mapRolled(
  { past, z, mu, logSigma, injected = null }: Drawn,
  change: (tensor: tf.Tensor3D) => tf.Tensor3D,
): Drawn {
  return {
    past: change(past),
    z: change(z),
    mu: change(mu),
    logSigma: change(logSigma),
    injected: injected && change(injected),
  };
}

/** Extra draws a model gets: without injected noise all psi are one, and h_K is the same for every K. */
export function extrasOf(
  { shape }: Learner,
  { mixingSamples }: Pick<EstimatorOptions, 'mixingSamples'>,
): number {
  return noiseWidth(shape) > 0 ? mixingSamples : 0;
}

export function sequencesOf(
  split: Split,
  { sequences = split.count }: Pick<EstimatorOptions, 'sequences'>,
): number {
  return Math.min(split.count, sequences);
}

/** Floats of one step and sequence in the widest layer of noise; at least 1. */
export function floatsPerStep({ shape }: Learner, mixingSamples: number): number {
  return Math.max(1, mixingSamples) * Math.max(noiseWidth(shape), ...shape.mixingWidths);
}
