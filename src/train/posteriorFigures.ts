/**
 * What the posteriors of a run look like and how far they are from the exact one: the statistics of MODEL section 4,
 * averaged over the steps of each test sequence, with standard errors over sequences.
 *
 * Densities come from the mixture components: every sampled past and psi gives one Gaussian.
 */
import type { Batch, Split } from '../data/dataset.ts';
import { type Axis, wantedRange } from '../posterior/axis.ts';
import { conditionalOnAxis } from '../posterior/conditional.ts';
import { mixtureDensities } from '../posterior/density.ts';
import { type ExactReporter, exactReporter } from '../posterior/exactReport.ts';
import { type Average, average } from '../posterior/statistics.ts';
import {
  densityStepStatistics,
  mixtureJoint,
  mixtureStepStatistics,
  type StatisticName,
  type StepStatistics,
} from '../posterior/stepStatistics.ts';
import { type Belief, believe } from './beliefs.ts';
import type { Learner } from './learner.ts';
import { noiseStreams } from './noise.ts';

/** Values on the axis of one dimension, and on either axis of two. */
const AXIS_COUNT = 1201;
const JOINT_COUNT = 151;
/** Joints reach so many sd of the prior; the axis of one dimension as far as the generator says. */
const JOINT_SD = 4.5;

/** Mean over sequences of the mean over steps; null where there is none of it. */
export type Figures = Readonly<Record<StatisticName, Average>>;

export interface ModelFigures {
  /**
   * q(z_t | x) over all sampled pasts, beside p(z_t | x_1..x_t) (`filter`); beside p(z_t | x_1..x_T) (`smoother`) where
   * inference sees the future.
   */
  readonly overAllPasts: Figures;
  readonly exact: 'filter' | 'smoother' | null;
  /**
   * q(z_t | one past, x) beside p(z_t | z_{t-1}, x_t), z_{t-1} being that of the same past, with what the latter is
   * itself; null where z has no memory, so that both are the same, or inference sees the future.
   */
  readonly givenOnePast: { readonly model: Figures; readonly exact: Figures } | null;
}

export interface PosteriorFigures {
  readonly sequences: number;
  /** Sampled pasts, or psi given one past, behind every density. */
  readonly samples: number;
  readonly models: Readonly<Record<string, ModelFigures>>;
  /** Over all pasts; null where no exact posterior is known. */
  readonly exact: { readonly filter: Figures; readonly smoother: Figures } | null;
}

/** Of the first sequences of a split. `onProgress` hears how many are done. Models without a latent are left out. */
export async function posteriorFigures(
  learners: readonly Learner[],
  split: Split,
  options: {
    readonly sequences: number;
    readonly samples: number;
    readonly onProgress?: (done: number) => void;
  },
): Promise<PosteriorFigures> {
  const read = learners.filter((learner) => learner.shape.latent > 0);
  const sequences = Math.min(options.sequences, split.count);
  const known = read.find((learner) => learner.shape.known)?.shape.known ?? null;
  const collected = new Map<string, Collector>();
  const into = (key: string) => {
    const collector = collected.get(key) ?? new Collector();
    collected.set(key, collector);
    return collector;
  };
  for (let sequence = 0; sequence < sequences; sequence++) {
    const batch = split.batch([sequence], 0);
    const exact = known && exactReporter(known.definition, known.parameters, batch.x);
    for (const learner of read) {
      const of = await modelStatistics(learner, batch, sequence, options.samples, exact);
      into(`${learner.spec.id} all`).add(of.overAllPasts, batch);
      if (of.givenOnePast === null) continue;
      into(`${learner.spec.id} one`).add(of.givenOnePast.model, batch);
      into(`${learner.spec.id} exact`).add(of.givenOnePast.exact, batch);
    }
    if (exact !== null) {
      const axis = axisOf(read[0]!, []);
      for (const kind of ['filter', 'smoother'] as const)
        into(kind).add(exact.report({ dimension: 0, exact: kind }, axis, null).statistics, batch);
    }
    options.onProgress?.(sequence + 1);
  }
  const models = read.map((learner): [string, ModelFigures] => {
    const { id } = learner.spec;
    const one = collected.get(`${id} one`);
    return [
      id,
      {
        overAllPasts: into(`${id} all`).figures(),
        exact: known && exactKind(learner),
        givenOnePast: one ? { model: one.figures(), exact: into(`${id} exact`).figures() } : null,
      },
    ];
  });
  return {
    sequences,
    samples: options.samples,
    models: Object.fromEntries(models),
    exact: collected.has('filter')
      ? { filter: into('filter').figures(), smoother: into('smoother').figures() }
      : null,
  };
}

