/** How much of a model's posterior is as narrow as it may be, which is where training breaks most easily. */
import type { Split } from '../data/dataset.ts';
import { LOG_SIGMA_MIN } from '../model/sigmaBounds.ts';
import { range, toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { noiseStreams, passNoise } from './noise.ts';

const SEQUENCES = 16;
/** Nearer to the bound than this is at the bound. */
const MARGIN = 0.01;

/** Share of the sigmas of q(z_t) at their lower bound, over a few held-out sequences; null for a model without latent. */
export async function sigmaAtFloor(learner: Learner, split: Split): Promise<number | null> {
  const { shape, settings } = learner;
  if (shape.latent === 0) return null;
  const batch = split.batch(range(0, Math.min(SEQUENCES, split.count)), 0);
  const streams = noiseStreams(settings.seed, 'diagnostics');
  const logSigma = learner.withLatentModel((model) => {
    const { x, mask } = toTensors(batch);
    const noise = passNoise(shape, settings, streams, batch.steps, batch.size, {});
    if (noise === null) throw new TypeError('a deterministic RNN has no sigma');
    return model.rollout(model.encode(x, mask), noise).logSigma;
  });
  const values = await logSigma.data();
  logSigma.dispose();
  const floor = values.filter((value) => value < LOG_SIGMA_MIN + MARGIN).length;
  return floor / values.length;
}
