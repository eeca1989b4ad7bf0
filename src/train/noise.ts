/** Draws the noise a model is given. The only place where training and evaluation meet `rng`. */
import * as tf from '@tensorflow/tfjs';
import type { Settings } from '../config/settings.ts';
import { type Draws, noiseWidth, type PassNoise } from '../model/model.ts';
import type { ModelShape } from '../model/shape.ts';
import { fillCoins, fillNormal, type Position, type Stream, stream } from '../rng.ts';

/** The streams of one purpose ('train', 'validate', ...), the same for all models of a run. */
export interface NoiseStreams {
  readonly epsilon: Stream;
  readonly injected: Stream;
  readonly draws: Stream;
}

export function noiseStreams(seed: number, purpose: string): NoiseStreams {
  return {
    epsilon: stream(seed, `${purpose}/epsilon`),
    injected: stream(seed, `${purpose}/injected`),
    draws: stream(seed, `${purpose}/draws`),
  };
}

type NoiseSettings = Pick<Settings, 'noiseKind' | 'noiseAmplitude'>;

function injected(
  from: Stream,
  count: number,
  width: number,
  { noiseKind, noiseAmplitude }: NoiseSettings,
  at: Position,
): Float32Array {
  const fill = noiseKind === 'bernoulli' ? fillCoins : fillNormal;
  const values = fill(new Float32Array(count * width), from, width, at);
  if (noiseAmplitude !== 1) for (let i = 0; i < values.length; i++) values[i]! *= noiseAmplitude;
  return values;
}

/** Noise of one pass over a batch of T steps and B sequences; null for a deterministic RNN. */
export function passNoise(
  shape: ModelShape,
  settings: NoiseSettings,
  streams: NoiseStreams,
  steps: number,
  size: number,
  at: Position,
): PassNoise | null {
  if (shape.latent === 0) return null;
  const rows = steps * size;
  const width = noiseWidth(shape);
  const epsilon = fillNormal(
    new Float32Array(rows * shape.latent),
    streams.epsilon,
    shape.latent,
    at,
  );
  return {
    epsilon: tf.tensor3d(epsilon, [steps, size, shape.latent]),
    injected:
      width === 0
        ? null
        : tf.tensor3d(injected(streams.injected, rows, width, settings, at), [steps, size, width]),
  };
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
  return tf.tensor3d(values, [groups, count, width]);
}

/** The largest divisor of `of` that is at most `limit`. */
function largestDivisor(of: number, limit: number): number {
  for (let divisor = limit; divisor > 1; divisor--) if (of % divisor === 0) return divisor;
  return 1;
}
