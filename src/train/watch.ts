/** What the models believe about one held-out sequence: densities of q and prior on one axis, and joint draws. */
import * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../data/dataset.ts';
import { noiseWidth } from '../model/model.ts';
import type { RolloutOutputs } from '../model/ops.ts';
import { type Axis, type Components, stableAxis, wantedRange } from '../posterior/axis.ts';
import { mixtureDensities } from '../posterior/density.ts';
import { type ExactOnAxis, exactOnAxis } from '../posterior/exactStrip.ts';
import { densityStepStatistics, mixtureStepStatistics } from '../posterior/stepStatistics.ts';
import type { ModelPosterior, Watch, WatchReport } from '../posterior/watch.ts';
import { fillNormal, stream } from '../rng.ts';
import { toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { drawNoise, noiseStreams, passNoise } from './noise.ts';

/** Values on the z-axis. */
const AXIS_COUNT = 200;
/** Draws times steps at most: long sequences are shown with fewer draws. */
const DRAWS_TIMES_STEPS = 2 ** 14;
const MAX_DRAWS = 256;

/** Reads the posteriors of several models over one sequence; keeps the axis steady between reports. */
export class Watcher {
  #axis: Axis | null = null;
  #axisOf = '';
  /** The exact posterior of the sequence watched last, worked out once. */
  #exact: { readonly sequence: number; readonly draw: ExactOnAxis | null } | null = null;

  /**
   * Densities over the watched sequence. Indices out of range are brought into it, so that a stale wish of
   * the page is answered with the nearest there is; the report says what it shows. Null when no model has a
   * latent.
   */
  async report(
    learners: readonly Learner[],
    dataset: Dataset,
    wish: Watch,
    step: number,
  ): Promise<WatchReport | null> {
    const latents = learners.map((learner) => learner.shape.latent).filter((latent) => latent > 0);
    if (latents.length === 0) return null;
    const sequence = clamp(wish.sequence, dataset.validation.count);
    const batch = dataset.validation.batch([sequence], 0);
    const { steps } = batch;
    const samples = Math.min(MAX_DRAWS, Math.max(16, Math.floor(DRAWS_TIMES_STEPS / steps)));
    const dimensions = Math.max(...latents);
    const watch: Watch = {
      ...wish,
      sequence,
      dimension: clamp(wish.dimension, dimensions),
      otherDimension: clamp(wish.otherDimension, dimensions),
      past: clamp(wish.past, samples),
    };
    const read: { learner: Learner; beliefs: Beliefs }[] = [];
    for (const learner of learners)
      if (learner.shape.latent > watch.dimension)
        read.push({ learner, beliefs: await believe(learner, batch, watch, samples) });
    const axis = this.#axisFor(
      read.flatMap(({ beliefs }) => [beliefs.posterior, beliefs.prior]),
      watch,
    );
    const density = (components: Belief) =>
      mixtureDensities(
        components.mu,
        components.sigma,
        steps,
        components.count,
        components.dimensions,
        watch.dimension,
        axis,
      );
    const exact = this.#exactOf(learners, batch.x, watch, axis);
    const comparable = watch.conditioning === 'all-pasts' ? (exact?.density ?? null) : null;
    const models: ModelPosterior[] = read.map(({ learner, beliefs }) => {
      const shown = density(beliefs.posterior);
      return {
        id: learner.spec.id,
        density: shown,
        prior: density(beliefs.prior),
        pairs: pairsOf(beliefs, watch, steps, samples),
        statistics: mixtureStepStatistics(
          { steps, axis, density: shown, exact: comparable },
          beliefs.posterior,
          watch.dimension,
          Math.min(watch.otherDimension, beliefs.posterior.dimensions - 1),
        ),
      };
    });
    return {
      watch,
      step,
      steps,
      length: batch.mask ? batch.mask.reduce((total, present) => total + present, 0) : steps,
      x: Float32Array.from(batch.x),
      axis,
      latentDimensions: dimensions,
      samples,
      models,
      exact,
    };
  }

  #exactOf(
    learners: readonly Learner[],
    x: Float32Array,
    watch: Watch,
    axis: Axis,
  ): WatchReport['exact'] {
    // A learned decoder has a z of its own, which no exact posterior of the generator's speaks of.
    const known = learners[0]?.shape.known;
    if (!known) return null;
    if (this.#exact?.sequence !== watch.sequence)
      this.#exact = {
        sequence: watch.sequence,
        draw: exactOnAxis(known.definition, known.parameters, x),
      };
    const strip = this.#exact.draw?.(watch.dimension, axis);
    if (!strip) return null;
    const density = strip[watch.exact];
    const steps = x.length;
    const statistics = densityStepStatistics(
      { steps, axis, density, exact: density },
      strip.correlation,
    );
    return { density, statistics };
  }

  #axisFor(components: readonly Components[], watch: Watch): Axis {
    const shown = `${watch.sequence} ${watch.dimension}`;
    const previous = shown === this.#axisOf ? this.#axis : null;
    this.#axis = stableAxis(previous, wantedRange(components, watch.dimension), AXIS_COUNT);
    this.#axisOf = shown;
    return this.#axis;
  }
}

