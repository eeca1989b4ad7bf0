/**
 * What a model's posterior costs and which dimensions carry it, over a held-out split. KL(q || p) of an implicit q is not
 * known; it is at most E[log h_K - log p] with the psi that made z among the K + 1 (inclusive), and at least the same
 * without it (exclusive): Yin & Zhou 2018 (arXiv 1805.11183).
 */
import * as tf from '@tensorflow/tfjs';
import type { Split } from '../data/dataset.ts';
import { latentMask, latentSteps } from '../model/latentModel.ts';
import { noiseWidth } from '../model/mixing.ts';
import { ACTIVE_VARIANCE } from '../posterior/mixing.ts';
import { range, toTensors } from './evaluate.ts';
import { type EstimatorOptions, floatsPerStep, sequencesOf } from './importance.ts';
import type { Learner } from './learner.ts';
import { freshDraws, noiseStreams, passNoise } from './noise.ts';

export interface KlFigures {
  /** K of the band; 0 for a model without injected noise, whose KL is estimated from log q itself. */
  readonly mixingSamples: number;
  /** Of each sequence, nats: the expected KL is at most the one and at least the other. */
  readonly inclusive: Float64Array;
  readonly exclusive: Float64Array;
  /** Mean over sequences at each step, nats; NaN where no sequence is so long. [T] */
  readonly stepInclusive: Float64Array;
  readonly stepExclusive: Float64Array;
  /**
   * KL of the marginal of each dimension from the prior's, inclusive, nats a sequence. Their sum falls short of the whole
   * by what the dimensions of z know of one another given the past. [D]
   */
  readonly perDimension: Float64Array;
  /** Var over steps and sequences of E_q[z_d] - mu_p,d in units of z's scale. [D] */
  readonly shiftVariance: Float64Array;
  /** Dimensions whose variance is above 0.01 (Burda et al. 2015, arXiv 1509.00519). */
  readonly activeUnits: number;
}

/** Draws of psi behind E_q[z], as the definition of active units asks. */
const LEAST_DRAWS = 64;
/** Floats in the widest layer of all psi of a chunk, and rows (sequences times steps) in one. */
const PSI_FLOATS = 2 ** 23;
const CHUNK_ROWS = 1024;

/** One z a step. Throws a RangeError for a model without latent. */
export async function klFigures(
  learner: Learner,
  split: Split,
  options: Omit<EstimatorOptions, 'particles'> & {
    /** Sequences times steps in one piece of work: fewer where others wait. */
    readonly rowsAtOnce?: number;
  },
): Promise<KlFigures | null> {
  const { shape } = learner;
  const { latent } = shape;
  const { rowsAtOnce = CHUNK_ROWS } = options;
  if (latent === 0) throw new RangeError('a deterministic RNN has no posterior');
  const count = sequencesOf(split, options);
  const implicit = noiseWidth(shape) > 0;
  const mixingSamples = implicit ? Math.max(1, options.mixingSamples) : 0;
  const draws = implicit ? Math.max(LEAST_DRAWS, mixingSamples) : 1;
  const inclusive = new Float64Array(count);
  const exclusive = new Float64Array(count);
  const perDimension = new Float64Array(latent);
  const steps: { inclusive: number; exclusive: number; count: number }[] = [];
  const shifts = Array.from({ length: latent }, () => new Variance());
  for (let first = 0, sample = 0; first < count; sample++) {
    const longest = split.batch([first], 0).steps;
    const most = Math.min(
      rowsAtOnce / longest,
      PSI_FLOATS / (latentSteps(shape, longest) * floatsPerStep(learner, draws)),
    );
    const size = Math.min(count - first, Math.max(1, Math.floor(most)));
    const batch = split.batch(range(first, size), 0);
    const read = await readChunk(learner, batch, mixingSamples, draws, options.purpose, sample);
    const present = latentMask(shape, batch.mask);
    for (let t = 0; t < latentSteps(shape, batch.steps); t++) {
      const step = steps[t] ?? { inclusive: 0, exclusive: 0, count: 0 };
      steps[t] = step;
      for (let b = 0; b < size; b++) {
        const row = t * size + b;
        if (present && present[row] === 0) continue;
        inclusive[first + b]! += read.inclusive[row]!;
        exclusive[first + b]! += read.exclusive[row]!;
        step.inclusive += read.inclusive[row]!;
        step.exclusive += read.exclusive[row]!;
        step.count++;
        for (let d = 0; d < latent; d++) {
          perDimension[d]! += read.marginal[row * latent + d]! / count;
          shifts[d]!.add(read.shift[row * latent + d]! / shape.latentSd);
        }
      }
    }
    first += size;
    if (options.breathe && !(await options.breathe(first / count))) return null;
  }
  const shiftVariance = Float64Array.from(shifts, (shift) => shift.value);
  return {
    mixingSamples,
    inclusive,
    exclusive,
    stepInclusive: Float64Array.from(steps, (step) => step.inclusive / step.count),
    stepExclusive: Float64Array.from(steps, (step) => step.exclusive / step.count),
    perDimension,
    shiftVariance,
    activeUnits: shiftVariance.filter((variance) => variance > ACTIVE_VARIANCE).length,
  };
}

