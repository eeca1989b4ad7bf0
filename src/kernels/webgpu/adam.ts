/** Clipping by the global norm and Adam over a flat vector, as two dispatches. `train/adam.ts` is the definition. */
import type * as tf from '@tensorflow/tfjs';
import type { AdamConstants } from '../../model/fused.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

const THREADS = 64;
/** Squares are summed by at most so many workgroups, and their sums again by each workgroup of the update. */
const MOST_SUMS = 64;
const PER_GROUP = 1024;

/** Parameters [P] and moments [2P], means and then mean squares, after the step; norm of the gradient [1]. */
export function adamStep(
  recorder: Recorder,
  parameters: tf.TensorInfo,
  gradient: tf.TensorInfo,
  moments: tf.TensorInfo,
  { rate, epsilon, clipNorm, beta1, beta2 }: AdamConstants,
): tf.TensorInfo[] {
  const length = parameters.shape[0]!;
  const sums = Math.min(MOST_SUMS, Math.ceil(length / PER_GROUP));
  const squares = recorder.empty([sums]);
  recorder.dispatch(
    SQUARES,
    [gradient, squares],
    { integers: [length, sums * THREADS], floats: [] },
    [sums],
  );
  const outputs = [recorder.empty([length]), recorder.empty([2 * length]), recorder.empty([1])];
  const groups = Math.ceil(length / PER_GROUP);
  recorder.dispatch(
    updateProgram(beta1, beta2),
    [parameters, gradient, moments, squares, ...outputs],
    { integers: [length, sums], floats: [rate, epsilon, clipNorm] },
    [groups],
  );
  recorder.dispose(squares);
  return outputs;
}

/** Adds up `sums` over the threads of a workgroup in a fixed order; the total is then in its first element. */
const TOTAL_WGSL = `workgroupBarrier();
  for (var half = ${THREADS / 2}u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }`;

const SQUARES: Program = {
  key: 'sum of squares',
  access: ['read-only-storage', 'storage'],
  source: () => /* wgsl */ `
${bindingsWgsl(
  ['read-only-storage', 'storage'],
  [
    ['gradient', 'f32'],
    ['squares', 'f32'],
  ],
)}
var<workgroup> sums: array<f32, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  var sum = 0.0;
  for (var i = id.x; i < uniforms.i.x; i += uniforms.i.y) { sum += gradient[i] * gradient[i]; }
  sums[thread] = sum;
  ${TOTAL_WGSL}
  if (thread == 0u) { squares[group.x] = sums[0]; }
}`,
};

const UPDATE_ACCESS: Program['access'] = [
  'read-only-storage',
  'read-only-storage',
  'read-only-storage',
  'read-only-storage',
  'storage',
  'storage',
  'storage',
];

/** The betas are written into the source, where 1 - beta is formed exactly. */
function updateProgram(beta1: number, beta2: number): Program {
  return {
    key: `adam ${beta1} ${beta2}`,
    access: UPDATE_ACCESS,
    source: () => /* wgsl */ `
${bindingsWgsl(UPDATE_ACCESS, [
  ['parameters', 'f32'],
  ['gradient', 'f32'],
  ['moments', 'f32'],
  ['squares', 'f32'],
  ['next_parameters', 'f32'],
  ['next_moments', 'f32'],
  ['norm', 'f32'],
])}
var<workgroup> sums: array<f32, ${THREADS}>;
@compute @workgroup_size(${THREADS})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let length = uniforms.i.x;
  let rate = uniforms.f.x;
  let epsilon = uniforms.f.y;
  let clip_norm = uniforms.f.z;
  sums[thread] = select(0.0, squares[thread], thread < uniforms.i.y);
  ${TOTAL_WGSL}
  let total = sqrt(sums[0]);
  if (group.x == 0u && thread == 0u) { norm[0] = total; }
  let factor = min(1.0, clip_norm / (total + 1e-12));
  let last = min(length, (group.x + 1u) * ${PER_GROUP}u);
  for (var i = group.x * ${PER_GROUP}u + thread; i < last; i += ${THREADS}u) {
    let clipped = gradient[i] * factor;
    let first = moments[i] * ${beta1} + clipped * (1.0 - ${beta1});
    let second = moments[length + i] * ${beta2} + clipped * clipped * (1.0 - ${beta2});
    next_moments[i] = first;
    next_moments[length + i] = second;
    next_parameters[i] = parameters[i] - first * rate / (sqrt(second) + epsilon);
  }
}`,
  };
}
