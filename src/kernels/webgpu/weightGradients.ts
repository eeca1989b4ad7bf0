/**
 * Gradients of all weights of the rollout from tape and deltas, A^T D over the rows of a segment, in two
 * dispatches: products over chunks of rows, then their sums in a fixed order, so that reruns are the same to
 * the bit. A bias is a product with ones.
 */
import type * as tf from '@tensorflow/tfjs';
import type { RolloutSizes } from '../rolloutSizes.ts';
import { sumChunks } from './chunkSums.ts';
import { type Packing, packingOf, upToFour } from './packing.ts';
import { type Bound, bindingsWgsl, type Program, type Recorder } from './recorder.ts';
import { deltaStrips, tapeStrips, weightParts } from './rolloutBuffers.ts';
import { stripWidth } from './strips.ts';

/** Columns [firstColumn, firstColumn + columns) of a weight's gradient. */
interface Job {
  readonly weight: string;
  /** Strip of the tape; null for a bias. */
  readonly input: string | null;
  readonly delta: string;
  readonly firstColumn: number;
}

function jobsOf({ widths, randomSigma }: RolloutSizes, hidden: number): Job[] {
  const job = (weight: string, input: string | null, delta: string, firstColumn = 0): Job => ({
    weight,
    input,
    delta,
    firstColumn,
  });
  const top = `u.${widths.length - 1}`;
  return [
    job('mixingH', 'past', 'u.0'),
    ...widths.slice(1).map((_, i) => job(`layer.${i}`, `u.${i}`, `u.${i + 1}`)),
    job('muW', top, 'mu'),
    job('muB', null, 'mu'),
    ...(randomSigma
      ? [job('logSigmaW', top, 'raw'), job('logSigmaB', null, 'raw')]
      : [
          job('sigmaH', 'past', 'sigmaTop'),
          job('sigmaW', 'sigmaTop', 'raw'),
          job('sigmaB', null, 'raw'),
        ]),
    job('phiZW', 'z', 'features'),
    job('phiZB', null, 'features'),
    job('gateZ', 'features', 'gateX'),
    // Of the gates' sums reset and update come here, the candidate's from behind the reset gate.
    job('gateH', 'past', 'gateX'),
    job('gateH', 'past', 'pastNew', 2 * hidden),
    job('gateHB', null, 'gateX'),
    job('gateHB', null, 'pastNew', 2 * hidden),
  ];
}

/** Gradients one after the other, rows not padded: each weight is one contiguous piece. */
export function gradientOffsets(sizes: RolloutSizes): {
  offsets: ReadonlyMap<string, number>;
  length: number;
} {
  const { offsets, length } = packingOf(
    weightParts(sizes).map(([name, rows, width]) => [name, 1, rows * width]),
  ) satisfies Packing;
  return { offsets, length };
}

const THREADS = 64;
/** Inputs and deltas a thread multiplies: 8 x 8, of 8 x 8 threads. */
const TILE = 64;
const ROWS_PER_CHUNK = 256;

/**
 * Gradients of the weights, packed as `gradientOffsets` says; added to what `into` holds unless `first`.
 * @param tape tape strips of the segment, `deltas` its delta strips, of `rows` rows
 */
export function weightGradients(
  recorder: Recorder,
  sizes: RolloutSizes,
  buffers: { readonly tape: Bound; readonly deltas: Bound; readonly into: tf.TensorInfo },
  rows: number,
  first: boolean,
): void {
  const { length } = gradientOffsets(sizes);
  const chunks = Math.ceil(rows / ROWS_PER_CHUNK);
  const partial = recorder.empty([chunks * length]);
  const program = productProgram(sizes);
  const tiles = tilesOf(sizes).count;
  recorder.dispatch(
    program,
    [buffers.tape, buffers.deltas, partial],
    { integers: [rows, upToFour(rows), ROWS_PER_CHUNK, length], floats: [] },
    [tiles, chunks],
  );
  sumChunks(recorder, partial, [buffers.into], { lengths: [length], chunks, add: !first });
  recorder.dispose(partial);
}

interface PlacedJob {
  /** Sums of widths before the strips; `ones` where there is no input. */
  readonly inputBefore: number;
  readonly ones: boolean;
  readonly inputs: number;
  readonly deltaBefore: number;
  readonly deltaWidth: number;
  /** First float of the gradient, and floats from one row of it to the next. */
  readonly to: number;
  readonly stride: number;
  /** Columns formed. */
  readonly columns: number;
  readonly firstTile: number;
  readonly tilesAcross: number;
}

function tilesOf(sizes: RolloutSizes): { jobs: PlacedJob[]; count: number } {
  const tape = tapeStrips(sizes);
  const deltas = deltaStrips(sizes);
  const { offsets } = gradientOffsets(sizes);
  const shapes = new Map(weightParts(sizes).map(([name, rows, width]) => [name, { rows, width }]));
  const jobs: PlacedJob[] = [];
  let count = 0;
  for (const { weight, input, delta, firstColumn } of jobsOf(sizes, sizes.hidden)) {
    const { rows, width } = shapes.get(weight)!;
    const deltaWidth = stripWidth(deltas, delta);
    const split = weight.startsWith('gateH') && delta === 'gateX';
    const columns = split ? 2 * sizes.hidden : deltaWidth;
    const tilesAcross = Math.ceil(columns / TILE);
    jobs.push({
      inputBefore: input === null ? 0 : tape.before.get(input)!,
      ones: input === null,
      inputs: rows,
      deltaBefore: deltas.before.get(delta)!,
      deltaWidth,
      to: offsets.get(weight)! + firstColumn,
      stride: width,
      columns,
      firstTile: count,
      tilesAcross,
    });
    count += tilesAcross * Math.ceil(rows / TILE);
  }
  return { jobs, count };
}