/** log h_K - log p of each row, [R], that of each dimension alone, and E_q[z] - mu_p, [R, D]. */
interface ChunkReading {
  readonly inclusive: Float32Array;
  readonly exclusive: Float32Array;
  readonly marginal: Float32Array;
  readonly shift: Float32Array;
}

async function readChunk(
  learner: Learner,
  batch: Parameters<typeof toTensors>[0],
  mixingSamples: number,
  count: number,
  purpose: string,
  sample: number,
): Promise<ChunkReading> {
  const { shape, settings } = learner;
  const { steps, size } = batch;
  const streams = noiseStreams(settings.seed, `${purpose}/kl`);
  const groups = latentSteps(shape, steps) * size;
  const tensors = learner.withLatentModel((model) => {
    const { x, mask } = toTensors(batch);
    const encoded = model.encode(x, mask);
    const noise = passNoise(shape, settings, streams, steps, size, { sample });
    if (noise === null) throw new RangeError('a deterministic RNN has no posterior');
    const drawn = model.rollout(encoded, noise);
    const prior = model.prior(drawn);
    const logPrior = perDimensionDensity(drawn.z, prior.mu, prior.logSigma); // [T, B, D]
    const own = perDimensionDensity(drawn.z, drawn.mu, drawn.logSigma); // [T, B, D]
    if (mixingSamples === 0) {
      const marginal = tf.sub(own, logPrior);
      const kl = tf.sum(marginal, 2);
      return [kl, tf.clone(kl), marginal, tf.sub(drawn.mu, prior.mu)];
    }
    const draws = freshDraws(shape, settings, streams, count, groups, { sample });
    const psi = model.drawPsi(encoded, drawn, draws); // [T, B, K, D]
    const used = (all: tf.Tensor4D) => tf.slice(all, [0, 0, 0, 0], [-1, -1, mixingSamples, -1]);
    const extra = perDimensionDensity(tf.expandDims(drawn.z, 2), used(psi.mu), used(psi.logSigma)); // [T, B, K, D]
    const all = tf.concat([tf.expandDims(own, 2), extra], 2); // [T, B, K + 1, D]
    const logPriorSum = tf.sum(logPrior, 2);
    const whole = (densities: tf.Tensor) => tf.sub(logMean(tf.sum(densities, 3), 2), logPriorSum);
    return [
      whole(all),
      whole(extra),
      tf.sub(logMean(all, 2), logPrior),
      tf.sub(tf.mean(psi.mu, 2), prior.mu),
    ];
  });
  const [inclusive, exclusive, marginal, shift] = (await Promise.all(
    tensors.map((tensor) => tensor.data()),
  )) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const reading = { inclusive, exclusive, marginal, shift };
  tf.dispose(tensors);
  return reading;
}

/** log N(z; mu, exp(logSigma)^2) of each dimension by itself. */
function perDimensionDensity(z: tf.Tensor, mu: tf.Tensor, logSigma: tf.Tensor): tf.Tensor {
  const scaled = tf.div(tf.sub(z, mu), tf.exp(logSigma));
  const half = tf.mul(tf.square(scaled), -0.5);
  return tf.sub(tf.sub(half, logSigma), 0.5 * Math.log(2 * Math.PI));
}

/** log of the mean of exp over an axis. */
function logMean(values: tf.Tensor, axis: number): tf.Tensor {
  return tf.sub(tf.logSumExp(values, axis), Math.log(values.shape[axis]!));
}

/** Variance of numbers as they come (Welford 1962). */
class Variance {
  #count = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.#count++;
    const before = value - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (value - this.#mean);
  }

  get value(): number {
    return this.#squares / this.#count;
  }
}
