/**
 * The GRU recurrence on the CPU: a WebAssembly SIMD routine with its gradient, registered with tfjs as a kernel of the
 * backends whose data lie in the machine's memory. `model/reference.ts` is the definition.
 */
import * as tf from '@tensorflow/tfjs';
import type { RecurrenceInputs } from '../../model/ops.ts';
import { Heap } from './heap.ts';
import type { LinearMemory, Pointer } from './memory.ts';

const RECURRENCE = 'SimdRecurrence';

interface Shape {
  readonly steps: number; // T
  readonly size: number; // B
  readonly hidden: number; // H
  /** Whether it runs from the last step to the first. */
  readonly fromEnd: boolean;
}

/** Of each of the inputs. */
interface Of<T> {
  readonly gate: T; // [T, B, 3H]
  readonly gateH: T; // [H, 3H]
  readonly gateHB: T; // [3H]
}

/** A forward pass in memory, for the gradient to follow. */
class Run {
  readonly #memory: LinearMemory;
  readonly #shape: Shape;
  readonly #gateH: Pointer;
  /** The states after each step, and before or, from the end, behind them zeros. [T + 1, B, H] */
  readonly #states: Pointer;
  readonly #gates: Pointer; // [T, B, 3H]
  readonly #fromPast: Pointer; // [T, B, 3H]
  /** The generation of memory it lives in. */
  readonly generation: number;

  constructor(memory: LinearMemory, shape: Shape, { gate, gateH, gateHB }: Of<Float32Array>) {
    const { steps, size, hidden, fromEnd } = shape;
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
    for (let taken = 0; taken < steps; taken++) {
      const t = fromEnd ? steps - 1 - taken : taken;
      const past = this.#at(this.#fromPast, t, 3);
      const h = this.#pastOf(t);
      linear.fillRows(bias, past, size, 3 * hidden);
      linear.gemm(h, this.#gateH, past, size, hidden, 3 * hidden, 1);
      const gates = this.#at(this.#gates, t, 3);
      linear.gruForward(this.#at(input, t, 3), past, h, this.#after(t), gates, size, hidden);
    }
  }

  /** Step t of an array [T, B, width H]. */
  #at(first: Pointer, t: number, width: number): Pointer {
    const { size, hidden } = this.#shape;
    return first + 4 * t * size * width * hidden;
  }

  /** The state a step is given; those of all steps lie one after the other. [B, H] */
  #pastOf(t: number): Pointer {
    return this.#at(this.#states, this.#shape.fromEnd ? t + 1 : t, 1);
  }

  /** The state after a step. [B, H] */
  #after(t: number): Pointer {
    return this.#at(this.#states, this.#shape.fromEnd ? t : t + 1, 1);
  }

  /** The states after each step, until the memory is used again. [T, B, H] */
  states(): Float32Array {
    const { steps, size, hidden } = this.#shape;
    return this.#memory.view(this.#after(0), steps * size * hidden);
  }

  /**
   * Gradients of the inputs from that of the states [T, B, H], until the memory is used again. The run must still be
   * there: compare `generation`.
   */
  backward(dStates: Float32Array): Of<Float32Array> {
    const memory = this.#memory;
    const { linear } = memory;
    const { steps, size, hidden, fromEnd } = this.#shape;
    const rows = steps * size;
    const turned = memory.alloc(3 * hidden * hidden);
    linear.transpose(this.#gateH, turned, hidden, 3 * hidden);
    const upstream = memory.put(dStates);
    const dGate = memory.alloc(rows * 3 * hidden);
    const dFromPast = memory.alloc(rows * 3 * hidden);
    let dNext = memory.zeros(size * hidden);
    let dH = memory.alloc(size * hidden);
    for (let left = steps - 1; left >= 0; left--) {
      const t = fromEnd ? steps - 1 - left : left;
      linear.add(dNext, this.#at(upstream, t, 1), size * hidden);
      const past = this.#at(this.#fromPast, t, 3);
      const h = this.#pastOf(t);
      const gates = this.#at(this.#gates, t, 3);
      const dPast = this.#at(dFromPast, t, 3);
      linear.gruBackward(dNext, past, h, gates, this.#at(dGate, t, 3), dPast, dH, size, hidden);
      linear.gemm(dPast, turned, dH, size, 3 * hidden, hidden, 1);
      [dNext, dH] = [dH, dNext];
    }
    const dGateH = memory.alloc(3 * hidden * hidden);
    linear.gemmTransposed(this.#pastOf(0), dFromPast, dGateH, rows, hidden, 3 * hidden, 0);
    const dGateHB = memory.alloc(3 * hidden);
    linear.columnSums(dFromPast, dGateHB, rows, 3 * hidden);
    return {
      gate: memory.view(dGate, rows * 3 * hidden),
      gateH: memory.view(dGateH, 3 * hidden * hidden),
      gateHB: memory.view(dGateHB, 3 * hidden),
    };
  }
}

/** What passes between the forward and the backward kernel beside tensors. */
interface Attributes {
  readonly memory: LinearMemory;
  readonly shape: Shape;
  /** Left by the forward pass for the backward one. */
  forward: Run | null;
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
        const { steps, size, hidden } = attributes.shape;
        const heap = new Heap(backend);
        const { gate, gateH, gateHB } = inputs;
        const run = runOf(attributes, heap, { gate: gate!, gateH: gateH!, gateHB: gateHB! });
        attributes.forward = run;
        return heap.tensor(run.states(), [steps, size, hidden]);
      },
    });
  tf.registerGradient({
    kernelName: RECURRENCE,
    inputsToSave: ['gate', 'gateH', 'gateHB'],
    gradFunc: (dy, [gate, gateH, gateHB], attrs) => {
      const attributes = attrs as unknown as Attributes;
      const { memory, forward } = attributes;
      if (forward === null) throw new Error('the gradient of a recurrence that was not run');
      const heap = new Heap(tf.backend());
      // Another model may have used the memory since: then the forward pass is made again.
      const kept = forward.generation === memory.generation;
      const inputs = { gate: gate!, gateH: gateH!, gateHB: gateHB! };
      const run = kept ? forward : runOf(attributes, heap, inputs);
      const gradients = run.backward(heap.floats(dy as tf.Tensor));
      const made = (name: keyof Of<unknown>) => {
        const info = heap.tensor(gradients[name], inputs[name].shape);
        const gradient = tf.engine().makeTensorFromTensorInfo(info);
        return () => gradient;
      };
      return { gate: made('gate'), gateH: made('gateH'), gateHB: made('gateHB') };
    },
  });
}

function runOf(
  { memory, shape }: Attributes,
  heap: Heap,
  { gate, gateH, gateHB }: Of<tf.TensorInfo>,
): Run {
  return new Run(memory, shape, {
    gate: heap.floats(gate),
    gateH: heap.floats(gateH),
    gateHB: heap.floats(gateHB),
  });
}

/** The operation, working in `memory`, which no other may use between it and its gradient. */
export function recurrence(memory: LinearMemory, inputs: RecurrenceInputs): tf.Tensor3D {
  const { gate, gateH, gateHB, fromEnd } = inputs;
  const [steps, size] = gate.shape;
  const shape: Shape = { steps, size, hidden: gateH.shape[0], fromEnd };
  const attributes: Attributes = { memory, shape, forward: null };
  // tfjs types attributes as records of its own kinds; it passes them on untouched.
  return tf
    .engine()
    .runKernel(RECURRENCE, { gate, gateH, gateHB }, attributes as unknown as tf.NamedAttrMap);
}
