/** What the models believe about one held-out sequence: densities of q and prior on one axis, and joint draws. */
import type { Dataset } from '../data/dataset.ts';
import { type Axis, stableAxis, wantedRange } from '../posterior/axis.ts';
import { conditionalOnAxis } from '../posterior/conditional.ts';
import { mixtureDensities } from '../posterior/density.ts';
import { type ExactReporter, exactReporter } from '../posterior/exactReport.ts';
import {
  type JointPicture,
  mixtureJoint,
  mixtureStepStatistics,
} from '../posterior/stepStatistics.ts';
import type {
  ExactPosterior,
  JointAxes,
  ModelPosterior,
  Watch,
  WatchReport,
} from '../posterior/watch.ts';
import { fillNormal, stream } from '../rng.ts';
import { type Belief, type Beliefs, believe } from './beliefs.ts';
import type { Learner } from './learner.ts';

/** Values on the z-axis. */
const AXIS_COUNT = 200;
/** Values on either axis of a joint density. */
const JOINT_COUNT = 56;
/** Joint densities of longer sequences would weigh tens of megabytes a report. */
const JOINT_STEPS = 128;
/** Draws times steps at most: long sequences are shown with fewer draws. */
const DRAWS_TIMES_STEPS = 2 ** 14;
const MAX_DRAWS = 256;

/** A model and what it believes. */
interface Read {
  readonly learner: Learner;
  readonly beliefs: Beliefs;
}

/** Reads the posteriors of several models over one sequence; keeps the axes steady between reports. */
export class Watcher {
  readonly #axes = new Map<number, Axis>();
  #axesOf = -1;
  /** The exact posterior of the sequence watched last, worked out once. */
  #exact: { readonly sequence: number; readonly reporter: ExactReporter | null } | null = null;

  /**
   * Densities over the watched sequence. Indices out of range are brought into it, so that a stale wish of
   * the page is answered with the nearest there is; the report says what it shows. A sentence has one latent, and so
   * one step. Null when no model has a latent.
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
    const ofSentence = dataset.observation === 'tokens';
    const steps = ofSentence ? 1 : batch.steps;
    const samples = Math.min(MAX_DRAWS, Math.max(16, Math.floor(DRAWS_TIMES_STEPS / steps)));
    const dimensions = Math.max(...latents);
    const watch: Watch = {
      ...wish,
      ...(ofSentence && { conditioning: 'all-pasts' as const }),
      sequence,
      dimension: clamp(wish.dimension, dimensions),
      otherDimension: clamp(wish.otherDimension, dimensions),
      past: clamp(wish.past, samples),
    };
    const read: Read[] = [];
    for (const learner of learners)
      if (learner.shape.latent > watch.dimension)
        read.push({ learner, beliefs: await believe(learner, batch, watch, samples) });
    const axis = this.#axisFor(read, watch.dimension, watch, AXIS_COUNT);
    const jointAxes = this.#jointAxes(read, watch, axis, steps);
    const exact = this.#exactOf(learners, batch.x, watch, axis, jointAxes);
    const models: ModelPosterior[] = read.map(({ learner, beliefs }) => {
      const { posterior } = beliefs;
      const density = densityOf(posterior, steps, watch.dimension, axis);
      const own = this.#ownExact(learner, beliefs, batch.x, watch, axis, exact?.density ?? null);
      const other = Math.min(watch.otherDimension, posterior.dimensions - 1);
      const joint: JointPicture | null =
        jointAxes !== null && other !== watch.dimension
          ? mixtureJoint(steps, posterior, [watch.dimension, other], jointAxes.across, jointAxes.up)
          : null;
      return {
        id: learner.spec.id,
        density,
        prior: densityOf(beliefs.prior, steps, watch.dimension, axis),
        pairs: pairsOf(beliefs, watch, steps, samples),
        pasts: everyNth(beliefs.z, posterior.dimensions, watch.dimension),
        joint: joint?.density ?? null,
        exact: watch.conditioning === 'one-past' ? own : null,
        statistics: mixtureStepStatistics(
          { steps, axis, density, exact: own },
          posterior,
          watch.dimension,
          other,
          joint,
        ),
      };
    });
    return {
      watch,
      step,
      steps,
      length:
        batch.mask && !ofSentence
          ? batch.mask.reduce((total, present) => total + present, 0)
          : steps,
      x: Float32Array.from(batch.x),
      axis,
      jointAxes,
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
    jointAxes: JointAxes | null,
  ): ExactPosterior | null {
    // A learned decoder has a z of its own, which no exact posterior of the generator's speaks of.
    const known = learners[0]?.shape.known;
    if (!known) return null;
    if (this.#exact?.sequence !== watch.sequence)
      this.#exact = {
        sequence: watch.sequence,
        reporter: exactReporter(known.definition, known.parameters, x),
      };
    return this.#exact.reporter?.report(watch, axis, jointAxes) ?? null;
  }

  /**
   * The exact posterior under the same conditioning as the model's: over all pasts the one of all; given one
   * past its own, in one dimension, having seen of x what the reader's choice, filter or smoother, has.
   */
  #ownExact(
    { shape: { known } }: Learner,
    { z }: Beliefs,
    x: Float32Array,
    watch: Watch,
    axis: Axis,
    overAllPasts: Float32Array | null,
  ): Float32Array | null {
    if (known === null || overAllPasts === null) return null;
    const { definition, parameters } = known;
    // Without memory no past tells anything.
    if (watch.conditioning === 'all-pasts' || definition.independent) return overAllPasts;
    if (definition.latentDimensions !== 1) return null;
    const samples = z.length / x.length;
    const past = everyNth(z, samples, watch.past); // [T]
    const lookAhead =
      watch.exact === 'smoother' ? (this.#exact?.reporter?.lookAhead ?? null) : null;
    return conditionalOnAxis(definition, parameters, x, past, axis, lookAhead);
  }

  #axisFor(read: readonly Read[], dimension: number, watch: Watch, count: number): Axis {
    if (this.#axesOf !== watch.sequence) this.#axes.clear();
    this.#axesOf = watch.sequence;
    const shown = read.flatMap(({ beliefs }) =>
      dimension < beliefs.posterior.dimensions ? [beliefs.posterior, beliefs.prior] : [],
    );
    const previous = this.#axes.get(dimension) ?? null;
    const axis = stableAxis(previous, wantedRange(shown, dimension), AXIS_COUNT);
    this.#axes.set(dimension, axis);
    return { ...axis, count };
  }

  #jointAxes(read: readonly Read[], watch: Watch, axis: Axis, steps: number): JointAxes | null {
    if (watch.dimension === watch.otherDimension || steps > JOINT_STEPS) return null;
    return {
      across: { ...axis, count: JOINT_COUNT },
      up: this.#axisFor(read, watch.otherDimension, watch, JOINT_COUNT),
    };
  }
}

function densityOf(belief: Belief, steps: number, dimension: number, axis: Axis): Float32Array {
  const { mu, sigma, count, dimensions } = belief;
  return mixtureDensities(mu, sigma, steps, count, dimensions, dimension, axis);
}

/** Values `first`, `first` + `stride`, ... */
function everyNth(values: Float32Array, stride: number, first: number): Float32Array {
  return Float32Array.from(
    { length: values.length / stride },
    (_, n) => values[n * stride + first]!,
  );
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
