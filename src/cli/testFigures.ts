/** The bound of every model of a run over the test split. */
import { exactLogDensity } from '../posterior/exact.ts';
import { estimate, range } from '../train/evaluate.ts';
import { perplexity } from '../train/perplexity.ts';
import type { Trainer } from '../train/trainer.ts';

/**
 * The test split: nats per sequence, and per step; against exact log p(x) where the generator is known. Of sentences a
 * step is a word or an end, and the perplexity is at most what is said.
 */
export async function testFigures(
  trainer: Trainer,
  breathe?: () => Promise<boolean>,
): Promise<Readonly<Record<string, unknown>>> {
  const { test, known, unitScale, observation } = trainer.dataset;
  const held = test.batch(range(0, test.count), 0);
  const lengths = Float64Array.from({ length: held.size }, (_, b) =>
    held.mask ? stepsOf(held.mask, b, held.size) : held.steps,
  );
  const totalSteps = lengths.reduce((total, length) => total + length, 0);
  const exact =
    known && exactLogDensity(known.definition, known.parameters, held.x, held.steps, held.size);
  const models: Record<string, unknown> = {};
  for (const learner of trainer.learners) {
    const evaluation = await trainer.evaluate(learner, 'test', breathe);
    if (evaluation === null) continue;
    const { bound, kl, reconstruction, mixingSamples } = evaluation;
    const { mean, stderr } = estimate(bound);
    // Of densities in the data's own units: dx of the file is sd times dx of the model.
    const logScale = unitScale?.scale.reduce((total, scale) => total + Math.log(scale), 0);
    const deficit = exact && estimate(exact.map((logp, i) => (logp - bound[i]!) / lengths[i]!));
    models[learner.spec.id] = {
      bound: mean,
      boundPerStep: (mean * held.size) / totalSteps,
      ...(logScale !== undefined && {
        boundInUnits: mean - (logScale * totalSteps) / held.size,
      }),
      ...(observation === 'tokens' && { perplexity: perplexity(bound, totalSteps) }),
      stderr,
      kEval: mixingSamples,
      kl: estimate(kl).mean,
      reconstruction: estimate(reconstruction).mean,
      ...(deficit && { deficitPerStep: deficit.mean, deficitStderr: deficit.stderr }),
    };
  }
  if (exact === null)
    return {
      models,
      sequences: held.size,
      ...(observation === 'tokens' && { tokens: totalSteps }),
    };
  const logp = estimate(exact).mean;
  const perStep = (logp * held.size) / totalSteps;
  return { models, exact: { logp, perStep }, sequences: held.size };
}

function stepsOf(mask: Float32Array, sequence: number, size: number): number {
  let steps = 0;
  for (let i = sequence; i < mask.length; i += size) steps += mask[i]!;
  return steps;
}
