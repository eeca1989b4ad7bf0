/** Draws the noise a model is given. The only place where training and evaluation meet `rng`. */
import * as tf from '@tensorflow/tfjs';
import type { Settings } from '../config/settings.ts';
import { runFused } from '../model/fused.ts';
import type { Refinement } from '../model/language/refinement.ts';
import { type Denied, latentSteps, type PassNoise } from '../model/latentModel.ts';
import { type Draws, noiseWidth } from '../model/mixing.ts';
import type { Proposals } from '../model/reverse.ts';
import type { ModelShape, SentenceShape } from '../model/shape.ts';
import { fillCoins, fillNormal, fillUniform, type Position, type Stream, stream } from '../rng.ts';

/** The streams of one purpose ('train', 'validate', ...), the same for all models of a run. */
export interface NoiseStreams {
  readonly epsilon: Stream;
  readonly injected: Stream;
  readonly draws: Stream;
  readonly unheard: Stream;
  readonly kept: Stream;
  readonly refinement: Stream;
}

export function noiseStreams(seed: number, purpose: string): NoiseStreams {
  return {
    epsilon: stream(seed, `${purpose}/epsilon`),
    injected: stream(seed, `${purpose}/injected`),
    draws: stream(seed, `${purpose}/draws`),
    unheard: stream(seed, `${purpose}/unheard`),
    kept: stream(seed, `${purpose}/kept`),
    refinement: stream(seed, `${purpose}/refinement`),
  };
}

type NoiseSettings = Pick<Settings, 'noiseKind' | 'noiseAmplitude'>;

/** The only place where noise is made: on the device where it can be, else in TypeScript. [rows, width] */
function draw(
  kind: 'coins' | 'normal',
  from: Stream,
  rows: number,
  width: number,
  at: Position,
  amplitude = 1,
): tf.Tensor {
  const { step = 0, sample = 0, firstRow = 0 } = at;
  const onDevice =
    rows * width > 0
      ? runFused(
          'Noise',
          {},
          { coins: kind === 'coins', ...from, step, sample, firstRow, rows, width, amplitude },
        )
      : null;
  if (onDevice) return onDevice[0]!;
  const fill = kind === 'coins' ? fillCoins : fillNormal;
  const values = fill(new Float32Array(rows * width), from, width, at);
  if (amplitude !== 1) for (let i = 0; i < values.length; i++) values[i]! *= amplitude;
  return tf.tensor2d(values, [rows, width]);
}

function injected(
  from: Stream,
  rows: number,
  width: number,
  { noiseKind, noiseAmplitude }: NoiseSettings,
  at: Position,
): tf.Tensor {
  const kind = noiseKind === 'bernoulli' ? 'coins' : 'normal';
  return draw(kind, from, rows, width, at, noiseAmplitude);
}

/** Noise of one pass over a batch of T steps and B sequences, for their S latent steps; null for a deterministic RNN. */
export function passNoise(
  shape: ModelShape,
  settings: NoiseSettings,
  streams: NoiseStreams,
  steps: number,
  size: number,
  at: Position,
): PassNoise | null {
  if (shape.latent === 0) return null;
  const latents = latentSteps(shape, steps);
  const rows = latents * size;
  const width = noiseWidth(shape);
  const { latent } = shape;
  const epsilon = draw('normal', streams.epsilon, rows, latent, at);
  const noise = width === 0 ? null : injected(streams.injected, rows, width, settings, at);
  return {
    epsilon: tf.reshape(epsilon, [latents, size, latent]),
    injected: noise && tf.reshape(noise, [latents, size, width]),
  };
}

/** What the decoder of T words of B sentences has to do without in a training step; null where nothing. */
export function deniedWords(
  shape: ModelShape,
  settings: Pick<Settings, 'wordDropout' | 'dropout'>,
  streams: NoiseStreams,
  steps: number,
  size: number,
  at: Position,
): Denied | null {
  if (shape.sentence === undefined) return null;
  const unheard = unheardWords(settings, streams.unheard, steps, size, at);
  const kept = keptUnits(shape.sentence, settings, streams.kept, [size, steps + 1], at);
  return unheard || kept ? { unheard, kept } : null;
}

/** Bowman et al. 2016 (arXiv 1511.06349): 1 with probability `wordDropout`. [T, B] */
function unheardWords(
  { wordDropout }: Pick<Settings, 'wordDropout'>,
  from: Stream,
  steps: number,
  size: number,
  at: Position,
): tf.Tensor2D | null {
  if (wordDropout === 0) return null;
  const levels = fillUniform(new Float32Array(steps * size), from, size, at);
  return tf.tensor2d(
    levels.map((level) => (level < wordDropout ? 1 : 0)),
    [steps, size],
  );
}

