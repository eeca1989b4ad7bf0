/** Sums over rows in two dispatches: of chunks, then of the chunks in their order, so that reruns agree to the bit. */
import type * as tf from '@tensorflow/tfjs';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

const THREADS = 64;

/**
 * Sums of `chunks` vectors that lie one after the other in `partial`; added to what `into` holds where `add`.
 * [chunks, length] -> [length]
 */
export function sumChunks(
  recorder: Recorder,
  partial: tf.TensorInfo,
  into: tf.TensorInfo,
  { length, chunks, add }: { length: number; chunks: number; add: boolean },
): void {
  recorder.dispatch(SUM, [partial, into], { integers: [length, chunks, add ? 1 : 0], floats: [] }, [
    Math.ceil(length / THREADS),
  ]);
}

const SUM: Program = {
  key: 'sum of chunks',
  access: ['read-only-storage', 'storage'],
  source: () => /* wgsl */ `
${bindingsWgsl(
  ['read-only-storage', 'storage'],
  [
    ['partial_sums', 'f32'],
    ['sums', 'f32'],
  ],
)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let length = uniforms.i.x;
  if (id.x >= length) { return; }
  var sum = 0.0;
  if (uniforms.i.z == 1u) { sum = sums[id.x]; }
  for (var chunk = 0u; chunk < uniforms.i.y; chunk++) { sum += partial_sums[chunk * length + id.x]; }
  sums[id.x] = sum;
}`,
};

/** Rows of a chunk, at least; at most 64 chunks. */
const CHUNK_ROWS = 64;
const MOST_CHUNKS = 64;

/** Sum of the rows of a matrix. [rows, columns] -> [columns] */
export function columnSums(
  recorder: Recorder,
  matrix: tf.TensorInfo,
  rows: number,
  columns: number,
): tf.TensorInfo {
  const chunkRows = Math.max(CHUNK_ROWS, Math.ceil(rows / MOST_CHUNKS));
  const chunks = Math.ceil(rows / chunkRows);
  const sums = recorder.empty([columns]);
  const partial = chunks === 1 ? sums : recorder.empty([chunks, columns]);
  recorder.dispatch(
    COLUMNS,
    [matrix, partial],
    { integers: [rows, columns, chunkRows], floats: [] },
    [Math.ceil(columns / THREADS), chunks],
  );
  if (partial !== sums) {
    sumChunks(recorder, partial, sums, { length: columns, chunks, add: false });
    recorder.dispose(partial);
  }
  return sums;
}

const COLUMNS: Program = {
  key: 'column sums',
  access: ['read-only-storage', 'storage'],
  source: () => /* wgsl */ `
${bindingsWgsl(
  ['read-only-storage', 'storage'],
  [
    ['matrix', 'f32'],
    ['partial_sums', 'f32'],
  ],
)}
@compute @workgroup_size(${THREADS})
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let columns = uniforms.i.y;
  if (id.x >= columns) { return; }
  let last = min(uniforms.i.x, (group.y + 1u) * uniforms.i.z);
  var sum = 0.0;
  for (var row = group.y * uniforms.i.z; row < last; row++) { sum += matrix[row * columns + id.x]; }
  partial_sums[group.y * columns + id.x] = sum;
}`,
};
