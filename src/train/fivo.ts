/**
 * FIVO (Maddison et al. 2017, arXiv 1705.09279): the log of a particle filter's estimate of p(x) with the model's q as
 * proposal and the inclusive h_K in its weights, which keeps the estimate unbiased and its log a lower bound.
 */
import * as tf from '@tensorflow/tfjs';
import type { Batch, Split } from '../data/dataset.ts';
import type { Encoded } from '../model/model.ts';
import { fillUniform, type Stream, stream } from '../rng.ts';
import { range, toTensors } from './evaluate.ts';
import {
  copied,
  type EstimatorOptions,
  extrasOf,
  floatsPerStep,
  jointLogDensity,
  mapEncoded,
  sequencesOf,
} from './importance.ts';
import type { Learner } from './learner.ts';
import { effectiveCount, logSumExp, systematic } from './logWeights.ts';
import { type NoiseStreams, noiseStreams, passNoise, weightDraws } from './noise.ts';
import { rowsWithDraws } from './portions.ts';

/** Of each sequence. */
export interface FivoBound {
  readonly mixingSamples: number;
  readonly particles: number;
  /** Nats. */
  readonly bound: Float64Array;
  /** How often the particles were resampled. */
  readonly resamplings: Float64Array;
}

/** Particles of all sequences of a chunk, and floats the noise of their extra draws may take in a layer. */
const CHUNK_PARTICLES = 1024;
const NOISE_FLOATS = 2 ** 21;

/** Resampled are whole particles, (h, z), where ESS <= N/2. Throws a RangeError for a model without latent. */
export async function fivo(
  learner: Learner,
  split: Split,
  options: EstimatorOptions,
): Promise<FivoBound | null> {
  const { particles, breathe, purpose } = options;
  if (learner.shape.sentence)
    throw new RangeError('one latent a sentence leaves no steps to resample between: use iwae');
  const { seed } = learner.settings;
  const mixingSamples = extrasOf(learner, options);
  const count = sequencesOf(split, options);
  const randomness = {
    streams: noiseStreams(seed, `${purpose}/fivo`),
    resampling: stream(seed, `${purpose}/fivo/resampling`),
  };
  const bound = new Float64Array(count);
  const resamplings = new Float64Array(count);
  const most = Math.min(
    Math.floor(rowsWithDraws(learner.shape, mixingSamples, CHUNK_PARTICLES) / particles),
    Math.floor(NOISE_FLOATS / floatsPerStep(learner, mixingSamples)),
  );
  for (let first = 0; first < count; ) {
    const size = Math.min(count - first, Math.max(1, most));
    const batch = split.batch(range(first, size), 0);
    const filter = new Filter(learner, batch, { particles, mixingSamples, first, ...randomness });
    for (let t = 0; t < batch.steps; t++) {
      await filter.step();
      const share = (first + (size * (t + 1)) / batch.steps) / count;
      if (breathe && !(await breathe(share))) {
        filter.dispose();
        return null;
      }
    }
    bound.set(filter.bounds(), first);
    resamplings.set(filter.resamplings, first);
    filter.dispose();
    first += size;
  }
  return { mixingSamples, particles, bound, resamplings };
}

interface FilterOptions {
  readonly particles: number;
  readonly mixingSamples: number;
  /** Place of the batch's first sequence in its split. */
  readonly first: number;
  readonly streams: NoiseStreams;
  readonly resampling: Stream;
}

/** N particles of each of B sequences, R = B N rows, on their way through time. */
class Filter {
  readonly resamplings: Float64Array; // [B]
  readonly #learner: Learner;
  readonly #batch: Batch;
  readonly #options: FilterOptions;
  /** log w since the last resampling, [R], and what was added to the bound at each, [B]. */
  readonly #logWeights: Float64Array;
  readonly #added: Float64Array;
  /** Of all steps: a smoothing inference sees the future. */
  readonly #encoded: Encoded;
  #h: tf.Tensor2D; // [R, H]
  #z: tf.Tensor2D; // [R, D]
  #t = 0;

  constructor(learner: Learner, batch: Batch, options: FilterOptions) {
    const rows = batch.size * options.particles;
    this.#learner = learner;
    this.#batch = batch;
    this.#options = options;
    this.#logWeights = new Float64Array(rows);
    this.#added = new Float64Array(batch.size);
    this.resamplings = new Float64Array(batch.size);
    const [gateX, mixing1, sigma1 = null] = learner.withModel((model) => {
      const { x, mask } = toTensors(batch);
      const encoded = model.encode(x, mask);
      return [encoded.gateX, encoded.mixing1, encoded.sigma1].filter((part) => part !== null);
    });
    if (gateX === undefined || mixing1 === undefined)
      throw new RangeError('a deterministic RNN has no particles');
    this.#encoded = { gateX, mixing1, sigma1 };
    this.#h = tf.zeros([rows, learner.shape.hidden]);
    this.#z = tf.zeros([rows, learner.shape.latent]);
  }

