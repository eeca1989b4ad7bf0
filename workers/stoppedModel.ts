/** What the page is told of a model that diverged. */
import { modelLabel } from '../src/config/experiment.ts';
import type { Dataset } from '../src/data/dataset.ts';
import type { StoppedModel } from '../src/protocol.ts';
import { divergenceText } from '../src/text/en/divergence.ts';
import { likelyCause, symptom } from '../src/train/divergence.ts';
import { sigmaAtFloor } from '../src/train/sigmaFloor.ts';
import type { Diverged } from '../src/train/trainer.ts';

/** The model stands at its last good weights, which are read for the cause. */
export async function stoppedModel(
  { learner, divergence }: Diverged,
  dataset: Dataset,
): Promise<StoppedModel> {
  const { step, restored } = divergence;
  const cause = likelyCause(divergence, await sigmaAtFloor(learner, dataset.validation));
  return {
    id: learner.spec.id,
    step,
    restored,
    learningRate: learner.settings.learningRate,
    message: divergenceText().diverged(
      modelLabel(learner.spec),
      step,
      symptom(divergence),
      cause.text,
      restored,
    ),
  };
}
