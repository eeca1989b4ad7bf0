/**
 * Products of two matrices, either of them read transposed, and what a layer does with the result. Long sums
 * are cut into chunks that are added in a fixed order.
 */
import type * as tf from '@tensorflow/tfjs';
import { sumChunks } from './chunkSums.ts';
import {
  elementOf,
  type Operand,
  OUTSIDE_WGSL,
  productWgsl,
  quadReaderWgsl,
  RESULTS_WGSL,
  storeWgsl,
  TILE,
  TILE_THREADS,
} from './productTile.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';
import { sharesLoads } from './subgroups.ts';

export interface ProductShape {
  /** C [m, n] = A [m, k] B [k, n]; stored [k, m] and [n, k] where transposed. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** A is these columns of a wider matrix; its rows are then not transposed. */
  readonly window?: { readonly first: number; readonly stride: number };
}

/** What is added to a product, and what is made of the sum. */
export interface Finish {
  readonly bias?: tf.TensorInfo; // [n]
  readonly beside?: tf.TensorInfo; // [m, n]
  /** Bounds of the result. */
  readonly least?: number;
  readonly most?: number;
}

/** Stands for infinity, which WGSL knows no name for. */
const LARGEST = 3.4e38;

/** Sums longer than twice this are cut, into at most 32 chunks, where few tiles are to be formed. */
const CHUNK = 256;
const MOST_CHUNKS = 32;
const FEW_TILES = 64;

/** How a sum over k is cut so that a GPU has work for all its processors. */
export function chunksOf(k: number, tiles: number): { chunk: number; chunks: number } {
  const cut = k > 2 * CHUNK && tiles <= FEW_TILES;
  const chunk = cut ? Math.max(CHUNK, Math.ceil(k / MOST_CHUNKS / 4) * 4) : Math.ceil(k / 4) * 4;
  return { chunk, chunks: Math.ceil(k / chunk) };
}

/** A B, with the transposes asked for, finished. [m, n] */
export function matmul(
  recorder: Recorder,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  shape: ProductShape,
  finish: Finish = {},
): tf.TensorInfo {
  const { m, n, k, window = { first: 0, stride: shape.transposeA ? m : k } } = shape;
  const { bias, beside, least = -LARGEST, most = LARGEST } = finish;
  const bounded = least > -LARGEST || most < LARGEST;
  const plain = bias === undefined && beside === undefined && !bounded;
  const across = Math.ceil(n / TILE);
  const tiles = across * Math.ceil(m / TILE);
  const { chunk, chunks } = plain ? chunksOf(k, tiles) : { chunk: Math.ceil(k / 4) * 4, chunks: 1 };
  const result = recorder.empty([m, n]);
  const partial = chunks === 1 ? result : recorder.empty([chunks, m, n]);
  const bound = [a, b, ...(bias ? [bias] : []), ...(beside ? [beside] : []), partial];
  recorder.dispatch(
    programFor(shape, sharesLoads(recorder.device), {
      bias: bias !== undefined,
      beside: beside !== undefined,
      bounded,
    }),
    bound,
    { integers: [m, n, k, chunk, across, window.stride, window.first], floats: [least, most] },
    [tiles, chunks],
  );
  if (partial !== result) {
    sumChunks(recorder, partial, [result], { lengths: [m * n], chunks });
    recorder.dispose(partial);
  }
  return result;
}

/** Whether a dispatch can have as many workgroups as the product wants. */
export function matmulFits({ m, n }: Pick<ProductShape, 'm' | 'n'>): boolean {
  return Math.ceil(m / TILE) * Math.ceil(n / TILE) <= 65_535;
}

interface Finished {
  readonly bias: boolean;
  readonly beside: boolean;
  readonly bounded: boolean;
}

function programFor(shape: ProductShape, shared: boolean, finished: Finished): Program {
  const { m, n, k, transposeA, transposeB } = shape;
  const { first, stride } = shape.window ?? { first: 0, stride: transposeA ? m : k };
  const a = {
    name: 'a',
    transposed: transposeA,
    aligned: stride % 4 === 0 && first % 4 === 0,
    stride: 'uniforms.j.y',
    offset: 'uniforms.j.z',
  };
  const b = { name: 'b', transposed: transposeB, aligned: (transposeB ? k : n) % 4 === 0 };
  const whole = k % 4 === 0;
  const wide = n % 4 === 0;
  const inputs = 2 + Number(finished.bias) + Number(finished.beside);
  const access: Program['access'] = [
    ...Array.from({ length: inputs }, () => 'read-only-storage' as const),
    'storage',
  ];
  return {
    key: `matmul ${JSON.stringify({ a, b, whole, wide, shared, finished })}`,
    access,
    subgroups: shared,
    source: () => sourceOf(a, b, { whole, wide, shared }, finished, access),
  };
}

function sourceOf(
  a: Operand,
  b: Operand,
  { whole, wide, shared }: { whole: boolean; wide: boolean; shared: boolean },
  { bias, beside, bounded }: Finished,
  access: Program['access'],
): string {
  const wideElement = elementOf(wide);
  const four = (name: string, at: string) =>
    wide
      ? `${name}[(${at}) >> 2u]`
      : `vec4<f32>(${[0, 1, 2, 3].map((i) => `${name}[${at} + ${i}u]`).join(', ')})`;
  const finish = (result: string, column: string, at: string) => {
    let value = result;
    if (bias) value += ` + ${four('bias', column)}`;
    if (beside) value += ` + ${four('beside', at)}`;
    return bounded ? `clamp(${value}, vec4<f32>(uniforms.f.x), vec4<f32>(uniforms.f.y))` : value;
  };
  return /* wgsl */ `
${bindingsWgsl(access, [
  ['a', elementOf(a.aligned)],
  ['b', elementOf(b.aligned)],
  ...(bias ? ([['bias', wideElement]] as const) : []),
  ...(beside ? ([['beside', wideElement]] as const) : []),
  ['c', wideElement],
])}
${quadReaderWgsl(a)}
${quadReaderWgsl(b)}
@compute @workgroup_size(${TILE_THREADS})
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
  if (${OUTSIDE_WGSL}) { return; }
  let first = group.y * uniforms.i.w;
  let last = min(depth, first + uniforms.i.w);
  ${RESULTS_WGSL}
  ${productWgsl(a, b, { whole, shared })}
  let to = group.y * m * n;
  ${storeWgsl('c', wide, finish)}
}`;
}
