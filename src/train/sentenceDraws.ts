/** Draws of the posterior of many sentences: what maps of them, what they carry and how much of x they tell are made of. */
import * as tf from '@tensorflow/tfjs';
import type { Split } from '../data/dataset.ts';
import type { PosteriorDraws } from '../posterior/mutualInformation.ts';
import { range, toTensors } from './evaluate.ts';
import type { Learner } from './learner.ts';
import { noiseStreams, passNoise } from './noise.ts';

/** Words in one piece of work. */
const CHUNK_WORDS = 4096;

/**
 * Of the first `sentences` of a split. `purpose` names the noise; `breathe` is awaited between pieces, false stops and
 * null is returned. Throws a RangeError for a model without latent.
 */
export async function sentenceDraws(
  learner: Learner,
  split: Split,
  options: {
    readonly purpose: string;
    readonly draws: number;
    readonly sentences: number;
    readonly breathe?: (share: number) => Promise<boolean>;
  },
): Promise<PosteriorDraws | null> {
  const { shape, settings } = learner;
  const { purpose, draws, breathe } = options;
  const dimensions = shape.latent;
  if (dimensions === 0) throw new RangeError('a model without latent has no posterior');
  const sentences = Math.min(options.sentences, split.count);
  const streams = noiseStreams(settings.seed, `${purpose}/draws`);
  const drawn = ['z', 'mu', 'logSigma'] as const;
  const [z, mu, logSigma] = drawn.map(() => new Float32Array(sentences * draws * dimensions)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const size = Math.max(1, Math.floor(CHUNK_WORDS / split.batch([0], 0).steps));
  for (let first = 0, piece = 0; first < sentences; first += size, piece++) {
    const batch = split.batch(range(first, Math.min(size, sentences - first)), 0);
    const found = learner.withSentenceModel((model) => {
      const { x, mask } = toTensors(batch);
      const encoded = model.encode(x, mask);
      const each = Array.from({ length: draws }, (_, m) => {
        const at = { sample: piece, step: m };
        const noise = passNoise(shape, settings, streams, batch.steps, batch.size, at)!;
        return model.rollout(encoded, noise);
      });
      return drawn.map((name) =>
        tf.stack(
          each.map((one) => tf.squeeze(one[name], [0])),
          1,
        ),
      ); // each [B, M, D]
    });
    for (const [i, into] of [z, mu, logSigma].entries())
      into.set(await found[i]!.data<'float32'>(), first * draws * dimensions);
    tf.dispose(found);
    if (breathe && !(await breathe(Math.min(1, (first + size) / sentences)))) return null;
  }
  return { sentences, draws, dimensions, z, mu, logSigma };
}
