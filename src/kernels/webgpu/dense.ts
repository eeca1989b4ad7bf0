/**
 * The gradient of a layer, a w + bias, as two dispatches: products for the input and chunks of those for the
 * weights side by side, then the sums of the chunks. The bias is the sum of the rows, formed along.
 */
import type * as tf from '@tensorflow/tfjs';
import { sumChunks } from './chunkSums.ts';
import { chunksOf } from './matmul.ts';
import {
  elementOf,
  type Operand,
  OUTSIDE_WGSL,
  productWgsl,
  quadReaderWgsl,
  RESULTS_WGSL,
  storeSumsWgsl,
  storeWgsl,
  TILE,
  TILE_THREADS,
} from './productTile.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';
import { sharesLoads } from './subgroups.ts';

export interface DenseGradient {
  /** Null where it was not asked for. [R, N] */
  readonly a: tf.TensorInfo | null;
  readonly w: tf.TensorInfo; // [N, M]
  readonly bias: tf.TensorInfo; // [M]
}

/**
 * From the gradient `dy` of the sum. a [R, N], w [N, M], dy [R, M]; of data may enter N columns of a wider
 * matrix, from `firstColumn` on.
 */
export function denseGradient(
  recorder: Recorder,
  a: tf.TensorInfo,
  w: tf.TensorInfo,
  dy: tf.TensorInfo,
  { ofData, firstColumn }: { readonly ofData: boolean; readonly firstColumn: number },
): DenseGradient {
  const [rows, stride] = a.shape as [number, number];
  const [inputs, outputs] = w.shape as [number, number];
  const down = Math.ceil(inputs / TILE);
  const across = Math.ceil(outputs / TILE);
  const weightTiles = down * across;
  const { chunk, chunks } = chunksOf(rows, weightTiles);
  const inputTiles = ofData ? 0 : Math.ceil(rows / TILE) * down;
  const lengths = [inputs * outputs, outputs];
  const partial = recorder.empty([chunks, inputs + 1, outputs]);
  const ofA = ofData ? null : recorder.empty([rows, inputs]);
  recorder.dispatch(
    programFor(
      { rows, inputs, outputs, stride, firstColumn, ofData },
      sharesLoads(recorder.device),
    ),
    [a, dy, ...(ofA ? [w, ofA] : []), partial],
    {
      integers: [rows, inputs, outputs, inputTiles, stride, across, chunk, firstColumn],
      floats: [],
    },
    [inputTiles + weightTiles * chunks],
  );
  const ofW = recorder.empty([inputs, outputs]);
  const ofBias = recorder.empty([outputs]);
  sumChunks(recorder, partial, [ofW, ofBias], { lengths, chunks });
  recorder.dispose(partial);
  return { a: ofA, w: ofW, bias: ofBias };
}

interface GradientSizes {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: number;
  readonly firstColumn: number;
  readonly ofData: boolean;
}

/** What is a multiple of four, and may be read and written four at a time. */
interface Variant {
  readonly rows: boolean;
  readonly inputs: boolean;
  readonly outputs: boolean;
  /** Both stride and first column of `a`. */
  readonly a: boolean;
  readonly ofData: boolean;
  readonly shared: boolean;
}

function programFor({ ofData, ...sizes }: GradientSizes, shared: boolean): Program {
  const four = (count: number) => count % 4 === 0;
  const variant: Variant = {
    rows: four(sizes.rows),
    inputs: four(sizes.inputs),
    outputs: four(sizes.outputs),
    a: four(sizes.stride) && four(sizes.firstColumn),
    ofData,
    shared,
  };
  const read = Array.from({ length: ofData ? 2 : 3 }, () => 'read-only-storage' as const);
  const written = read.slice(1).map(() => 'storage' as const);
  const access = [...read, ...written];
  return {
    key: `dense gradient ${JSON.stringify(variant)}`,
    access,
    subgroups: shared,
    source: () => sourceOf(variant, access),
  };
}

function sourceOf(variant: Variant, access: Program['access']): string {
  const { ofData, shared } = variant;
  const operand = (name: string, transposed: boolean, aligned: boolean): Operand => ({
    name,
    transposed,
    aligned,
  });
  const a: Operand = {
    ...operand('a', true, variant.a),
    stride: 'uniforms.j.x',
    offset: 'uniforms.j.w',
  };
  const dy = operand('dy', false, variant.outputs);
  const ofInput = `if (group.x < input_tiles) {
    let m = rows;
    let n = inputs;
    let depth = outputs;
    let row = (group.x / down) * ${TILE}u + 8u * (thread / 8u);
    let column = (group.x % down) * ${TILE}u + 8u * (thread % 8u);
    if (${OUTSIDE_WGSL}) { return; }
    let first = 0u;
    let last = depth;
    ${productWgsl(dy, operand('w', true, variant.outputs), { whole: variant.outputs, shared })}
    let to = 0u;
    ${storeWgsl('d_a', variant.inputs)}
    return;
  }`;
  return /* wgsl */ `
${bindingsWgsl(access, [
  ['a', elementOf(variant.a)],
  ['dy', elementOf(variant.outputs)],
  ...(ofData
    ? []
    : ([
        ['w', elementOf(variant.outputs)],
        ['d_a', elementOf(variant.inputs)],
      ] as const)),
  ['partial_sums', elementOf(variant.outputs)],
])}
${quadReaderWgsl(a)}
${quadReaderWgsl(dy)}
${ofData ? '' : quadReaderWgsl(operand('w', true, variant.outputs))}
@compute @workgroup_size(${TILE_THREADS})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let rows = uniforms.i.x;
  let inputs = uniforms.i.y;
  let outputs = uniforms.i.z;
  let input_tiles = uniforms.i.w;
  let down = (inputs + ${TILE - 1}u) / ${TILE}u;
  ${RESULTS_WGSL}
  ${ofData ? '' : ofInput}
  let m = inputs;
  let n = outputs;
  let depth = rows;
  let tile = (group.x - input_tiles) % (down * uniforms.j.y);
  let chunk = (group.x - input_tiles) / (down * uniforms.j.y);
  let row = (tile / uniforms.j.y) * ${TILE}u + 8u * (thread / 8u);
  let column = (tile % uniforms.j.y) * ${TILE}u + 8u * (thread % 8u);
  if (${OUTSIDE_WGSL}) { return; }
  let first = chunk * uniforms.j.z;
  let last = min(depth, first + uniforms.j.z);
  var low_sum = vec4<f32>();
  var high_sum = vec4<f32>();
  ${productWgsl(a, dy, { whole: variant.rows, columnSums: true, shared })}
  let to = chunk * (m + 1u) * n;
  ${storeWgsl('partial_sums', variant.outputs)}
  if (row == 0u) {
    ${storeSumsWgsl('partial_sums', variant.outputs, 'to + m * n')}
  }
}`;
}