const PRODUCT_ACCESS: Program['access'] = ['read-only-storage', 'read-only-storage', 'storage'];

function productProgram(sizes: RolloutSizes): Program {
  return {
    key: `rollout weight gradients ${JSON.stringify(sizes)}`,
    access: PRODUCT_ACCESS,
    source: () => productSource(sizes),
  };
}

function productSource(sizes: RolloutSizes): string {
  const { jobs } = tilesOf(sizes);
  const rows = jobs.map(
    (job) =>
      `Job(${job.inputBefore}u, ${job.ones}, ${job.inputs}u, ${job.deltaBefore}u, ${job.deltaWidth}u, ` +
      `${job.to}u, ${job.stride}u, ${job.columns}u, ${job.firstTile}u, ${job.tilesAcross}u)`,
  );
  const eight = Array.from({ length: 8 }, (_, i) => i);
  const a = (i: number) => `a_${i >> 2}.${'xyzw'[i & 3]}`;
  return /* wgsl */ `
${bindingsWgsl(PRODUCT_ACCESS, [
  ['tape', 'vec4<f32>'],
  ['deltas', 'vec4<f32>'],
  ['partial_sums', 'f32'],
])}
struct Job {
  input_before: u32, ones: bool, inputs: u32, delta_before: u32, delta_width: u32,
  to: u32, stride: u32, columns: u32, first_tile: u32, tiles_across: u32,
}
const JOBS = array<Job, ${jobs.length}>(
  ${rows.join(',\n  ')});

// Four floats from any index on.
fn tape_quad(at: u32) -> vec4<f32> {
  let quad = tape[at >> 2u];
  if ((at & 3u) == 0u) { return quad; }
  let next = tape[(at >> 2u) + 1u];
  if ((at & 3u) == 1u) { return vec4<f32>(quad.yzw, next.x); }
  if ((at & 3u) == 2u) { return vec4<f32>(quad.zw, next.xy); }
  return vec4<f32>(quad.w, next.xyz);
}
fn delta_quad(at: u32) -> vec4<f32> {
  let quad = deltas[at >> 2u];
  if ((at & 3u) == 0u) { return quad; }
  let next = deltas[(at >> 2u) + 1u];
  if ((at & 3u) == 1u) { return vec4<f32>(quad.yzw, next.x); }
  if ((at & 3u) == 2u) { return vec4<f32>(quad.zw, next.xy); }
  return vec4<f32>(quad.w, next.xyz);
}
fn put(at: u32, count: u32, low: vec4<f32>, high: vec4<f32>) {
  for (var i = 0u; i < min(count, 4u); i++) { partial_sums[at + i] = low[i]; }
  for (var i = 4u; i < min(count, 8u); i++) { partial_sums[at + i] = high[i - 4u]; }
}

@compute @workgroup_size(${THREADS})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  var job = JOBS[0];
  for (var i = 1u; i < ${jobs.length}u; i++) {
    if (group.x >= JOBS[i].first_tile) { job = JOBS[i]; }
  }
  let tile = group.x - job.first_tile;
  let input = (tile / job.tiles_across) * ${TILE}u + 8u * (thread / 8u);
  let column = (tile % job.tiles_across) * ${TILE}u + 8u * (thread % 8u);
  if (input >= job.inputs || column >= job.columns) { return; }
  let rows = uniforms.i.x;
  let last = min(rows, (group.y + 1u) * uniforms.i.z);
  var input_at = job.input_before * uniforms.i.y + group.y * uniforms.i.z * job.inputs + input;
  var delta_at = job.delta_before * uniforms.i.y + group.y * uniforms.i.z * job.delta_width + column;
  ${eight.map((i) => `var low_${i} = vec4<f32>(); var high_${i} = vec4<f32>();`).join('\n  ')}
  for (var row = group.y * uniforms.i.z; row < last; row++) {
    var a_0 = vec4<f32>(1.0);
    var a_1 = vec4<f32>(1.0);
    if (!job.ones) {
      a_0 = tape_quad(input_at);
      a_1 = tape_quad(input_at + 4u);
    }
    let d_0 = delta_quad(delta_at);
    let d_1 = delta_quad(delta_at + 4u);
    ${eight.map((i) => `low_${i} += ${a(i)} * d_0; high_${i} += ${a(i)} * d_1;`).join('\n    ')}
    input_at += job.inputs;
    delta_at += job.delta_width;
  }
  let count = job.columns - column;
  let to = group.y * uniforms.i.w + job.to + input * job.stride + column;
  ${eight
    .map(
      (i) =>
        `if (input + ${i}u < job.inputs) { put(to + ${i}u * job.stride, count, low_${i}, high_${i}); }`,
    )
    .join('\n  ')}
}`;
}
