/**
 * The GRU recurrence as a few dispatches, forwards and backwards, in segments of time, registered with tfjs. What a
 * segment keeps lies in strips; what crosses from one to the next is h, or its gradient.
 */
import * as tf from '@tensorflow/tfjs';
import type { RecurrenceInputs } from '../../model/ops.ts';
import { gruBackwardProgram, gruColumns, gruForwardProgram, gruPlan } from './gruPrograms.ts';
import { pack, packingOf, upToFour } from './packing.ts';
import { Recorder } from './recorder.ts';
import { type Segments, segmentsOf, stepsPerChunk, tapeLength } from './segments.ts';
import { stripStart, stripsLength } from './strips.ts';
import { sharesLoads } from './subgroups.ts';
import { transposed } from './transpose.ts';
import { gradientPacking, weightGradients } from './weightGradients.ts';
import { type GroupRows, rowsThatFit } from './workgroup.ts';

const RECURRENCE = 'FusedRecurrence';

interface GruCall {
  readonly steps: number; // T
  readonly size: number; // B
  readonly hidden: number; // H
  readonly fromEnd: boolean;
  /** Steps of a dispatch, at most. */
  readonly segment: number;
  /** Batch rows of a workgroup. */
  readonly groupRows: GroupRows;
}

type Infos = Readonly<Record<string, tf.TensorInfo>>;

/** Registers kernel and gradient with tfjs. */
export function registerRecurrence(): void {
  if (tf.getKernel(RECURRENCE, 'webgpu') !== undefined) return;
  tf.registerKernel({
    kernelName: RECURRENCE,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, backend, attrs }) =>
      forward(new Recorder(backend as object), attrs as unknown as GruCall, inputs as Infos),
  });
  tf.registerGradient({
    kernelName: RECURRENCE,
    // The forward pass has filled them.
    inputsToSave: ['tape', 'weights'],
    gradFunc: (dy, [tape, weights], attrs) => {
      const call = attrs as unknown as GruCall;
      const infos = backward(new Recorder(), call, dy as tf.Tensor, tape!, weights!);
      const gradients: Record<string, () => tf.Tensor> = {};
      for (const [name, info] of Object.entries(infos)) {
        const gradient = tf.engine().makeTensorFromTensorInfo(info);
        gradients[name] = () => gradient;
      }
      return gradients;
    },
  });
}

/**
 * The operation; null where not even one row's states fit into a workgroup.
 * @param wanted batch rows of a workgroup at most
 */
export function recurrence(
  { gate, gateH, gateHB, fromEnd }: RecurrenceInputs,
  segments: Segments,
  wanted: GroupRows,
): tf.Tensor3D | null {
  const recorder = new Recorder();
  const [steps, size] = gate.shape;
  const hidden = gateH.shape[0];
  const groupRows = rowsThatFit(gruColumns(hidden), recorder.device, wanted);
  if (groupRows === null) return null;
  const key = `recurrence ${JSON.stringify({ hidden, size, groupRows })}`;
  return segments.run({ key, steps, size }, recorder, (segment) => {
    const call: GruCall = { steps, size, hidden, fromEnd, segment, groupRows };
    const { tape, weights } = gruPlan(hidden);
    const kept = (length: number) => tf.engine().makeTensorFromTensorInfo(recorder.empty([length]));
    const inputs = {
      gate,
      gateH,
      gateHB,
      tape: kept(tapeLength(call, tape)),
      weights: kept(packingOf(weights).length),
    };
    const states: tf.Tensor3D = tf
      .engine()
      .runKernel(RECURRENCE, inputs, call as unknown as tf.NamedAttrMap);
    // Where a gradient is to follow, tfjs has saved them.
    tf.dispose([inputs.tape, inputs.weights]);
    return states;
  });
}

