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

/** R sentences, each with its beginning and without its end; those that come to no end are broken off. */
export async function say(learner: Learner, wish: SpeechWish): Promise<number[][]> {
  const { count, z, beginning, temperature, purpose } = wish;
  const { shape, settings } = learner;
  const places = (shape.sentence?.positions ?? 1) - 1;
  const most = shape.sentence?.decoder === 'transformer' ? Math.min(wish.most, places) : wish.most;
  const sentences = Array.from({ length: count }, () => [...beginning]);
  const ended = sentences.map(() => false);
  const from = stream(settings.seed, `${purpose}/speech`);
  for (let step = beginning.length; step < most && ended.includes(false); step++) {
    const soFar = Float32Array.from(
      { length: step * count },
      (_, i) => sentences[i % count]![Math.floor(i / count)] ?? END,
    );
    const next = learner.withSentenceModel((model) =>
      model.nextWord(
        tf.tensor3d(soFar, [step, count, 1]),
        z && tf.tensor3d(z, [1, count, shape.latent]),
      ),
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
  }
  return sentences;
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