  /** Draws z_t, weighs it, and resamples where few particles count and more steps come. */
  async step(): Promise<void> {
    const t = this.#t++;
    const { size, steps, mask } = this.#batch;
    const { particles } = this.#options;
    const [h, z, weights] = this.#drawn(t);
    tf.dispose([this.#h, this.#z]);
    [this.#h, this.#z] = [h, z];
    const values = await weights.data();
    weights.dispose();
    const ancestors = range(0, size * particles);
    let resampled = false;
    for (let b = 0; b < size; b++) {
      if (mask && mask[t * size + b] === 0) continue;
      const own = this.#logWeights.subarray(b * particles, (b + 1) * particles);
      for (let n = 0; n < particles; n++) own[n]! += values[b * particles + n]!;
      // At N = 1 there is nothing to choose from; where no weight is finite ESS is NaN.
      const few = effectiveCount(own) <= particles / 2;
      if (particles === 1 || t === steps - 1 || !few) continue;
      const level = new Float32Array(1);
      const place = { step: t, firstRow: this.#options.first + b };
      fillUniform(level, this.#options.resampling, 1, place);
      ancestors.set(
        systematic(own, level[0]!).map((n) => b * particles + n),
        b * particles,
      );
      this.#added[b]! += logSumExp(own) - Math.log(particles);
      own.fill(0);
      this.resamplings[b]!++;
      resampled = true;
    }
    if (!resampled) return;
    const chosen = tf.tensor1d(Int32Array.from(ancestors), 'int32');
    const gathered = [tf.gather(this.#h, chosen), tf.gather(this.#z, chosen)] as const;
    tf.dispose([chosen, this.#h, this.#z]);
    [this.#h, this.#z] = gathered;
  }

  /** The states after step t, its z, and its log weights [R]. */
  #drawn(t: number): [h: tf.Tensor2D, z: tf.Tensor2D, weights: tf.Tensor] {
    const { shape, settings } = this.#learner;
    const { particles, mixingSamples, streams, first } = this.#options;
    const { size, x, channels } = this.#batch;
    const rows = size * particles;
    return this.#learner.withModel((model) => {
      const at = { step: t };
      const noise = passNoise(shape, settings, streams, 1, rows, {
        ...at,
        firstRow: first * particles,
      });
      if (noise === null) throw new RangeError('a deterministic RNN has no particles');
      const draws = weightDraws(shape, settings, streams, mixingSamples, {
        groups: size,
        perGroup: particles,
        firstGroup: first,
        at,
      });
      const encoded = mapEncoded(this.#encodedAt(t), (tensor) => copied(tensor, particles));
      const { drawn, next } = model.step(encoded, noise, this.#h);
      const xt = tf.tensor3d(x.subarray(t * size * channels, (t + 1) * size * channels), [
        1,
        size,
        channels,
      ]);
      const before = t === 0 ? undefined : { steps: t, z: this.#z };
      const logJoint = jointLogDensity(model, copied(xt, particles), drawn, before);
      const logH = model.mixtureLogDensity(encoded, drawn, draws, 'path');
      const weights = tf.reshape(tf.sub(logJoint, logH), [rows]);
      return [next, tf.reshape(drawn.z, [rows, shape.latent]) as tf.Tensor2D, weights];
    });
  }

  /** What of x enters step t. Each [1, B, .] */
  #encodedAt(t: number): Encoded {
    return mapEncoded(this.#encoded, (tensor) => tf.slice(tensor, [t, 0, 0], [1, -1, -1]));
  }

  /** The bound of each sequence, once all steps are made. [B] */
  bounds(): Float64Array {
    const { particles } = this.#options;
    return this.#added.map(
      (added, b) =>
        added +
        logSumExp(this.#logWeights.subarray(b * particles, (b + 1) * particles)) -
        Math.log(particles),
    );
  }

  dispose(): void {
    const { gateX, mixing1, sigma1 } = this.#encoded;
    tf.dispose([this.#h, this.#z, gateX, mixing1!, ...(sigma1 ? [sigma1] : [])]);
  }
}
