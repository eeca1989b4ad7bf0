/**
 * The GRU recurrence on the CPU: a WebAssembly SIMD routine with its gradient, registered with tfjs as a kernel of the
 * backends whose data lie in the machine's memory. `model/reference.ts` is the definition.
 */
import * as tf from '@tensorflow/tfjs';
import type { RecurrenceInputs } from '../../model/ops.ts';
import type { LinearMemory, Pointer } from './memory.ts';

const RECURRENCE = 'SimdRecurrence';

interface Shape {
  readonly steps: number; // T
  readonly size: number; // B
  readonly hidden: number; // H
}

/** gate [T, B, 3H], gateH [H, 3H], gateHB [3H] */
type Inputs = readonly [gate: Float32Array, gateH: Float32Array, gateHB: Float32Array];

/** A forward pass in memory, for the gradient to follow. */
class Run {
  readonly #memory: LinearMemory;
  readonly #shape: Shape;
  readonly #gateH: Pointer;
  /** Zeros, then the state after each step. [T + 1, B, H] */
  readonly #states: Pointer;
  readonly #gates: Pointer; // [T, B, 3H]
  readonly #fromPast: Pointer; // [T, B, 3H]
  /** The generation of memory it lives in. */
  readonly generation: number;

  constructor(memory: LinearMemory, shape: Shape, [gate, gateH, gateHB]: Inputs) {
    const { steps, size, hidden } = shape;
    this.#memory = memory;
    this.#shape = shape;
    this.generation = memory.reset();
    const { linear } = memory;
    const input = memory.put(gate);
    const bias = memory.put(gateHB);
    this.#gateH = memory.put(gateH);
    this.#states = memory.zeros((steps + 1) * size * hidden);
    this.#gates = memory.alloc(steps * size * 3 * hidden);
    this.#fromPast = memory.alloc(steps * size * 3 * hidden);
    for (let t = 0; t < steps; t++) {
      const past = this.#at(this.#fromPast, t, 3);
      const h = this.#at(this.#states, t, 1);
      linear.fillRows(bias, past, size, 3 * hidden);
      linear.gemm(h, this.#gateH, past, size, hidden, 3 * hidden, 1);
      const gates = this.#at(this.#gates, t, 3);
      const next = this.#at(this.#states, t + 1, 1);
      linear.gruForward(this.#at(input, t, 3), past, h, next, gates, size, hidden);
    }
  }

  /** Step t of an array [T, B, width H]. */
  #at(first: Pointer, t: number, width: number): Pointer {
    const { size, hidden } = this.#shape;
    return first + 4 * t * size * width * hidden;
  }

  /** A copy of the states after each step. [T, B, H] */
  states(): Float32Array {
    const { steps, size, hidden } = this.#shape;
    return this.#memory.take(this.#at(this.#states, 1, 1), steps * size * hidden);
  }

  /** Gradients of the inputs from that of the states [T, B, H]. The run must still be in memory. */
  backward(dStates: Float32Array): Inputs {
    const memory = this.#memory;
    const { linear } = memory;
    const { steps, size, hidden } = this.#shape;
    const rows = steps * size;
    const turned = memory.alloc(3 * hidden * hidden);
    linear.transpose(this.#gateH, turned, hidden, 3 * hidden);
    const upstream = memory.put(dStates);
    const dGate = memory.alloc(rows * 3 * hidden);
    const dFromPast = memory.alloc(rows * 3 * hidden);
    let dNext = memory.zeros(size * hidden);
    let dH = memory.alloc(size * hidden);
    for (let t = steps - 1; t >= 0; t--) {
      linear.add(dNext, this.#at(upstream, t, 1), size * hidden);
      const past = this.#at(this.#fromPast, t, 3);
      const h = this.#at(this.#states, t, 1);
      const gates = this.#at(this.#gates, t, 3);
      const dPast = this.#at(dFromPast, t, 3);
      linear.gruBackward(dNext, past, h, gates, this.#at(dGate, t, 3), dPast, dH, size, hidden);
      linear.gemm(dPast, turned, dH, size, 3 * hidden, hidden, 1);
      [dNext, dH] = [dH, dNext];
    }
    const dGateH = memory.alloc(3 * hidden * hidden);
    linear.gemmTransposed(this.#states, dFromPast, dGateH, rows, hidden, 3 * hidden, 0);
    const dGateHB = memory.alloc(3 * hidden);
    linear.columnSums(dFromPast, dGateHB, rows, 3 * hidden);
    return [
      memory.take(dGate, rows * 3 * hidden),
      memory.take(dGateH, 3 * hidden * hidden),
      memory.take(dGateHB, 3 * hidden),
    ];
  }
}

/** What passes between the forward and the backward kernel beside tensors. */
interface Attributes {
  readonly memory: LinearMemory;
  readonly shape: Shape;
  /** Left by the forward pass for the backward one. */
  forward: { readonly inputs: Inputs; readonly run: Run } | null;
}

/** The part of tfjs's backends the kernel uses; 'wasm' and 'cpu' both have it. */
interface MemoryBackend {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): object;
}

/** Registers kernel and gradient with tfjs. */
export function registerRecurrence(): void {
  if (tf.getGradient(RECURRENCE) !== undefined) return;
  for (const backendName of ['wasm', 'cpu'])
    tf.registerKernel({
      kernelName: RECURRENCE,
      backendName,
      kernelFunc: ({ inputs, backend, attrs }) => {
        const attributes = attrs as unknown as Attributes;
        const { memory, shape } = attributes;
        const store = backend as MemoryBackend;
        const read = (name: string) => store.readSync(inputs[name]!.dataId);
        const given: Inputs = [read('gate'), read('gateH'), read('gateHB')];
        const run = new Run(memory, shape, given);
        attributes.forward = { inputs: given, run };
        const outer = [shape.steps, shape.size, shape.hidden];
        return {
          dataId: store.write(run.states(), outer, 'float32'),
          shape: outer,
          dtype: 'float32',
        };
      },
    });
  tf.registerGradient({
    kernelName: RECURRENCE,
    // The inputs are kept as arrays in the attributes: tensors saved would be copied once more.
    gradFunc: (dy, _saved, attrs) => {
      const { memory, shape, forward } = attrs as unknown as Attributes;
      if (forward === null) throw new Error('the gradient of a recurrence that was not run');
      // Another model may have used the memory since: then the forward pass is made again.
      const kept = forward.run.generation === memory.generation;
      const run = kept ? forward.run : new Run(memory, shape, forward.inputs);
      const [gate, gateH, gateHB] = run.backward((dy as tf.Tensor).dataSync() as Float32Array);
      const { steps, size, hidden } = shape;
      return {
        gate: () => tf.tensor3d(gate, [steps, size, 3 * hidden]),
        gateH: () => tf.tensor2d(gateH, [hidden, 3 * hidden]),
        gateHB: () => tf.tensor1d(gateHB),
      };
    },
  });
}

/** The operation, working in `memory`, which no other may use between it and its gradient. */
export function recurrence(memory: LinearMemory, inputs: RecurrenceInputs): tf.Tensor3D {
  const { gate, gateH, gateHB } = inputs;
  const [steps, size] = gate.shape;
  const shape: Shape = { steps, size, hidden: gateH.shape[0] };
  const attributes: Attributes = { memory, shape, forward: null };
  // tfjs types attributes as records of its own kinds; it passes them on untouched.
  return tf
    .engine()
    .runKernel(RECURRENCE, { gate, gateH, gateHB }, attributes as unknown as tf.NamedAttrMap);
}
