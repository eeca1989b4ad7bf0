/** A recurrence of random numbers: what every implementation is held against the reference with. */
import * as tf from '@tensorflow/tfjs';
import { slices } from '../../src/model/layers.ts';
import type { Ops, RecurrenceInputs } from '../../src/model/ops.ts';
import { heldWhereAbsent } from '../../src/model/padding.ts';
import { gruUpdate } from '../../src/model/reference.ts';
import { fillNormal, stream } from '../../src/rng.ts';

/** T, B and H. */
export type RecurrenceSizes = readonly [steps: number, size: number, hidden: number];

export const RECURRENCE_SIZES: readonly RecurrenceSizes[] = [
  [1, 1, 1],
  [31, 7, 1],
  [7, 31, 7],
  [65, 1, 31],
  [2, 65, 65],
  [5, 9, 64],
];

function random(name: string, shape: readonly number[], sd = 1): Float32Array {
  const count = shape.reduce((product, n) => product * n, 1);
  return fillNormal(new Float32Array(count), stream(7, name), 1).map((value) => sd * value);
}

function inputsOf([steps, size, hidden]: RecurrenceSizes, fromEnd: boolean): RecurrenceInputs {
  const gate = [steps, size, 3 * hidden] as const;
  const gateH = [hidden, 3 * hidden] as const;
  return {
    gate: tf.tensor3d(random('gate', gate), [...gate]),
    gateH: tf.tensor2d(random('gateH', gateH, hidden ** -0.5), [...gateH]),
    gateHB: tf.tensor1d(random('gateHB', [3 * hidden], 0.5)),
    fromEnd,
  };
}

/** States, and the gradients of a weighted sum of them in gate, gateH and gateHB. */
function withGradients(
  inputs: RecurrenceInputs,
  states: (inputs: RecurrenceInputs) => tf.Tensor3D,
): tf.Tensor[] {
  const value = states(inputs);
  const weights = tf.tensor3d(random('weights', value.shape), value.shape);
  const gradients = tf.grads((...given) => {
    const [gate, gateH, gateHB] = given as [tf.Tensor3D, tf.Tensor2D, tf.Tensor];
    return tf.sum(tf.mul(states({ ...inputs, gate, gateH, gateHB }), weights));
  })([inputs.gate, inputs.gateH, inputs.gateHB]);
  return [value, ...gradients];
}

/** The operation by itself: [states, gradients of gate, gateH and gateHB] */
export function recurrenceTensors(by: Ops, sizes: RecurrenceSizes, fromEnd: boolean): tf.Tensor[] {
  return withGradients(inputsOf(sizes, fromEnd), (inputs) => by.recurrence(inputs));
}

/** 1 where a step is present: sequence b ends b mod (T + 1) steps early, some before they begin. [T, B] */
export function presence([steps, size]: RecurrenceSizes): Float32Array {
  return Float32Array.from({ length: steps * size }, (_, i) =>
    Math.floor(i / size) + ((i % size) % (steps + 1)) < steps ? 1 : 0,
  );
}

/** The operation from the end of padded sequences, whose absent steps are held. */
export function heldTensors(by: Ops, sizes: RecurrenceSizes): tf.Tensor[] {
  const [steps, size, hidden] = sizes;
  const held = heldWhereAbsent(tf.tensor2d(presence(sizes), [steps, size]), hidden);
  return withGradients(inputsOf(sizes, true), ({ gate, ...weights }) =>
    by.recurrence({ ...weights, gate: tf.add(gate, held) }),
  );
}

/** What padding means: after every step the state is multiplied by its mask. */
export function maskedTensors(sizes: RecurrenceSizes): tf.Tensor[] {
  const [steps, size, hidden] = sizes;
  const mask = tf.tensor2d(presence(sizes), [steps, size]);
  return withGradients(inputsOf(sizes, true), ({ gate, gateH, gateHB }) => {
    let h = tf.zeros([size, hidden]) as tf.Tensor2D;
    const present = tf.split(mask, steps).reverse(); // T of [1, B]
    const inputs = [...slices(gate, 0)].reverse();
    const states = inputs.map((input, i) => {
      h = tf.mul(gruUpdate(input, h, gateH, gateHB), tf.transpose(present[i]!));
      return h;
    });
    return tf.stack(states.reverse()) as tf.Tensor3D;
  });
}
