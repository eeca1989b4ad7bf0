/**
 * Kernels of ours in the place of four of tfjs's, for its backend 'webgpu' and for float32; whatever else is
 * asked of them goes to tfjs as before. tfjs 4.22 takes (software adapter, 1,792 rows, 128 x 128): for a
 * product 350 ms of processor time, for one with the left side transposed 620, for the sum of its rows 320;
 * and it copies contiguous slices and pieces of a vector by a dispatch each.
 */
import * as tf from '@tensorflow/tfjs';
import { columnSums } from './chunkSums.ts';
import { matmul, matmulFits, type ProductShape } from './matmul.ts';
import { Recorder } from './recorder.ts';

interface Call {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly recorder: Recorder;
}

/** Each returns null where the call is not for it. */
const OWN: Readonly<Record<string, (call: Call) => tf.TensorInfo | null>> = {
  BatchMatMul: product,
  Sum: sumOfRows,
  Slice: contiguousSlice,
  Concat: contiguousConcat,
};

const originals = new Map<string, tf.KernelConfig>();

/** Puts the kernels in the place of tfjs's, or tfjs's back. */
export function replaceTfjsKernels(own: boolean): void {
  if (own === originals.size > 0) return;
  if (own) for (const [kernelName, kernel] of Object.entries(OWN)) replace(kernelName, kernel);
  else {
    for (const [kernelName, original] of originals) {
      tf.unregisterKernel(kernelName, 'webgpu');
      tf.registerKernel(original);
    }
    originals.clear();
  }
}

function replace(kernelName: string, own: (call: Call) => tf.TensorInfo | null): void {
  const original = tf.getKernel(kernelName, 'webgpu');
  originals.set(kernelName, original);
  tf.unregisterKernel(kernelName, 'webgpu');
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      const { inputs, attrs, backend } = call;
      const recorder = new Recorder(backend as object);
      const tensors = inputs as Readonly<Record<string, tf.TensorInfo>>;
      const floats = Object.values(tensors).every(
        (tensor) => tensor.dtype === 'float32' && recorder.holdsFloats(tensor),
      );
      // What lies on the CPU and is small stays there.
      const onGpu = floats && Object.values(tensors).some((tensor) => recorder.isOnGpu(tensor));
      const result = onGpu ? own({ inputs: tensors, attrs: attrs ?? {}, recorder }) : null;
      return result ?? original.kernelFunc(call);
    },
  });
}

function product({ inputs, attrs, recorder }: Call): tf.TensorInfo | null {
  const [a, b] = [inputs['a']!, inputs['b']!];
  if (a.shape.length !== 2 || b.shape.length !== 2) return null;
  const transposeA = attrs['transposeA'] === true;
  const transposeB = attrs['transposeB'] === true;
  const [m, k] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
  const n = transposeB ? b.shape[0]! : b.shape[1]!;
  const shape: ProductShape = { m, n, k, transposeA, transposeB };
  if (m * n * k === 0 || !matmulFits(shape)) return null;
  return matmul(recorder, a, b, shape);
}

function sumOfRows({ inputs, attrs, recorder }: Call): tf.TensorInfo | null {
  const x = inputs['x']!;
  const axes = [attrs['axis'] ?? []].flat() as number[];
  const leading = axes.length;
  // The axes must be the first ones and leave at least one.
  if (leading === 0 || leading >= x.shape.length) return null;
  const sorted = axes
    .map((axis) => (axis < 0 ? axis + x.shape.length : axis))
    .sort((i, j) => i - j);
  if (sorted.some((axis, i) => axis !== i)) return null;
  const rows = elements(x.shape.slice(0, leading));
  const columns = elements(x.shape.slice(leading));
  if (rows * columns === 0) return null;
  const sums = columnSums(recorder, x, rows, columns);
  const kept = attrs['keepDims'] === true ? x.shape.map((n, i) => (i < leading ? 1 : n)) : null;
  return { ...sums, shape: kept ?? x.shape.slice(leading) };
}

function contiguousSlice({ inputs, attrs, recorder }: Call): tf.TensorInfo | null {
  const x = inputs['x']!;
  const [begin, size] = tf.slice_util.parseSliceParams(
    x as tf.Tensor,
    attrs['begin'] as number[],
    attrs['size'] as number[],
  ) as [number[], number[]];
  tf.slice_util.assertParamsValid(x as tf.Tensor, begin, size);
  // One place on the axes before the one that is cut, all places on those after it.
  const cut = size.findIndex((count) => count !== 1);
  const whole = size.every((count, axis) => axis <= cut || count === x.shape[axis]);
  const count = elements(size);
  if ((cut >= 0 && !whole) || count === 0) return null;
  const strides = x.shape.map((_, axis) => elements(x.shape.slice(axis + 1)));
  const first = begin.reduce((sum, at, axis) => sum + at * strides[axis]!, 0);
  const piece = recorder.empty(size);
  recorder.copy(x, first, piece, 0, count);
  return piece;
}

function contiguousConcat({ inputs, attrs, recorder }: Call): tf.TensorInfo | null {
  const pieces = Object.values(inputs);
  const shape = pieces[0]!.shape;
  const axis = tf.util.parseAxisParam((attrs['axis'] ?? 0) as number, shape)[0]!;
  if (elements(shape.slice(0, axis)) !== 1) return null;
  const length = pieces.reduce((sum, piece) => sum + piece.shape[axis]!, 0);
  const joined = shape.map((n, i) => (i === axis ? length : n));
  if (elements(joined) === 0) return null;
  const result = recorder.empty(joined);
  let at = 0;
  for (const piece of pieces) {
    const count = elements(piece.shape);
    recorder.copy(piece, 0, result, at, count);
    at += count;
  }
  return result;
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}
