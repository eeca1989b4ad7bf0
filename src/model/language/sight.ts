/**
 * Sight at birth: an encoder whose states differ so much from sentence to sentence that the first z already tells of
 * its x. Plain arithmetic in doubles, so that every backend starts from the same bits.
 */

import { fillCoins, fillNormal, stream } from '../../rng.ts';
import { mixingTop } from '../birth.ts';
import { type Layout, tensorView } from '../layout.ts';
import { dense, gru } from '../plain.ts';
import { type ModelShape, sum } from '../shape.ts';

/** Sentences of words' numbers, padded. */
export interface Sentences {
  readonly steps: number;
  readonly size: number;
  readonly x: Float32Array; // [T, B]
  readonly mask: Float32Array | null; // [T, B]
}

/**
 * Of the raw output of the GRU's update gate at birth: a state keeps 0.88 of itself from word to word, not half, and the
 * last one still knows the first words (Jozefowicz et al. 2015, on the forget gate of an LSTM).
 */
const KEEPS = 2;

/** States are below 1: a standard deviation under this is rounding, of sentences that are all the same. */
const SAME = 1e-6;

/**
 * From a default initialisation the last state of the encoder hardly differs between sentences, z is noise, the decoder
 * learns to do without it, and no gradient reaches the encoder ever after. Here the last states of some training
 * sentences are made to have mean 0 and standard deviation `gain` in every unit as the networks of mu and sigma see
 * them, by the weights and biases of their first layers (data-dependent initialisation: Salimans & Kingma 2016, arXiv
 * 1602.07868, section 3). A gain of 0 changes nothing, nor does any where there is no z.
 */
export function sightAtBirth(
  shape: ModelShape,
  layout: Layout,
  flat: Float32Array,
  sentences: Sentences,
  { gain, noiseKind, seed }: { gain: number; noiseKind: 'bernoulli' | 'gaussian'; seed: number },
): void {
  if (gain === 0 || shape.latent === 0 || !shape.sentence) return;
  const { hidden } = shape;
  tensorView(layout, flat, 'encoder.bx').fill(KEEPS, hidden, 2 * hidden);
  const states = lastStates(shape, layout, flat, sentences);
  for (const name of ['mixing', ...(shape.randomSigma ? [] : ['sigma'])]) {
    const w = tensorView(layout, flat, `${name}.1.x`);
    const b = tensorView(layout, flat, `${name}.1.b`);
    const width = b.length;
    for (let i = 0; i < hidden; i++) {
      const mean = states.reduce((sum, h) => sum + h[i]!, 0) / states.length;
      const variance = states.reduce((sum, h) => sum + (h[i]! - mean) ** 2, 0) / states.length;
      if (variance < SAME ** 2) continue;
      for (let j = 0; j < width; j++) {
        w[i * width + j]! *= gain / Math.sqrt(variance);
        b[j]! -= mean * w[i * width + j]!;
      }
    }
  }
  const width = sum(shape.injectedNoise);
  const fill = noiseKind === 'bernoulli' ? fillCoins : fillNormal;
  const noise = fill(
    new Float32Array(states.length * width),
    stream(seed, 'init/sight'),
    Math.max(1, width),
  );
  const view = (name: string) => tensorView(layout, flat, name);
  const [muW, muB] = [view('mixing.mu.w'), view('mixing.mu.b')];
  const mus = states.map((h, i) =>
    dense(mixingTop(shape, view, h, noise.subarray(i * width, (i + 1) * width)), muW, shape.latent),
  );
  for (let d = 0; d < shape.latent; d++) {
    const mean = mus.reduce((total, mu) => total + mu[d]!, 0) / mus.length;
    const sd = Math.sqrt(mus.reduce((total, mu) => total + (mu[d]! - mean) ** 2, 0) / mus.length);
    if (sd < SAME) continue;
    for (let i = d; i < muW.length; i += shape.latent) muW[i]! /= sd;
    muB[d] = -mean / sd;
  }
}

function lastStates(
  shape: ModelShape,
  layout: Layout,
  flat: Float32Array,
  { steps, size, x, mask }: Sentences,
): Float64Array[] {
  const view = (name: string) => tensorView(layout, flat, name);
  const { hidden } = shape;
  const { width } = shape.sentence!;
  const [table, fromWord, fromState] = [view('embedding'), view('encoder.x'), view('encoder.h')];
  const [wordBias, stateBias] = [view('encoder.bx'), view('encoder.bh')];
  return Array.from({ length: size }, (_, b) => {
    let h: Float64Array = new Float64Array(hidden);
    for (let t = 0; t < steps; t++) {
      if (mask && mask[t * size + b] === 0) break;
      const word = x[t * size + b]!;
      const e = table.subarray(word * width, (word + 1) * width);
      h = gru(
        dense(e, fromWord, 3 * hidden, wordBias),
        dense(h, fromState, 3 * hidden, stateBias),
        h,
      );
    }
    return h;
  });
}
