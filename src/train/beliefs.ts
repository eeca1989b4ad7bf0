/** What one model believes about one sequence: the components of q and of its prior at every step. */
import * as tf from '@tensorflow/tfjs';
import type { Batch } from '../data/dataset.ts';
import { noiseWidth } from '../model/mixing.ts';
import type { RolloutOutputs } from '../model/ops.ts';
import type { Components } from '../posterior/axis.ts';
import type { Watch } from '../posterior/watch.ts';
import { toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { drawNoise, type NoiseStreams, noiseStreams, passNoise } from './noise.ts';

/** A mixture of `count` equally likely Gaussians at each step. mu, sigma [T, count, D] */
export interface Belief extends Components {
  readonly count: number;
}

export interface Beliefs {
  readonly posterior: Belief;
  readonly prior: Belief;
  /** One z a draw, from the sampled pasts. [T, M, D] */
  readonly z: Float32Array;
}

/** `batch` holds the watched sequence alone; `samples` M pasts are drawn of it, with the noise of `streams`. */
export async function believe(
  learner: Learner,
  batch: Batch,
  watch: Pick<Watch, 'conditioning' | 'past'>,
  samples: number,
  streams: NoiseStreams = noiseStreams(learner.settings.seed, 'watch'),
): Promise<Beliefs> {
  const { shape, settings } = learner;
  const tensors = shape.sentence
    ? ofSentence(learner, batch, samples, streams)
    : learner.withModel((model) => {
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

/** Its one latent, drawn `samples` times; the sentence itself is read once. */
function ofSentence(
  learner: Learner,
  batch: Batch,
  samples: number,
  streams: NoiseStreams,
): tf.Tensor[] {
  const { shape, settings } = learner;
  return learner.withSentenceModel((model) => {
    const { x, mask } = toTensors(batch);
    const noise = passNoise(shape, settings, streams, batch.steps, samples, {});
    if (noise === null) throw new TypeError('a language model without latent has no posterior');
    const repeated = <T extends tf.Tensor3D | null>(context: T): T =>
      (context && tf.tile(context, [1, samples, 1])) as T;
    const { mixing1, sigma1, mu, logSigma } = model.encode(x, mask);
    const encoded = {
      mixing1: repeated(mixing1),
      sigma1: repeated(sigma1),
      // Refined, q is no longer what the encoder's context makes it.
      ...(mu && logSigma && { mu: repeated(mu), logSigma: repeated(logSigma) }),
    };
    const drawn = model.rollout(encoded, noise);
    return named(drawn, drawn, model.prior(drawn));
  });
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
export function pastOf(rolled: RolloutOutputs, index: number): RolloutOutputs {
  const take = (tensor: tf.Tensor3D) => tf.slice(tensor, [0, index, 0], [-1, 1, -1]);
  return {
    past: take(rolled.past),
    z: take(rolled.z),
    mu: take(rolled.mu),
    logSigma: take(rolled.logSigma),
  };
}
