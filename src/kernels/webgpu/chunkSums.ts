/** Sums over rows in a fixed order, so that reruns agree to the bit: of chunks, then of the chunks in turn. */
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

/** More rows than this are summed in chunks, at most 64. */
const ROWS_AT_ONCE = 8192;
const MOST_CHUNKS = 64;
/** A workgroup sums so many columns, so many rows of each side by side. */
const COLUMNS = 16;
const LANES = 8;

/** Sum of the rows of a matrix. [rows, columns] -> [columns] */
export function columnSums(
  recorder: Recorder,
  matrix: tf.TensorInfo,
  rows: number,
  columns: number,
): tf.TensorInfo {
  const chunkRows = rows <= ROWS_AT_ONCE ? rows : Math.ceil(rows / MOST_CHUNKS);
  const chunks = Math.ceil(rows / chunkRows);
  const sums = recorder.empty([columns]);
  const partial = chunks === 1 ? sums : recorder.empty([chunks, columns]);
  recorder.dispatch(
    COLUMN_SUMS,
    [matrix, partial],
    { integers: [rows, columns, chunkRows], floats: [] },
    [Math.ceil(columns / COLUMNS), chunks],
  );
  if (partial !== sums) {
    sumChunks(recorder, partial, sums, { length: columns, chunks, add: false });
    recorder.dispose(partial);
  }
  return sums;
}

const COLUMN_SUMS: Program = {
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
var<workgroup> sums: array<f32, ${COLUMNS * LANES}>;
@compute @workgroup_size(${COLUMNS * LANES})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let columns = uniforms.i.y;
  let column = group.x * ${COLUMNS}u + thread % ${COLUMNS}u;
  let lane = thread / ${COLUMNS}u;
  let last = min(uniforms.i.x, (group.y + 1u) * uniforms.i.z);
  var sum = 0.0;
  if (column < columns) {
    for (var row = group.y * uniforms.i.z + lane; row < last; row += ${LANES}u) {
      sum += matrix[row * columns + column];
    }
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (lane == 0u && column < columns) {
    for (var other = 1u; other < ${LANES}u; other++) {
      sum += sums[thread + other * ${COLUMNS}u];
    }
    partial_sums[group.y * columns + column] = sum;
  }
}`,
};
