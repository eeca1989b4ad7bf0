/** The transposes of all packed weights of a rollout as one dispatch. */
import type * as tf from '@tensorflow/tfjs';
import type { RolloutSizes } from '../rolloutSizes.ts';
import { offsetOf, upToFour } from './packing.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';
import { transposedPacking, weightsPacking } from './rolloutBuffers.ts';

const THREADS = 64;

/** Weights packed as `weightsPacking` says in, as `transposedPacking` says out. */
export function transposed(
  recorder: Recorder,
  sizes: RolloutSizes,
  weights: tf.TensorInfo,
): tf.TensorInfo {
  const { length } = transposedPacking(sizes);
  const result = recorder.empty([length]);
  const program: Program = {
    key: `rollout transpose ${JSON.stringify(sizes)}`,
    access: ['read-only-storage', 'storage'],
    source: () => sourceOf(sizes),
  };
  const groups = Math.ceil(length / THREADS);
  recorder.dispatch(program, [weights, result], { integers: [], floats: [] }, [groups]);
  return result;
}

function sourceOf(sizes: RolloutSizes): string {
  const from = weightsPacking(sizes);
  const to = transposedPacking(sizes);
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
