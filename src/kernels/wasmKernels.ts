/**
 * Workarounds for tfjs 4.22, whose WebAssembly backend copies more than it must. A tensor that is cloned has its data
 * copied, and tfjs clones every tensor it saves for a gradient; of a tensor that is sliced or split the whole is copied
 * for every piece. Together this took a tenth of a training step of the page's default. To be deleted when
 * https://github.com/tensorflow/tfjs does neither.
 */
import * as tf from '@tensorflow/tfjs';

/** The part of the backend this needs. */
interface WasmBackend {
  incRef(dataId: object): void;
  makeOutput(shape: readonly number[], dtype: string): tf.TensorInfo;
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

/** Replaces the kernels `Identity`, `Slice` and `SplitV` of the backend 'wasm'. Call once it has been opened. */
export function replaceWasmKernels(): void {
  replace('Identity', ({ inputs, backend }) => {
    const { dataId, shape, dtype } = inputs['x']!;
    (backend as WasmBackend).incRef(dataId);
    return { dataId, shape, dtype };
  });
  const general = tf.getKernel('Slice', 'wasm').kernelFunc;
  replace('Slice', (call) => {
    const x = call.inputs['x']!;
    const { begin, size } = call.attrs as unknown as { begin: number[]; size: number[] };
    const [first, counts] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size) as [
      number[],
      number[],
    ];
    const cutAxes = x.shape.flatMap((count, axis) => (counts[axis] === count ? [] : [axis]));
    const [axis = 0] = cutAxes;
    if (x.dtype === 'string' || x.shape.length === 0 || cutAxes.length > 1) return general(call);
    return cut(call.backend as WasmBackend, x, axis, first[axis]!, counts[axis]!);
  });
  replace('SplitV', ({ inputs, backend, attrs }) => {
    const x = inputs['x']!;
    const { numOrSizeSplits, axis } = attrs as unknown as {
      numOrSizeSplits: number | number[];
      axis: number;
    };
    const [along] = tf.util.parseAxisParam(axis, x.shape) as [number];
    const counts = tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizeSplits, along);
    let first = 0;
    return counts.map((count) => {
      const piece = cut(backend as WasmBackend, x, along, first, count);
      first += count;
      return piece;
    });
  });
}

function replace(kernelName: string, kernelFunc: tf.KernelFunc): void {
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/** Shorter runs are copied one number at a time. */
const SHORTEST_RUN = 16;

/** `count` of a tensor's slices along an axis, from `first` on, in a tensor of their own. */
function cut(
  backend: WasmBackend,
  x: tf.TensorInfo,
  axis: number,
  first: number,
  count: number,
): tf.TensorInfo {
  const shape = x.shape.map((all, i) => (i === axis ? count : all));
  const out = backend.makeOutput(shape, x.dtype);
  // Read after the piece was made: making it may have moved the memory.
  const from = backend.typedArrayFromHeap(x);
  const to = backend.typedArrayFromHeap(out);
  const inner = tf.util.sizeFromShape(x.shape.slice(axis + 1));
  const outer = tf.util.sizeFromShape(x.shape.slice(0, axis));
  const run = count * inner;
  for (let row = 0; row < outer; row++) {
    const start = (row * x.shape[axis]! + first) * inner;
    if (run >= SHORTEST_RUN) to.set(from.subarray(start, start + run), row * run);
    else for (let i = 0; i < run; i++) to[row * run + i] = from[start + i]!;
  }
  return out;
}