/** Residual dropout (Vaswani et al. 2017, section 5.4): 0 with probability `dropout`. [2L + 1, B, S, E] */
function keptUnits(
  { decoder, layers, width }: SentenceShape,
  { dropout }: Pick<Settings, 'dropout'>,
  from: Stream,
  [size, places]: readonly [number, number],
  at: Position,
): tf.Tensor4D | null {
  if (decoder !== 'transformer' || dropout === 0) return null;
  const tables = 2 * layers + 1;
  const levels = fillUniform(new Float32Array(tables * size * places * width), from, width, at);
  return tf.tensor4d(
    levels.map((level) => (level < dropout ? 0 : 1 / (1 - dropout))),
    [tables, size, places, width],
  );
}

/** How q of each sentence is refined; null where it is not. */
export function refinementOf(
  shape: ModelShape,
  { refinementSteps, refinementRate }: Pick<Settings, 'refinementSteps' | 'refinementRate'>,
  from: Stream,
  at: Position,
  beta = 1,
): Refinement | null {
  if (shape.sentence === undefined || shape.latent === 0 || refinementSteps === 0) return null;
  const epsilon = draw('normal', from, refinementSteps, shape.latent, at) as tf.Tensor2D;
  return { rate: refinementRate, epsilon, beta };
}

/** Rows that share their extra draws, and floats that the noise of a pass may take in one layer. */
const ROWS_A_GROUP = 16;
const GROUP_FLOATS = 2 ** 20;

/**
 * Injected noise of K extra draws for each group of rows; K itself where the model injects none. Sharing
 * draws within a group is valid for the log bound, because expectations add, though not for importance weights.
 * Sharing them among all rows saves little more and makes a poor gradient: its errors are then the same in
 * every row and do not average out.
 */
export function drawNoise(
  shape: ModelShape,
  settings: NoiseSettings,
  streams: NoiseStreams,
  count: number,
  rows: number,
  at: Position,
): Draws {
  const width = noiseWidth(shape);
  if (width === 0 || count === 0) return count;
  const widest = Math.max(width, ...shape.mixingWidths);
  const wanted = Math.min(rows / ROWS_A_GROUP, GROUP_FLOATS / (count * widest));
  const groups = largestDivisor(rows, Math.max(1, Math.floor(wanted)));
  const values = injected(streams.draws, groups * count, width, settings, at);
  return tf.reshape(values, [groups, count, width]);
}

/**
 * Injected noise of K extra draws for each of G groups of rows, fresh in each. Valid for importance weights as long as
 * no group spans steps (MODEL section 2): G = T, shared by the sequences of a step, or a group each.
 */
export function freshDraws(
  shape: ModelShape,
  settings: NoiseSettings,
  streams: NoiseStreams,
  count: number,
  groups: number,
  at: Position,
): Draws {
  const width = noiseWidth(shape);
  if (width === 0 || count === 0) return count;
  const values = injected(streams.draws, groups * count, width, settings, at);
  return tf.reshape(values, [groups, count, width]);
}

/**
 * For the log bound: what `drawNoise` draws, or where a reverse model proposes the extras a level for each coin of each
 * row, because what it proposes depends on the row's z.
 */
export function boundDraws(
  shape: ModelShape,
  settings: NoiseSettings,
  streams: NoiseStreams,
  count: number,
  rows: number,
  at: Position,
): Draws | Proposals {
  return (
    proposals(shape, settings, streams, count, rows, at) ??
    drawNoise(shape, settings, streams, count, rows, at)
  );
}

/** Which rows get draws for importance weights. */
export interface WeightRows {
  readonly groups: number;
  /** Particles side by side in each group; those of a group share what `freshDraws` draws. */
  readonly perGroup: number;
  /** Place of the first group. */
  readonly firstGroup?: number;
  readonly at: Position;
}

/** For importance weights: what `freshDraws` draws, or as above. */
export function weightDraws(
  shape: ModelShape,
  settings: NoiseSettings,
  streams: NoiseStreams,
  count: number,
  { groups, perGroup, firstGroup = 0, at }: WeightRows,
): Draws | Proposals {
  const each = { ...at, firstRow: firstGroup * perGroup * count };
  return (
    proposals(shape, settings, streams, count, groups * perGroup, each) ??
    freshDraws(shape, settings, streams, count, groups, { ...at, firstRow: firstGroup * count })
  );
}

/** Null where no reverse model proposes, or where all psi of a row are one. */
function proposals(
  shape: ModelShape,
  { noiseAmplitude }: NoiseSettings,
  { draws }: NoiseStreams,
  count: number,
  rows: number,
  at: Position,
): Proposals | null {
  if (!shape.reverse || noiseAmplitude === 0) return null;
  const width = noiseWidth(shape);
  const levels = fillUniform(new Float32Array(rows * count * width), draws, width, at);
  return { levels: tf.tensor3d(levels, [rows, count, width]), amplitude: noiseAmplitude };
}

/** The largest divisor of `of` that is at most `limit`. */
function largestDivisor(of: number, limit: number): number {
  for (let divisor = limit; divisor > 1; divisor--) if (of % divisor === 0) return divisor;
  return 1;
}
