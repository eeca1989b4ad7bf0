/** The reference posteriors of models whose prior and decoder are learned, on the axis their strips have. */
import type { Dataset } from '../data/dataset.ts';
import type { Axis } from '../posterior/axis.ts';
import { mixtureDensities } from '../posterior/density.ts';
import { referencePosterior } from '../posterior/reference.ts';
import { mixtureStepStatistics } from '../posterior/stepStatistics.ts';
import type { ModelReference, ReferenceReport, WatchReport } from '../posterior/watch.ts';
import { believe } from './beliefs.ts';
import type { Learner } from './learner.ts';
import { weightedDraws } from './weightedDraws.ts';

/** N, as the plan of the lab has it. */
const DRAWS = 4096;
/** Extra draws of psi behind each weight; any number is valid, more make weights more even. */
const MIXING_SAMPLES = 20;
/** Of longer sequences hardly a draw would keep a weight. */
const LONGEST = 128;

/** Whether there is a reference to be had: a latent of the models' own, over a sequence of moderate length. */
export function hasReference(learners: readonly Learner[], dataset: Dataset): boolean {
  return (
    dataset.steps <= LONGEST &&
    learners.some(({ shape }) => shape.latent > 0 && shape.known === null && !shape.sentence)
  );
}

/**
 * For the models and the view of `report`. Null where `breathe`, awaited between pieces of work, breaks it off, or
 * the watched sequence is padded.
 */
export async function referenceReport(
  learners: readonly Learner[],
  dataset: Dataset,
  report: Pick<WatchReport, 'watch' | 'axis' | 'samples'>,
  step: number,
  breathe: () => Promise<boolean>,
): Promise<ReferenceReport | null> {
  const { watch, axis, samples } = report;
  const batch = dataset.validation.batch([watch.sequence], 0);
  if (batch.mask?.some((present) => present === 0)) return null;
  const models: ModelReference[] = [];
  for (const learner of learners) {
    const { latent, known } = learner.shape;
    if (latent <= watch.dimension || known !== null) continue;
    const draws = await weightedDraws(learner, batch, {
      count: DRAWS,
      mixingSamples: MIXING_SAMPLES,
      breathe,
      ...(watch.conditioning === 'one-past' && { past: { index: watch.past, samples } }),
    });
    if (draws === null) return null;
    const { components, density, ess, poor } = referencePosterior(
      draws,
      watch.dimension,
      axis,
      watch.exact,
    );
    const { posterior } = await believe(learner, batch, watch, samples);
    const statistics = mixtureStepStatistics(
      { steps: batch.steps, axis, density, exact: null },
      components,
      watch.dimension,
      Math.min(watch.otherDimension, latent - 1),
      null,
    );
    const own = mixtureStepStatistics(
      {
        steps: batch.steps,
        axis,
        density: densityOf(posterior, batch.steps, watch.dimension, axis),
        exact: density,
      },
      posterior,
      watch.dimension,
      watch.dimension,
      null,
    );
    const { wasserstein, kl, reverseKl, js } = own;
    models.push({
      id: learner.spec.id,
      density,
      ess,
      poor,
      statistics: { ...statistics, wasserstein, kl, reverseKl, js },
    });
  }
  return { watch, step, steps: batch.steps, axis, draws: DRAWS, models };
}

function densityOf(
  { mu, sigma, count, dimensions }: Awaited<ReturnType<typeof believe>>['posterior'],
  steps: number,
  dimension: number,
  axis: Axis,
): Float32Array {
  return mixtureDensities(mu, sigma, steps, count, dimensions, dimension, axis);
}
