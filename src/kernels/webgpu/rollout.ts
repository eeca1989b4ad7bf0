/**
 * The whole recurrence as a few dispatches, forwards and backwards, in segments of time that keep each
 * dispatch short. Buffers hold what a segment needs as strips; what crosses from one segment to the next is h,
 * or its gradient.
 */
import type * as tf from '@tensorflow/tfjs';
import type { RolloutSizes } from '../rolloutSizes.ts';
import { pack, upToFour } from './packing.ts';
import type { Recorder } from './recorder.ts';
import { backwardColumns, backwardProgram } from './rolloutBackward.ts';
import {
  gradientPlan,
  inputStrips,
  tapeStrips,
  upstreamStrips,
  weightParts,
  weightsPacking,
} from './rolloutBuffers.ts';
import { forwardColumns, forwardProgram } from './rolloutForward.ts';
import { type Segment, segmentsOf, stepsPerChunk, tapeLength } from './segments.ts';
import { type Strips, stripStart, stripsLength, stripWidth } from './strips.ts';
import { sharesLoads } from './subgroups.ts';
import { transposed } from './transpose.ts';
import { gradientPacking, weightGradients } from './weightGradients.ts';
import { type GroupRows, rowsThatFit } from './workgroup.ts';

/** One call of the operation. */
export interface RolloutCall extends RolloutSizes {
  readonly steps: number; // T
  readonly size: number; // B
  readonly latentSd: number;
  readonly logSigmaMax: number;
  /** Steps of a dispatch, at most. */
  readonly segment: number;
  /** Batch rows of a workgroup. */
  readonly groupRows: GroupRows;
}

export type NamedInfos = Readonly<Record<string, tf.TensorInfo>>;

/** The sizes alone: what programs are made for. */
function sizesOf({ hidden, latent, features, widths, randomSigma }: RolloutCall): RolloutSizes {
  return { hidden, latent, features, widths, randomSigma };
}

/** The most batch rows whose activations fit into a workgroup, at most `wanted`; null where not one does. */
export function groupRowsFor(
  sizes: RolloutSizes,
  device: GPUDevice,
  wanted: GroupRows,
): GroupRows | null {
  return rowsThatFit(Math.max(forwardColumns(sizes), backwardColumns(sizes)), device, wanted);
}

/** Names of the inputs that come step by step, [T, B, .], and of the weights. */
export function rolloutInputNames(sizes: RolloutSizes): { perStep: string[]; weights: string[] } {
  return {
    perStep: [...inputStrips(sizes).widths.keys()],
    weights: weightParts(sizes).map(([name]) => name),
  };
}

/** Floats of the tape of all segments. */
export function rolloutTapeLength(call: RolloutCall): number {
  return tapeLength(call, tapeStrips(call));
}

/** Floats of the packed weights. */
export function weightsLength(call: RolloutCall): number {
  return weightsPacking(call).length;
}

/** What the forward pass leaves for the backward one. */
export interface Kept {
  readonly tape: tf.TensorInfo; // [tapeLength]
  /** Packed. [weightsLength] */
  readonly weights: tf.TensorInfo;
}

/** Runs the recurrence and fills what is kept. Returns past, z, mu, logSigma, as in `RolloutOutputs`. */
export function rolloutForward(
  recorder: Recorder,
  call: RolloutCall,
  inputs: NamedInfos,
  { tape, weights }: Kept,
): tf.TensorInfo[] {
  const { steps, size, hidden, latent } = call;
  const names = rolloutInputNames(call);
  const matrices = names.weights.map((name) => inputs[name]!);
  pack(recorder, weightsPacking(call), matrices, weights);
  const outputs = ['past', 'z', 'mu', 'logSigma'].map((name) =>
    recorder.empty([steps, size, name === 'past' ? hidden : latent]),
  );
  const carry = recorder.empty([size, hidden]);
  const program = forwardProgram(sizesOf(call), call.groupRows, sharesLoads(recorder.device));
  const tapeOf = tapeStrips(call);
  const segments = segmentsOf(call, tapeOf);
  for (const segment of segments) {
    const sources = gather(recorder, inputStrips(call), inputs, call, segment);
    recorder.dispatch(
      program,
      [weights, sources, { of: tape, first: segment.tapeFirst }, carry],
      uniformsOf(call, segment, segment.firstStep > 0),
      [Math.ceil(size / call.groupRows)],
    );
    recorder.dispose(sources);
    ['past', 'z', 'mu', 'logSigma'].forEach((name, i) => {
      const width = stripWidth(tapeOf, name);
      const from = segment.tapeFirst + stripStart(tapeOf, name, segment.rows);
      const to = segment.firstStep * size * width;
      recorder.copy(tape, from, outputs[i]!, to, segment.rows * width);
    });
    if (segments.length > 1) recorder.submit();
  }
  recorder.dispose(carry);
  return outputs;
}

