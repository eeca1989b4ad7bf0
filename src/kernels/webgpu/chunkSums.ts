/** Sums over rows in a fixed order, so that reruns agree to the bit: of chunks, then of the chunks in turn. */
import type * as tf from '@tensorflow/tfjs';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

const THREADS = 64;

/**
 * Sums of `chunks` vectors that lie one after the other in `partial`, taken apart into one or two tensors of
 * `lengths` floats; added to what the first holds where `add`. [chunks, sum of lengths] -> [lengths...]
 */
export function sumChunks(
  recorder: Recorder,
  partial: tf.TensorInfo,
  into: readonly tf.TensorInfo[],
  options: { readonly lengths: readonly number[]; readonly chunks: number; readonly add?: boolean },
): void {
  const { lengths, chunks, add = false } = options;
  const length = lengths.reduce((sum, count) => sum + count, 0);
  recorder.dispatch(
    into.length === 1 ? SUM : SUM_OF_TWO,
    [partial, ...into],
    { integers: [length, chunks, add ? 1 : 0, lengths[0]!], floats: [] },
    [Math.ceil(length / THREADS)],
  );
}

const SUM = sumProgram(1);
const SUM_OF_TWO = sumProgram(2);

function sumProgram(outputs: 1 | 2): Program {
  const access: Program['access'] =
    outputs === 1 ? ['read-only-storage', 'storage'] : ['read-only-storage', 'storage', 'storage'];
  return {
    key: `sum of chunks into ${outputs}`,
    access,
    source: () => /* wgsl */ `
${bindingsWgsl(access, [
  ['partial_sums', 'f32'],
  ['sums', 'f32'],
  ...(outputs === 2 ? ([['more_sums', 'f32']] as const) : []),
])}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let length = uniforms.i.x;
  if (id.x >= length) { return; }
  var sum = 0.0;
  if (uniforms.i.z == 1u) { sum = sums[id.x]; }
  for (var chunk = 0u; chunk < uniforms.i.y; chunk++) { sum += partial_sums[chunk * length + id.x]; }
  ${outputs === 2 ? 'if (id.x >= uniforms.i.w) { more_sums[id.x - uniforms.i.w] = sum; return; }' : ''}
  sums[id.x] = sum;
}`,
  };
}

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
    sumChunks(recorder, partial, [sums], { lengths: [columns], chunks });
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
