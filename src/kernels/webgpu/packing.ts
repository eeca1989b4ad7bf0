/**
 * Several matrices in one buffer, because a dispatch may bind only eight storage buffers and a mixing network
 * alone has more weights than that. Rows are padded to a multiple of four floats, so that a kernel may
 * always read four columns at once; what stands in the padding is zero.
 */
import type * as tf from '@tensorflow/tfjs';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

/** A matrix to be packed; a vector is a matrix of one row. */
export type Part = readonly [name: string, rows: number, width: number];

export interface Packing {
  readonly parts: readonly Part[];
  /** First float of each part, by name; divisible by four. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Floats in all, at least four. */
  readonly length: number;
}

export function packingOf(parts: readonly Part[]): Packing {
  const offsets = new Map<string, number>();
  let length = 0;
  for (const [name, rows, width] of parts) {
    offsets.set(name, length);
    length += rows * upToFour(width);
  }
  return { parts, offsets, length: Math.max(4, length) };
}

/** The part's first float. Throws a RangeError where there is no such part. */
export function offsetOf(packing: Packing, name: string): number {
  const offset = packing.offsets.get(name);
  if (offset === undefined) throw new RangeError(`nothing named ${name} is packed`);
  return offset;
}

/** The smallest multiple of four that is not less. */
export function upToFour(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/** Fills `packed`, of the packing's length, with the tensors, which come in the order of the parts. */
export function pack(
  recorder: Recorder,
  packing: Packing,
  tensors: readonly tf.TensorInfo[],
  packed: tf.TensorInfo,
): void {
  packing.parts.forEach(([name, rows, width], i) => {
    const offset = offsetOf(packing, name);
    if (width % 4 === 0 || rows === 1) recorder.copy(tensors[i]!, 0, packed, offset, rows * width);
    else if (rows > 0) {
      const count = rows * upToFour(width);
      const groups = Math.min(MOST_GROUPS, Math.ceil(count / THREADS));
      const integers = [offset, count, width, groups * THREADS];
      recorder.dispatch(PAD, [tensors[i]!, packed], { integers, floats: [] }, [groups]);
    }
  });
}

const THREADS = 64;
const MOST_GROUPS = 4096;

const PAD: Program = {
  key: 'pad',
  access: ['read-only-storage', 'storage'],
  source: () => /* wgsl */ `
${bindingsWgsl(
  ['read-only-storage', 'storage'],
  [
    ['matrix', 'f32'],
    ['packed', 'f32'],
  ],
)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let width = uniforms.i.z;
  let padded = (width + 3u) & ~3u;
  for (var i = id.x; i < uniforms.i.y; i += uniforms.i.w) {
    let column = i % padded;
    packed[uniforms.i.x + i] = select(0.0, matrix[(i / padded) * width + column], column < width);
  }
}`,
};
