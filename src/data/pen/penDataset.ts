/**
 * A data set of pen offsets (dx, dy, e): standardised, padded to one of a few lengths and masked. Offsets are
 * the positions' differences with dy upwards; e = 1 at the last point of a stroke.
 */
import type { Settings } from '../../config/settings.ts';
import { type DataFacts, englishLine } from '../../text/en/dataSets.ts';
import type { Batch, Dataset, Split } from '../dataset.ts';
import { paddedSteps } from '../paddedSteps.ts';

export const PEN_CHANNELS = ['dx', 'dy', 'pen up'] as const;

/** Sequences of offsets in the units of their origin. */
export interface PenSplit {
  readonly count: number;
  /** Steps of one sequence, at least 1. */
  steps(index: number): number;
  /** One sequence; `epoch` matters where noise is drawn anew. [N, 3] */
  offsets(index: number, epoch: number): Float32Array;
}

export interface PenScale {
  /** Of dx and of dy. */
  readonly mean: readonly [number, number];
  readonly sd: readonly [number, number];
}

/**
 * Where zero lies and what one is. `pooled`: one mean and one standard deviation for both channels, each a sum
 * over both divided by the number of *steps*, as in the code of the VRNN (Chung et al. 2015; so the mean is that
 * of dx + dy, and the unit larger than one channel's). `per-channel`: the z-scores of dx and of dy. The choice
 * shifts log p by a constant a step and no model by anything else: densities in different units do not compare.
 */
export function penScale(
  sequences: Iterable<Float32Array>,
  normaliser: Settings['normaliser'],
): PenScale {
  let steps = 0;
  const sum = [0, 0];
  const square = [0, 0];
  for (const offsets of sequences) {
    steps += offsets.length / 3;
    for (let i = 0; i < offsets.length; i += 3)
      for (const c of [0, 1]) {
        sum[c]! += offsets[i + c]!;
        square[c]! += offsets[i + c]! ** 2;
      }
  }
  if (normaliser === 'pooled') {
    const mean = (sum[0]! + sum[1]!) / steps;
    const sd = Math.sqrt((square[0]! + square[1]!) / steps - mean ** 2);
    return { mean: [mean, mean], sd: [sd, sd] };
  }
  const mean: [number, number] = [sum[0]! / steps, sum[1]! / steps];
  const sdOf = (c: 0 | 1) => Math.sqrt(square[c]! / steps - mean[c] ** 2);
  return { mean, sd: [sdOf(0), sdOf(1)] };
}

export interface PenDatasetOptions {
  readonly facts: DataFacts;
  /** The sequences mean and standard deviation are taken of. */
  readonly measured: Iterable<Float32Array>;
  readonly normaliser: Settings['normaliser'];
  /** No sequence is longer. */
  readonly longest: number;
}

export function penDataset(
  parts: Readonly<Record<'train' | 'validation' | 'test', PenSplit>>,
  { facts, measured, normaliser, longest }: PenDatasetOptions,
): Dataset {
  const scale = penScale(measured, normaliser);
  const split = (part: PenSplit): Split => ({
    count: part.count,
    stepsOf: (index) => part.steps(index),
    batch: (indices, epoch) => batchOf(part, scale, longest, indices, epoch),
  });
  return {
    description: englishLine(facts),
    facts,
    steps: longest,
    channelNames: PEN_CHANNELS,
    observation: 'pen',
    inputMean: [0, 0, 0],
    inputSd: [1, 1, 1],
    unitScale: { offset: [...scale.mean, 0], scale: [...scale.sd, 1] },
    known: null,
    train: split(parts.train),
    validation: split(parts.validation),
    test: split(parts.test),
  };
}

function batchOf(
  part: PenSplit,
  { mean, sd }: PenScale,
  most: number,
  indices: ArrayLike<number>,
  epoch: number,
): Batch {
  const size = indices.length;
  const sequences = Array.from(indices, (index) => {
    if (!(Number.isInteger(index) && index >= 0 && index < part.count))
      throw new RangeError(`sequence ${index}: a whole number below ${part.count}`);
    return part.offsets(index, epoch);
  });
  const longest = Math.max(...sequences.map((offsets) => offsets.length / 3));
  const steps = paddedSteps(longest, most);
  const x = new Float32Array(steps * size * 3); // [T, B, 3], 0 where padded
  const mask = new Float32Array(steps * size); // [T, B]
  sequences.forEach((offsets, b) => {
    for (let t = 0; t < offsets.length / 3; t++) {
      const at = (t * size + b) * 3;
      x[at] = (offsets[3 * t]! - mean[0]) / sd[0];
      x[at + 1] = (offsets[3 * t + 1]! - mean[1]) / sd[1];
      x[at + 2] = offsets[3 * t + 2]!;
      mask[t * size + b] = 1;
    }
  });
  return { steps, size, channels: 3, x, mask };
}
