/** What a model of sentences says: word after word, from a beginning or from nothing. */
import * as tf from '@tensorflow/tfjs';
import { END } from '../model/language/sentenceModel.ts';
import { fillUniform, stream } from '../rng.ts';
import type { Learner } from './learner.ts';

export interface SpeechWish {
  /** R sentences are said. */
  readonly count: number;
  /** z of each [R, D]; null for a model without latent. */
  readonly z: Float32Array | null;
  /** The words each begins with, without the end. */
  readonly beginning: readonly number[];
  /** 1 says words as often as the model expects them, less the likely more often; 0 the likeliest each time. */
  readonly temperature: number;
  /** Words of a sentence at most, its beginning counted in. A transformer says no more than it has places for. */
  readonly most: number;
  /** Names the noise. */
  readonly purpose: string;
}

export interface Said {
  /** R sentences, each with its beginning and without its end. */
  readonly sentences: readonly (readonly number[])[];
  /** Which of them have come to their end; the others are broken off. */
  readonly ended: readonly boolean[];
}

/** R sentences, each with its beginning and without its end; those that come to no end are broken off. */
export async function say(
  learner: Learner,
  wish: SpeechWish,
): Promise<readonly (readonly number[])[]> {
  const words = speaking(learner, wish);
  for (;;) {
    const { done, value } = await words.next();
    if (done === true) return value.sentences;
  }
}

/** The same, resting after each word, so that other work need not wait for the last. */
export async function* speaking(learner: Learner, wish: SpeechWish): AsyncGenerator<null, Said> {
  const { count, z, beginning, temperature, purpose } = wish;
  const { shape, settings } = learner;
  const places = (shape.sentence?.positions ?? 1) - 1;
  const most = shape.sentence?.decoder === 'transformer' ? Math.min(wish.most, places) : wish.most;
  const sentences = Array.from({ length: count }, () => [...beginning]);
  const ended = sentences.map(() => false);
  const from = stream(settings.seed, `${purpose}/speech`);
  for (let step = beginning.length; step < most && ended.includes(false); step++) {
    const next = learner.withSentenceModel((model) =>
      model.nextWord(padded(sentences, step), z && latents(z, count, shape.latent)),
    );
    const logProbabilities = await next.data<'float32'>(); // [R, V]
    next.dispose();
    const levels = fillUniform(new Float32Array(count), from, count, { step });
    const words = logProbabilities.length / count;
    sentences.forEach((sentence, r) => {
      if (ended[r]) return;
      const row = logProbabilities.subarray(r * words, (r + 1) * words);
      const word = chosen(row, temperature, levels[r]!);
      if (word === END) ended[r] = true;
      else sentence.push(word);
    });
    yield null;
  }
  return { sentences, ended };
}

/**
 * log p(w_i | w_<i, z) of every word of R sentences, nats; z as in a SpeechWish. Whether a sentence ends in END is the
 * caller's choice: what is there is scored.
 */
export async function wordScores(
  learner: Learner,
  sentences: readonly (readonly number[])[],
  z: Float32Array | null,
): Promise<number[][]> {
  const count = sentences.length;
  const steps = Math.max(1, ...sentences.map(({ length }) => length));
  const scored = learner.withSentenceModel((model) =>
    model.logLikelihood(
      padded(sentences, steps),
      null,
      z && latents(z, count, learner.shape.latent),
    ),
  );
  const values = await scored.data<'float32'>(); // [T, R]
  scored.dispose();
  return sentences.map((sentence, r) => sentence.map((_, t) => values[t * count + r]!));
}

/** [T, R, 1] */
function padded(sentences: readonly (readonly number[])[], steps: number): tf.Tensor3D {
  const count = sentences.length;
  const words = Float32Array.from(
    { length: steps * count },
    (_, i) => sentences[i % count]![Math.floor(i / count)] ?? END,
  );
  return tf.tensor3d(words, [steps, count, 1]);
}

function latents(z: Float32Array, count: number, dimensions: number): tf.Tensor3D {
  return tf.tensor3d(z, [1, count, dimensions]);
}

/** The word at `level`, 0 to 1, of the distribution sharpened by the temperature. */
function chosen(logProbabilities: Float32Array, temperature: number, level: number): number {
  const top = logProbabilities.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (temperature === 0) return logProbabilities.indexOf(top);
  const weights = Float64Array.from(logProbabilities, (l) => Math.exp((l - top) / temperature));
  let left = level * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return found === -1 ? logProbabilities.indexOf(top) : found; // rounding at a level of nearly 1
}
