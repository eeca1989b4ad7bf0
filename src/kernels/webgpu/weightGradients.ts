/**
 * Gradients of all weights of a recurrence from tape and deltas, A^T D over the rows of a segment, in two
 * dispatches: products over chunks of rows, then their sums in a fixed order, so that reruns are the same to
 * the bit. A bias is a product with ones.
 */
import type * as tf from '@tensorflow/tfjs';
import { sumChunks } from './chunkSums.ts';
import { type Packing, type Part, packingOf, upToFour } from './packing.ts';
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
import { type Bound, bindingsWgsl, type Program, type Recorder } from './recorder.ts';
import { type Strips, stripWidth } from './strips.ts';
import { sharesLoads } from './subgroups.ts';

/** Columns [firstColumn, firstColumn + columns) of a weight's gradient. */
export interface Job {
  readonly weight: string;
  /** Strip of the tape. */
  readonly input: string;
  readonly delta: string;
  /** The bias that is added to the same sum. */
  readonly bias: string | null;
  readonly firstColumn: number;
  /** The first so many of the delta's; null: all. */
  readonly columns: number | null;
}

/** All products of a recurrence, and where what they are formed of lies. */
export interface GradientPlan {
  readonly jobs: readonly Job[];
  /** In the order their gradients are packed. */
  readonly weights: readonly Part[];
  readonly tape: Strips;
  readonly deltas: Strips;
}

export function jobOf(weight: string, input: string, delta: string, bias: string | null): Job {
  return { weight, input, delta, bias, firstColumn: 0, columns: null };
}

/** The products of a GRU's recurrent weights, `gateH` and `gateHB`. */
export function gateJobs(hidden: number): Job[] {
  return [
    // Of the gates' sums reset and update come here, the candidate's from behind the reset gate.
    { ...jobOf('gateH', 'past', 'gateX', 'gateHB'), columns: 2 * hidden },
    { ...jobOf('gateH', 'past', 'pastNew', 'gateHB'), firstColumn: 2 * hidden },
  ];
}

/** Gradients one after the other, rows not padded: each weight is one contiguous piece. */
export function gradientPacking(weights: readonly Part[]): Packing {
  return packingOf(weights.map(([name, rows, width]) => [name, 1, rows * width]));
}

/**
 * Gradients of the weights, packed as `gradientPacking` says; added to what `into` holds unless `first`.
 * Chunks are added from the last to the first, or `ascending`, as segments must be: cut at the same rows, they give
 * the same bits.
 * @param buffers tape strips of the segment and its delta strips, of `rows` rows
 */
export function weightGradients(
  recorder: Recorder,
  plan: GradientPlan,
  buffers: { readonly tape: Bound; readonly deltas: Bound; readonly into: tf.TensorInfo },
  {
    rows,
    rowsPerChunk,
    first,
    ascending = false,
  }: {
    readonly rows: number;
    readonly rowsPerChunk: number;
    readonly first: boolean;
    readonly ascending?: boolean;
  },
): void {
  const { length } = gradientPacking(plan.weights);
  const chunks = Math.ceil(rows / rowsPerChunk);
  const partial = recorder.empty([chunks * length]);
  const { jobs, count: tiles } = tilesOf(plan);
  const program = productProgram(jobs, {
    // Whether every strip's rows begin at a multiple of four.
    aligned: [...plan.tape.widths.values(), ...plan.deltas.widths.values()].every(
      (width) => width % 4 === 0,
    ),
    // Whether the number of rows of every chunk is a multiple of four.
    whole: rows % 4 === 0 && rowsPerChunk % 4 === 0,
    shared: sharesLoads(recorder.device),
  });
  recorder.dispatch(
    program,
    [buffers.tape, buffers.deltas, partial],
    {
      integers: [rows, upToFour(rows), rowsPerChunk, length, chunks, ascending ? 1 : 0],
      floats: [],
    },
    [tiles, chunks],
  );
  sumChunks(recorder, partial, [buffers.into], { lengths: [length], chunks, add: !first });
  recorder.dispose(partial);
}

interface PlacedJob {
  /** Sums of widths before the strips. */
  readonly inputBefore: number;
  readonly inputs: number;
  readonly deltaBefore: number;
  readonly deltaWidth: number;
  /** First float of the gradient, and floats from one row of it to the next. */
  readonly to: number;
  readonly stride: number;
  /** Columns formed. */
  readonly columns: number;
  /** First float of the bias's gradient; -1 without one. */
  readonly biasTo: number;
  readonly firstTile: number;
  readonly tilesAcross: number;
}