/** Gradients of all inputs but the noise, by name, from those of past, z, mu and logSigma. */
export function rolloutBackward(
  recorder: Recorder,
  call: RolloutCall,
  upstream: NamedInfos,
  { tape, weights }: Kept,
): Map<string, tf.TensorInfo> {
  const { steps, size, hidden } = call;
  const sizes = sizesOf(call);
  const turned = transposed(recorder, weightParts(call), weights);
  const carry = recorder.empty([size, hidden]);
  const plan = gradientPlan(sizes);
  const deltaOf = plan.deltas;
  const program = backwardProgram(sizes, call.groupRows, sharesLoads(recorder.device));
  const packed = recorder.empty([gradientPacking(plan.weights).length]);
  const gradients = new Map<string, tf.TensorInfo>();
  const perStep = rolloutInputNames(call).perStep.filter((name) => name !== 'epsilon');
  for (const name of perStep)
    gradients.set(name, recorder.empty([steps, size, stripWidth(deltaOf, deltaNameOf(name))]));

  const segments = segmentsOf(call, plan.tape).reverse();
  segments.forEach((segment, index) => {
    const sources = gather(recorder, upstreamStrips(call), upstream, call, segment);
    const deltas = recorder.empty([upToFour(stripsLength(deltaOf, segment.rows))]);
    const taped = { of: tape, first: segment.tapeFirst };
    recorder.dispatch(
      program,
      [turned, sources, taped, deltas, carry],
      uniformsOf(call, segment, index > 0),
      [Math.ceil(size / call.groupRows)],
    );
    weightGradients(
      recorder,
      plan,
      { tape: taped, deltas, into: packed },
      { rows: segment.rows, rowsPerChunk: stepsPerChunk(size) * size, first: index === 0 },
    );
    for (const name of perStep) {
      const delta = deltaNameOf(name);
      const width = stripWidth(deltaOf, delta);
      const from = stripStart(deltaOf, delta, segment.rows);
      const to = segment.firstStep * size * width;
      recorder.copy(deltas, from, gradients.get(name)!, to, segment.rows * width);
    }
    recorder.dispose(sources);
    recorder.dispose(deltas);
    if (segments.length > 1) recorder.submit();
  });
  const { offsets } = gradientPacking(plan.weights);
  for (const [name, rows, width] of weightParts(call)) {
    const gradient = recorder.empty(name.endsWith('B') ? [width] : [rows, width]);
    recorder.copy(packed, offsets.get(name)!, gradient, 0, rows * width);
    gradients.set(name, gradient);
  }
  for (const scratch of [turned, carry, packed]) recorder.dispose(scratch);
  return gradients;
}

/** The strip of deltas that is the gradient of an input. */
function deltaNameOf(input: string): string {
  const [kind, index] = input.split('.');
  if (kind === 'above') return `u.${Number(index) + 1}`;
  if (kind === 'mixing1') return 'u.0';
  return kind === 'sigma1' ? 'sigmaTop' : input;
}

function uniformsOf(
  { size, latentSd, logSigmaMax }: RolloutCall,
  { steps }: Segment,
  continued: boolean,
) {
  return { integers: [size, steps, continued ? 1 : 0], floats: [latentSd, logSigmaMax] };
}

/** One segment's part of tensors [T, B, .], as strips. */
function gather(
  recorder: Recorder,
  strips: Strips,
  tensors: NamedInfos,
  { size }: RolloutCall,
  { firstStep, rows }: Segment,
): tf.TensorInfo {
  const gathered = recorder.empty([upToFour(stripsLength(strips, rows))]);
  for (const [name, width] of strips.widths)
    recorder.copy(
      tensors[name]!,
      firstStep * size * width,
      gathered,
      stripStart(strips, name, rows),
      rows * width,
    );
  return gathered;
}