/** The exact posterior to compare with is the one that has seen as much of x as the inference. */
function exactKind({ shape }: Learner): 'filter' | 'smoother' {
  return shape.smoothing ? 'smoother' : 'filter';
}

async function modelStatistics(
  learner: Learner,
  batch: Batch,
  sequence: number,
  samples: number,
  exact: ExactReporter | null,
): Promise<{
  readonly overAllPasts: StepStatistics;
  readonly givenOnePast: { readonly model: StepStatistics; readonly exact: StepStatistics } | null;
}> {
  const { shape, settings } = learner;
  const { steps, x } = batch;
  // Noise of its own for each sequence, so that their errors are independent.
  const streams = noiseStreams(settings.seed, `posterior/${sequence}`);
  const all = await believe(
    learner,
    batch,
    { conditioning: 'all-pasts', past: 0 },
    samples,
    streams,
  );
  const axis = axisOf(learner, [all.posterior]);
  const truth =
    exact?.report({ dimension: 0, exact: exactKind(learner) }, axis, null).density ?? null;
  const overAllPasts = ofMixture(all.posterior, steps, axis, truth, jointAxisOf(learner, axis));
  const { known } = shape;
  if (known === null || known.definition.independent || shape.latent > 1)
    return { overAllPasts, givenOnePast: null };
  const one = await believe(
    learner,
    batch,
    { conditioning: 'one-past', past: 0 },
    samples,
    streams,
  );
  const past = Float32Array.from({ length: steps }, (_, t) => one.z[t * samples]!);
  const lookAhead = shape.smoothing ? (exact?.lookAhead ?? null) : null;
  const density = conditionalOnAxis(known.definition, known.parameters, x, past, axis, lookAhead);
  const none = { correlation: () => Number.NaN, mutualInformation: () => Number.NaN };
  return {
    overAllPasts,
    givenOnePast: {
      model: ofMixture(one.posterior, steps, axis, density, null),
      exact: densityStepStatistics({ steps, axis, density, exact: density }, none),
    },
  };
}

function ofMixture(
  belief: Belief,
  steps: number,
  axis: Axis,
  exact: Float32Array | null,
  jointAxis: Axis | null,
): StepStatistics {
  const { mu, sigma, count, dimensions } = belief;
  const density = mixtureDensities(mu, sigma, steps, count, dimensions, 0, axis);
  const joint = jointAxis && mixtureJoint(steps, belief, [0, 1], jointAxis, jointAxis);
  const other = Math.min(1, dimensions - 1);
  return mixtureStepStatistics({ steps, axis, density, exact }, belief, 0, other, joint);
}

/** As far as z of the generator goes; else as far as the model's own does. */
function axisOf({ shape: { known } }: Learner, shown: readonly Belief[]): Axis {
  if (known === null) return { ...wantedRange(shown, 0), count: AXIS_COUNT };
  const { reach } = known.definition.grid(known.parameters);
  return { low: -reach, high: reach, count: AXIS_COUNT };
}

function jointAxisOf({ shape }: Learner, axis: Axis): Axis | null {
  if (shape.latent < 2) return null;
  if (shape.known === null) return { ...axis, count: JOINT_COUNT };
  const reach = JOINT_SD * shape.latentSd;
  return { low: -reach, high: reach, count: JOINT_COUNT };
}

/** Gathers the mean over the steps of each sequence. */
class Collector {
  readonly #means = new Map<StatisticName, number[]>();

  add(statistics: StepStatistics, { mask, steps }: Batch): void {
    const length = mask ? mask.reduce((total, present) => total + present, 0) : steps;
    for (const [name, values] of Object.entries(statistics) as [StatisticName, Float32Array][]) {
      const means = this.#means.get(name) ?? [];
      means.push(average(values.subarray(0, length)).mean);
      this.#means.set(name, means);
    }
  }

  figures(): Figures {
    const entries = [...this.#means].map(([name, means]) => [name, average(means)]);
    return Object.fromEntries(entries) as Figures;
  }
}
