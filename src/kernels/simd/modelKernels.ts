/**
 * Kernels of the backend 'wasm' that `model/fused.ts` names: layers, with product, bias, what is added and bounds in one
 * kernel each way, the optimiser's step, and the gradient of embeddings.
 */
import * as tf from '@tensorflow/tfjs';
import type { AdamConstants } from '../../model/fused.ts';
import { type DenseAttributes, registerLayerGradients } from '../layerGradients.ts';
import { Heap } from './heap.ts';
import { LinearMemory, type Pointer } from './memory.ts';

type Inputs = Readonly<Record<string, tf.TensorInfo>>;

type Kernel = (
  memory: LinearMemory,
  heap: Heap,
  inputs: Inputs,
  attributes: unknown,
) => tf.TensorInfo[];

const KERNELS: Readonly<Record<string, Kernel>> = {
  Dense: dense,
  BoundedDense: dense,
  DenseGradient: denseGradient,
  BoundedDenseGradient: denseGradient,
  AdamStep: adamStep,
  RowSums: rowSums,
};

/** What they work in; tfjs's registry of kernels is one for all, and so is this. */
let memory: LinearMemory | null = null;

/**
 * Registers them with tfjs.
 * @param module the compiled `linear.wasm`
 */
export async function loadModelKernels(module: WebAssembly.Module): Promise<void> {
  memory ??= await LinearMemory.load(module);
  setModelKernels(true);
}

/** Registers them again, or takes them away, for a benchmark against tfjs's own. */
export function setModelKernels(present: boolean): void {
  for (const [kernelName, run] of Object.entries(KERNELS)) {
    if (tf.getKernel(kernelName, 'wasm') !== undefined) tf.unregisterKernel(kernelName, 'wasm');
    if (!present || memory === null) continue;
    const own = memory;
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, backend, attrs }) => {
        own.reset();
        return run(own, new Heap(backend), inputs as Inputs, attrs);
      },
    });
  }
  registerLayerGradients();
}

function dense(
  memory: LinearMemory,
  heap: Heap,
  { a, w, bias, beside }: Inputs,
  attributes: unknown,
): tf.TensorInfo[] {
  const { firstColumn, least, most } = attributes as DenseAttributes;
  const { linear } = memory;
  const rows = a!.shape[0]!;
  const [inputs, outputs] = w!.shape as [number, number];
  const entering = enter(memory, heap, a!, inputs, firstColumn);
  const weights = memory.put(heap.floats(w!));
  const sum = beside ? memory.put(heap.floats(beside)) : memory.alloc(rows * outputs);
  linear.gemm(entering, weights, sum, rows, inputs, outputs, beside ? 1 : 0);
  if (bias || least !== undefined)
    linear.biasAndBounds(
      sum,
      bias ? memory.put(heap.floats(bias)) : memory.zeros(outputs),
      rows,
      outputs,
      least ?? Number.NEGATIVE_INFINITY,
      most ?? Number.POSITIVE_INFINITY,
    );
  return [heap.tensor(memory.view(sum, rows * outputs), [rows, outputs])];
}

/** As `DenseGradientKernel` describes. */
function denseGradient(
  memory: LinearMemory,
  heap: Heap,
  { dy, a, w, y }: Inputs,
  attributes: unknown,
): tf.TensorInfo[] {
  const { ofData, firstColumn, least, most } = attributes as DenseAttributes;
  const { linear } = memory;
  const rows = a!.shape[0]!;
  const [inputs, outputs] = w!.shape as [number, number];
  const entering = enter(memory, heap, a!, inputs, firstColumn);
  const delta = memory.put(heap.floats(dy!));
  if (y) linear.insideBounds(delta, memory.put(heap.floats(y)), rows * outputs, least!, most!);
  const ofW = memory.alloc(inputs * outputs);
  linear.gemmTransposed(entering, delta, ofW, rows, inputs, outputs, 0);
  const ofBias = memory.alloc(outputs);
  linear.columnSums(delta, ofBias, rows, outputs);
  const ofA = ofData ? null : memory.alloc(rows * inputs);
  if (ofA !== null) {
    const weights = memory.put(heap.floats(w!));
    const turned = memory.alloc(inputs * outputs);
    linear.transpose(weights, turned, inputs, outputs);
    linear.gemm(delta, turned, ofA, rows, outputs, inputs, 0);
  }
  const made = (at: Pointer, shape: number[]) =>
    heap.tensor(
      memory.view(
        at,
        shape.reduce((product, n) => product * n, 1),
      ),
      shape,
    );
  return [
    made(ofW, [inputs, outputs]),
    made(ofBias, [outputs]),
    ...(ofA === null ? [] : [made(ofA, [rows, inputs])]),
    ...(y ? [made(delta, [rows, outputs])] : []),
  ];
}

/** The columns that enter the product, packed. [R, N] */
function enter(
  memory: LinearMemory,
  heap: Heap,
  a: tf.TensorInfo,
  inputs: number,
  firstColumn: number,
): Pointer {
  const [rows, width] = a.shape as [number, number];
  const whole = memory.put(heap.floats(a));
  if (width === inputs) return whole;
  const packed = memory.alloc(rows * inputs);
  memory.linear.columns(whole, packed, rows, width, firstColumn, inputs);
  return packed;
}

/** Parameters [P] and moments [2P] after the step, and the norm of the gradient [1]. `train/adam.ts` is the definition. */
function adamStep(
  memory: LinearMemory,
  heap: Heap,
  inputs: Inputs,
  attributes: unknown,
): tf.TensorInfo[] {
  const { rate, epsilon, clipNorm, beta1, beta2 } = attributes as AdamConstants;
  const { linear } = memory;
  const count = inputs['parameters']!.shape[0]!;
  const [parameters, gradient, moments] = ['parameters', 'gradient', 'moments'].map((name) =>
    memory.put(heap.floats(inputs[name]!)),
  ) as [Pointer, Pointer, Pointer];
  const norm = linear.norm(gradient, count);
  const factor = Math.min(1, clipNorm / (norm + 1e-12));
  linear.adam(parameters, gradient, moments, count, factor, rate, epsilon, beta1, beta2);
  return [
    heap.tensor(memory.view(parameters, count), [count]),
    heap.tensor(memory.view(moments, 2 * count), [2 * count]),
    heap.tensor(Float32Array.of(norm), [1]),
  ];
}

/** As `model/language/embedding.ts` says: rows [R, E] added up by their ids [R], [count, E]. Too little work for SIMD. */
function rowSums(
  _: LinearMemory,
  heap: Heap,
  inputs: Inputs,
  attributes: unknown,
): tf.TensorInfo[] {
  const { count } = attributes as { readonly count: number };
  const rows = heap.floats(inputs['rows']!);
  const ids = heap.floats(inputs['ids']!);
  const width = inputs['rows']!.shape[1]!;
  const sums = new Float32Array(count * width);
  for (let r = 0; r < ids.length; r++) {
    const to = ids[r]! * width;
    for (let i = 0; i < width; i++) sums[to + i]! += rows[r * width + i]!;
  }
  return [heap.tensor(sums, [count, width])];
}