function tilesOf({ jobs, weights, tape, deltas }: GradientPlan): {
  jobs: PlacedJob[];
  count: number;
} {
  const { offsets } = gradientPacking(weights);
  const shapes = new Map(weights.map(([name, rows, width]) => [name, { rows, width }]));
  const placed: PlacedJob[] = [];
  let count = 0;
  for (const { weight, input, delta, bias, firstColumn, columns } of jobs) {
    const { rows, width } = shapes.get(weight)!;
    const deltaWidth = stripWidth(deltas, delta);
    const formed = columns ?? deltaWidth;
    const tilesAcross = Math.ceil(formed / TILE);
    placed.push({
      inputBefore: tape.before.get(input)!,
      inputs: rows,
      deltaBefore: deltas.before.get(delta)!,
      deltaWidth,
      to: offsets.get(weight)! + firstColumn,
      stride: width,
      columns: formed,
      biasTo: bias === null ? -1 : offsets.get(bias)! + firstColumn,
      firstTile: count,
      tilesAcross,
    });
    count += tilesAcross * Math.ceil(rows / TILE);
  }
  return { jobs: placed, count };
}

const ACCESS: Program['access'] = ['read-only-storage', 'read-only-storage', 'storage'];

interface Variant {
  readonly aligned: boolean;
  readonly whole: boolean;
  readonly shared: boolean;
}

function productProgram(jobs: readonly PlacedJob[], variant: Variant): Program {
  return {
    key: `weight gradients ${JSON.stringify({ jobs, ...variant })}`,
    access: ACCESS,
    subgroups: variant.shared,
    source: () => productSource(jobs, variant),
  };
}

function productSource(jobs: readonly PlacedJob[], { aligned, whole, shared }: Variant): string {
  const rows = jobs.map(
    (job) =>
      `Job(${job.inputBefore}u, ${job.inputs}u, ${job.deltaBefore}u, ${job.deltaWidth}u, ` +
      `${job.to}u, ${job.stride}u, ${job.columns}u, ${job.biasTo}, ${job.firstTile}u, ${job.tilesAcross}u)`,
  );
  const a: Operand = { name: 'tape', transposed: true, aligned, offset: 'input_at' };
  const b: Operand = {
    name: 'deltas',
    transposed: false,
    aligned,
    stride: 'job.delta_width',
    offset: 'delta_at',
  };
  return /* wgsl */ `
${bindingsWgsl(ACCESS, [
  ['tape', elementOf(aligned)],
  ['deltas', elementOf(aligned)],
  ['partial_sums', elementOf(aligned)],
])}
struct Job {
  input_before: u32, inputs: u32, delta_before: u32, delta_width: u32,
  to: u32, stride: u32, columns: u32, bias_to: i32, first_tile: u32, tiles_across: u32,
}
const JOBS = array<Job, ${jobs.length}>(
  ${rows.join(',\n  ')});
${quadReaderWgsl(a)}
${quadReaderWgsl(b)}
@compute @workgroup_size(${TILE_THREADS})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  var index = 0u;
  for (var i = 1u; i < ${jobs.length}u; i++) {
    if (group.x >= JOBS[i].first_tile) { index = i; }
  }
  let job = JOBS[index];
  let tile = group.x - job.first_tile;
  let m = job.inputs;
  let n = job.columns;
  let row = (tile / job.tiles_across) * ${TILE}u + 8u * (thread / 8u);
  let column = (tile % job.tiles_across) * ${TILE}u + 8u * (thread % 8u);
  if (${OUTSIDE_WGSL}) { return; }
  let input_at = job.input_before * uniforms.i.y;
  let delta_at = job.delta_before * uniforms.i.y;
  let first = group.y * uniforms.i.z;
  let last = min(uniforms.i.x, first + uniforms.i.z);
  ${RESULTS_WGSL}
  var low_sum = vec4<f32>();
  var high_sum = vec4<f32>();
  ${productWgsl(a, b, { whole, columnSums: true, shared })}
  // The sums of chunks begin with what comes first.
  let place = select(uniforms.j.x - 1u - group.y, group.y, uniforms.j.y == 1u);
  let chunk_at = place * uniforms.i.w;
  let to = chunk_at + job.to;
  ${storeWgsl('partial_sums', aligned, undefined, 'job.stride')}
  if (row == 0u && job.bias_to >= 0) {
    let bias_to = chunk_at + u32(job.bias_to);
    ${storeSumsWgsl('partial_sums', aligned, 'bias_to')}
  }
}`;
}
