/**
 * Products of two matrices, either of them read transposed. Each thread holds 8 x 8 results in registers and
 * waits for no other. Long sums are cut into chunks that are added in a fixed order.
 */
import type * as tf from '@tensorflow/tfjs';
import { sumChunks } from './chunkSums.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

export interface ProductShape {
  /** C [m, n] = A [m, k] B [k, n]; stored [k, m] and [n, k] where transposed. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const THREADS = 64;
/** Results of a workgroup in either direction: 8 threads of 8. */
const TILE = 64;
/** Sums longer than twice this are cut, into at most 32 chunks, where few tiles are to be formed. */
const CHUNK = 256;
const MOST_CHUNKS = 32;
const FEW_TILES = 64;

/** A B, with the transposes asked for. [m, n] */
export function matmul(
  recorder: Recorder,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  shape: ProductShape,
): tf.TensorInfo {
  const { m, n, k, transposeA, transposeB } = shape;
  const across = Math.ceil(n / TILE);
  const tiles = across * Math.ceil(m / TILE);
  const cut = k > 2 * CHUNK && tiles <= FEW_TILES;
  const chunk = cut ? Math.max(CHUNK, Math.ceil(k / MOST_CHUNKS / 4) * 4) : Math.ceil(k / 4) * 4;
  const chunks = Math.ceil(k / chunk);
  const result = recorder.empty([m, n]);
  const partial = chunks === 1 ? result : recorder.empty([chunks, m, n]);
  // Four floats at a time may be read as one vector where every row begins at a multiple of four.
  const aligned = (transposeA ? m : k) % 4 === 0 && (transposeB ? k : n) % 4 === 0 && k % 4 === 0;
  recorder.dispatch(
    programFor(transposeA, transposeB, aligned),
    [a, b, partial],
    { integers: [m, n, k, chunk, across], floats: [] },
    [tiles, chunks],
  );
  if (partial !== result) {
    sumChunks(recorder, partial, result, { length: m * n, chunks, add: false });
    recorder.dispose(partial);
  }
  return result;
}

/** Whether a dispatch can have as many workgroups as the product wants. */
export function matmulFits({ m, n }: ProductShape): boolean {
  return Math.ceil(m / TILE) * Math.ceil(n / TILE) <= 65_535;
}

const ACCESS: Program['access'] = ['read-only-storage', 'read-only-storage', 'storage'];

function programFor(transposeA: boolean, transposeB: boolean, aligned: boolean): Program {
  return {
    key: `matmul ${JSON.stringify({ transposeA, transposeB, aligned })}`,
    access: ACCESS,
    source: () => sourceOf(transposeA, transposeB, aligned),
  };
}

const COUNTED = Array.from({ length: 8 }, (_, i) => i);
const FOUR = COUNTED.slice(0, 4);
const component = (i: number) => 'xyzw'[i & 3]!;

function sourceOf(transposeA: boolean, transposeB: boolean, aligned: boolean): string {
  const reader = (name: string) =>
    aligned
      ? `fn ${name}_quad(at: u32) -> vec4<f32> { return ${name}[at >> 2u]; }`
      : `fn ${name}_quad(at: u32) -> vec4<f32> {
  return vec4<f32>(${name}[at], ${name}[at + 1u], ${name}[at + 2u], ${name}[at + 3u]);
}`;
  // An array of vectors would leave out the last floats of a buffer that is no multiple of four.
  const element = aligned ? 'vec4<f32>' : 'f32';
  // What is read past the end of a sum counts nothing.
  const mask = (value: string, condition: string) =>
    aligned ? value : `select(vec4<f32>(), ${value}, ${condition})`;
  // a_i: of row i the four k, or, transposed, of k i / 2 four rows. b_i likewise.
  const loadsA = transposeA
    ? COUNTED.map(
        (i) =>
          `let a_${i} = ${mask(`a_quad((k + ${i >> 1}u) * m + row + ${4 * (i & 1)}u)`, `vec4<bool>(k + ${i >> 1}u < last)`)};`,
      )
    : COUNTED.map(
        (i) =>
          `let a_${i} = ${mask(`a_quad(min(row + ${i}u, m - 1u) * depth + k)`, 'k + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(last)')};`,
      );
  const loadsB = transposeB
    ? COUNTED.map((i) => `let b_${i} = b_quad(min(column + ${i}u, n - 1u) * depth + k);`)
    : COUNTED.map((i) => `let b_${i} = b_quad((k + ${i >> 1}u) * n + column + ${4 * (i & 1)}u);`);
  const ofA = (row: number, k: number) =>
    transposeA ? `a_${2 * k + (row >> 2)}.${component(row)}` : `a_${row}.${component(k)}`;
  const ofB = (half: number, k: number) =>
    transposeB
      ? `vec4<f32>(${FOUR.map((i) => `b_${4 * half + i}.${component(k)}`).join(', ')})`
      : `b_${2 * k + half}`;
  return /* wgsl */ `
${bindingsWgsl(ACCESS, [
  ['a', element],
  ['b', element],
  ['c', 'f32'],
])}
${reader('a')}
${reader('b')}
fn put(at: u32, count: u32, low: vec4<f32>, high: vec4<f32>) {
  for (var i = 0u; i < min(count, 4u); i++) { c[at + i] = low[i]; }
  for (var i = 4u; i < min(count, 8u); i++) { c[at + i] = high[i - 4u]; }
}

@compute @workgroup_size(${THREADS})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let m = uniforms.i.x;
  let n = uniforms.i.y;
  let depth = uniforms.i.z;
  let across = uniforms.j.x;
  let row = (group.x / across) * ${TILE}u + 8u * (thread / 8u);
  let column = (group.x % across) * ${TILE}u + 8u * (thread % 8u);
  if (row >= m || column >= n) { return; }
  let last = min(depth, (group.y + 1u) * uniforms.i.w);
  ${COUNTED.map((i) => `var low_${i} = vec4<f32>(); var high_${i} = vec4<f32>();`).join('\n  ')}
  for (var k = group.y * uniforms.i.w; k < last; k += 4u) {
    ${[...loadsA, ...loadsB].join('\n    ')}
    ${FOUR.map((k) => `let low_of_${k} = ${ofB(0, k)}; let high_of_${k} = ${ofB(1, k)};`).join('\n    ')}
    ${COUNTED.map((i) =>
      ['low', 'high']
        .map(
          (half) =>
            `${half}_${i} += ${FOUR.map((k) => `${ofA(i, k)} * ${half}_of_${k}`).join(' + ')};`,
        )
        .join(' '),
    ).join('\n    ')}
  }
  let count = n - column;
  let to = group.y * m * n + row * n + column;
  ${COUNTED.map((i) => `if (row + ${i}u < m) { put(to + ${i}u * n, count, low_${i}, high_${i}); }`).join('\n  ')}
}`;
}
