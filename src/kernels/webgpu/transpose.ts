/** The transposes of all packed weights of a recurrence as one dispatch. */
import type * as tf from '@tensorflow/tfjs';
import { offsetOf, type Packing, type Part, packingOf, upToFour } from './packing.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

const THREADS = 64;

/** How the transposes of these weights are packed, under the same names; biases have none. */
export function transposedPacking(parts: readonly Part[]): Packing {
  return packingOf(
    parts
      .filter(([name]) => !name.endsWith('B'))
      .map(([name, rows, width]): Part => [name, width, rows]),
  );
}

/** Weights packed as `packingOf` says in, as `transposedPacking` says out. */
export function transposed(
  recorder: Recorder,
  parts: readonly Part[],
  weights: tf.TensorInfo,
): tf.TensorInfo {
  const { length } = transposedPacking(parts);
  const result = recorder.empty([length]);
  const program: Program = {
    key: `transpose ${JSON.stringify(parts)}`,
    access: ['read-only-storage', 'storage'],
    source: () => sourceOf(parts),
  };
  const groups = Math.ceil(length / THREADS);
  recorder.dispatch(program, [weights, result], { integers: [], floats: [] }, [groups]);
  return result;
}

function sourceOf(parts: readonly Part[]): string {
  const from = packingOf(parts);
  const to = transposedPacking(parts);
  // Where the matrix begins in either buffer, and its rows and columns as it comes.
  const matrices = to.parts.map(
    ([name, columns, rows]) =>
      `Matrix(${offsetOf(from, name)}u, ${offsetOf(to, name)}u, ${rows}u, ${columns}u, ${upToFour(rows)}u, ${upToFour(columns)}u)`,
  );
  return /* wgsl */ `
${bindingsWgsl(
  ['read-only-storage', 'storage'],
  [
    ['weights', 'f32'],
    ['result', 'f32'],
  ],
)}
struct Matrix {
  from_first: u32, to_first: u32, rows: u32, columns: u32, to_stride: u32, from_stride: u32,
}
const MATRICES = array<Matrix, ${matrices.length}>(
  ${matrices.join(',\n  ')});

@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= ${to.length}u) { return; }
  var matrix = MATRICES[0];
  for (var i = 1u; i < ${matrices.length}u; i++) {
    if (id.x >= MATRICES[i].to_first) { matrix = MATRICES[i]; }
  }
  let column = (id.x - matrix.to_first) / matrix.to_stride;
  let row = (id.x - matrix.to_first) % matrix.to_stride;
  result[id.x] = select(
    0.0, weights[matrix.from_first + row * matrix.from_stride + column], row < matrix.rows);
}`;
}