/** A mixture of `count` equally likely Gaussians at each step. mu, sigma [T, count, D] */
interface Belief extends Components {
  readonly count: number;
}

interface Beliefs {
  readonly posterior: Belief;
  readonly prior: Belief;
  /** One z a draw, from the sampled pasts. [T, M, D] */
  readonly z: Float32Array;
}

async function believe(
  learner: Learner,
  batch: ReturnType<Dataset['validation']['batch']>,
  watch: Watch,
  samples: number,
): Promise<Beliefs> {
  const { shape, settings } = learner;
  const streams = noiseStreams(settings.seed, 'watch');
  const tensors = learner.withModel((model) => {
    const { x, mask } = toTensors(batch);
    const noise = passNoise(shape, settings, streams, batch.steps, samples, {});
    if (noise === null) throw new TypeError('a deterministic RNN has no posterior');
    const copies = tf.tile(x, [1, samples, 1]) as tf.Tensor3D;
    const copiedMask = mask && (tf.tile(mask, [1, samples]) as tf.Tensor2D);
    const rolled = model.rollout(model.encode(copies, copiedMask), noise);
    if (watch.conditioning === 'all-pasts') {
      const prior = model.prior(rolled);
      return named(rolled, rolled, prior);
    }
    const one = pastOf(rolled, watch.past);
    const count = noiseWidth(shape) > 0 ? samples : 1;
    const draws = drawNoise(shape, settings, streams, count, 1, {});
    const psi = model.drawPsi(model.encode(x, mask), one, draws); // [T, 1, K, D]
    const squeezed = {
      mu: tf.squeeze(psi.mu, [1]) as tf.Tensor3D,
      logSigma: tf.squeeze(psi.logSigma, [1]) as tf.Tensor3D,
    };
    return named(rolled, squeezed, model.prior(one));
  });
  const [z, mu, sigma, priorMu, priorSigma] = (await Promise.all(
    tensors.map((tensor) => tensor.data()),
  )) as Float32Array[];
  const [, posteriorMu, , prior] = tensors;
  const beliefs: Beliefs = {
    z: Float32Array.from(z!),
    posterior: belief(mu!, sigma!, posteriorMu!.shape[1]!, shape.latent),
    prior: belief(priorMu!, priorSigma!, prior!.shape[1]!, shape.latent),
  };
  tf.dispose(tensors);
  return beliefs;
}

interface GaussianTensors {
  readonly mu: tf.Tensor3D;
  readonly logSigma: tf.Tensor3D;
}

function named(rolled: RolloutOutputs, q: GaussianTensors, prior: GaussianTensors): tf.Tensor[] {
  return [rolled.z, q.mu, tf.exp(q.logSigma), prior.mu, tf.exp(prior.logSigma)];
}

function belief(mu: Float32Array, sigma: Float32Array, count: number, dimensions: number): Belief {
  return { mu, sigma, count, dimensions };
}

/** The one rolled-out past of this index. Each [T, 1, .] */
function pastOf(rolled: RolloutOutputs, index: number): RolloutOutputs {
  const take = (tensor: tf.Tensor3D) => tf.slice(tensor, [0, index, 0], [-1, 1, -1]);
  return {
    past: take(rolled.past),
    z: take(rolled.z),
    mu: take(rolled.mu),
    logSigma: take(rolled.logSigma),
  };
}

/** Points of the joint picture: see `ModelPosterior.pairs`. [T, M, 2] */
function pairsOf(
  { posterior, z }: Beliefs,
  watch: Watch,
  steps: number,
  samples: number,
): Float32Array {
  const { dimensions } = posterior;
  const pairs = new Float32Array(steps * samples * 2).fill(Number.NaN);
  if (dimensions === 1) {
    // One dimension has no joint with another: z_{t-1} and z_t over all pasts, whatever the conditioning.
    for (let i = samples; i < steps * samples; i++) {
      pairs[2 * i] = z[i - samples]!;
      pairs[2 * i + 1] = z[i]!;
    }
    return pairs;
  }
  const axes = [watch.dimension, Math.min(watch.otherDimension, dimensions - 1)];
  const noise = fillNormal(new Float32Array(steps * samples * 2), stream(0, 'watch/pairs'), 2);
  for (let t = 0; t < steps; t++)
    for (let m = 0; m < samples; m++)
      axes.forEach((dimension, axis) => {
        const at = (t * samples + m) * 2 + axis;
        const component = t * posterior.count + (m % posterior.count);
        const from = component * dimensions + dimension;
        pairs[at] = posterior.mu[from]! + posterior.sigma[from]! * noise[at]!;
      });
  return pairs;
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.trunc(index)));
}