/** Runs the recurrence and fills `tape` and `weights`. The states [T, B, H] */
function forward(
  recorder: Recorder,
  call: GruCall,
  { gate, gateH, gateHB, tape, weights }: Infos,
): tf.TensorInfo {
  const { steps, size, hidden, fromEnd, groupRows } = call;
  const plan = gruPlan(hidden);
  pack(recorder, packingOf(plan.weights), [gateH!, gateHB!], weights!);
  const shared = sharesLoads(recorder.device);
  const program = gruForwardProgram({ hidden, fromEnd, groupRows, shared });
  const carry = recorder.empty([size, hidden]);
  const states = recorder.empty([steps, size, hidden]);
  const stepLength = size * hidden;
  const segments = segmentsOf(call, plan.tape);
  if (fromEnd) segments.reverse();
  segments.forEach(({ firstStep, steps: count, rows, tapeFirst }, index) => {
    const first = firstStep * size * 3 * hidden;
    recorder.dispatch(
      program,
      [weights!, gate!, { of: tape!, first: tapeFirst }, carry],
      { integers: [size, count, index > 0 ? 1 : 0, first], floats: [] },
      [Math.ceil(size / groupRows)],
    );
    // The past of a step is the state after the one taken before it; that of the very first is none's.
    const begins = index === 0 ? 1 : 0;
    const skipped = fromEnd ? 0 : begins;
    const from = tapeFirst + stripStart(plan.tape, 'past', rows) + skipped * stepLength;
    const to = (firstStep + skipped + (fromEnd ? 1 : -1)) * stepLength;
    recorder.copy(tape!, from, states, to, (count - begins) * stepLength);
    if (segments.length > 1) recorder.submit();
  });
  recorder.copy(carry, 0, states, (fromEnd ? 0 : steps - 1) * stepLength, stepLength);
  recorder.dispose(carry);
  return states;
}

/** Gradients of gate, gateH and gateHB from that of the states [T, B, H]. */
function backward(
  recorder: Recorder,
  call: GruCall,
  dStates: tf.TensorInfo,
  tape: tf.TensorInfo,
  weights: tf.TensorInfo,
): Infos {
  const { steps, size, hidden, fromEnd, groupRows } = call;
  const plan = gruPlan(hidden);
  const turned = transposed(recorder, plan.weights, weights);
  const shared = sharesLoads(recorder.device);
  const program = gruBackwardProgram({ hidden, fromEnd, groupRows, shared });
  const carry = recorder.empty([size, hidden]);
  const packing = gradientPacking(plan.weights);
  const packed = recorder.empty([packing.length]);
  const gate = recorder.empty([steps, size, 3 * hidden]);
  const segments = segmentsOf(call, plan.tape);
  if (!fromEnd) segments.reverse();
  segments.forEach(({ firstStep, steps: count, rows, tapeFirst }, index) => {
    const deltas = recorder.empty([upToFour(stripsLength(plan.deltas, rows))]);
    const taped = { of: tape, first: tapeFirst };
    recorder.dispatch(
      program,
      [turned, dStates, taped, deltas, carry],
      { integers: [size, count, index > 0 ? 1 : 0, firstStep * size * hidden], floats: [] },
      [Math.ceil(size / groupRows)],
    );
    weightGradients(
      recorder,
      plan,
      { tape: taped, deltas, into: packed },
      {
        rows,
        rowsPerChunk: stepsPerChunk(size) * size,
        first: index === 0,
        ascending: fromEnd,
      },
    );
    const from = stripStart(plan.deltas, 'gateX', rows);
    recorder.copy(deltas, from, gate, firstStep * size * 3 * hidden, rows * 3 * hidden);
    recorder.dispose(deltas);
    if (segments.length > 1) recorder.submit();
  });
  const gateH = recorder.empty([hidden, 3 * hidden]);
  const gateHB = recorder.empty([3 * hidden]);
  recorder.copy(packed, packing.offsets.get('gateH')!, gateH, 0, 3 * hidden * hidden);
  recorder.copy(packed, packing.offsets.get('gateHB')!, gateHB, 0, 3 * hidden);
  for (const scratch of [turned, carry, packed]) recorder.dispose(scratch);
  return { gate, gateH, gateHB };
}
