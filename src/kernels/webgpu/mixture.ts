/**
 * log h_K of every row and its slope in z as one dispatch. A workgroup keeps a tile of rows and goes through
 * the K draws: the activations of tile x draw lie in workgroup memory and in registers, the log-sum-exp runs
 * along, and nothing of size R K W is ever stored. `model/reference.ts` is the definition; names and shapes
 * are those of `model/ops.ts`.
 */
import type * as tf from '@tensorflow/tfjs';
import { offsetOf, type Part, pack, packingOf, upToFour } from './packing.ts';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';
import { sharesLoads } from './subgroups.ts';

/** What a shader is made for; numbers that change from step to step are uniforms. */
export interface MixtureSizes {
  readonly latent: number;
  /** W_1, W_2, ... */
  readonly widths: readonly number[];
  readonly randomSigma: boolean;
}

export interface MixtureTensors {
  readonly z: tf.TensorInfo; // [R, D]
  readonly mu0: tf.TensorInfo; // [R, D]
  readonly logSigma0: tf.TensorInfo; // [R, D]
  readonly context: tf.TensorInfo; // [R, W_1]
  /** Noise of every layer, W_1 first; the rows of a group share it. [G, K, W_i] */
  readonly noise: readonly tf.TensorInfo[];
  readonly layers: readonly tf.TensorInfo[]; // [W_{i-1}, W_i]
  readonly muW: tf.TensorInfo; // [W_L, D]
  readonly muB: tf.TensorInfo; // [D]
  /** Deterministic: log sigma of each row [R, D]. Random: null. */
  readonly logSigma: tf.TensorInfo | null;
  /** Random: its head, [W_L, D] and [D]. */
  readonly logSigmaW: tf.TensorInfo | null;
  readonly logSigmaB: tf.TensorInfo | null;
}

export interface MixtureScale {
  readonly latentSd: number;
  readonly logSigmaMax: number;
}

/** How a tile is laid out over the threads of a workgroup. */
interface Tile {
  /** Rows of the tile: 4, 8, 16 or 32. */
  readonly rows: number;
  /** Vectors of four rows a thread works on. */
  readonly quads: number;
  /** Threads that share a group of rows, each with columns of its own. */
  readonly columnThreads: number;
  /** Vectors of four columns a thread works on, at most. */
  readonly columnQuads: number;
  readonly threads: number;
  /** Whether four neighbouring threads load their rows together (`subgroups.ts`). */
  readonly shared: boolean;
}

/**
 * Threads of a workgroup, vectors of four rows each works on, and vectors of four results it may hold. On a
 * processor a load costs as much as ten multiplications and registers nothing: few threads with much each.
 */
const LAYOUTS = {
  hardware: { threads: 64, mostQuads: 2, mostResults: 16 },
  software: { threads: 16, mostQuads: 4, mostResults: 64 },
} as const;

export type Layout = keyof typeof LAYOUTS;

/** Floats of workgroup memory for each row beside its activations: draws, largest and total. */
const OF_A_ROW = 3;

/** The largest tile that fits; null where not even four rows do. */
function tileFor(sizes: MixtureSizes, layout: Layout, device: GPUDevice): Tile | null {
  const { threads, mostQuads, mostResults } = LAYOUTS[layout];
  const widest = Math.max(...sizes.widths, sizes.latent);
  for (const rows of [32, 16, 8, 4]) {
    const floats =
      rows *
      (upToFour(Math.max(...sizes.widths)) +
        upToFour(sizes.latent) * (sizes.randomSigma ? 3 : 2) +
        OF_A_ROW);
    const quads = Math.min(mostQuads, rows / 4);
    const columnThreads = threads / (rows / (4 * quads));
    const columnQuads = Math.ceil(Math.ceil(widest / 4) / columnThreads);
    if (
      floats * 4 <= device.limits.maxComputeWorkgroupStorageSize &&
      columnQuads * quads * 4 <= mostResults
    )
      return {
        rows,
        quads,
        columnThreads,
        columnQuads,
        threads,
        shared: layout === 'software' && sharesLoads(device),
      };
  }
  return null;
}

/** Whether the device can run the fused mixture at these widths. */
export function mixtureFits(sizes: MixtureSizes, layout: Layout, device: GPUDevice): boolean {
  return tileFor(sizes, layout, device) !== null;
}

/** What a shader reads by constant offsets: the weights. The noise, whose length changes, comes after. */
function weightParts({ latent, widths, randomSigma }: MixtureSizes): Part[] {
  const last = widths.at(-1)!;
  const heads: Part[] = [
    ['muW', last, latent],
    ['muB', 1, latent],
    ['logSigmaW', last, latent],
    ['logSigmaB', 1, latent],
  ];
  return [
    ...widths.slice(1).map((width, i): Part => [`layer.${i + 1}`, widths[i]!, width]),
    ...heads.slice(0, randomSigma ? 4 : 2),
  ];
}

/**
 * log h_K [R], nats, and d log h_K / dz with everything else held fixed [R, D].
 * @param cut how a workgroup is laid out, and multiplications after which the rows are cut into dispatches
 */
export function mixtureLogDensity(
  recorder: Recorder,
  sizes: MixtureSizes,
  tensors: MixtureTensors,
  { latentSd, logSigmaMax }: MixtureScale,
  { layout, productsPerDispatch }: { layout: Layout; productsPerDispatch: number },
): { logDensity: tf.TensorInfo; slope: tf.TensorInfo } {
  const tile = tileFor(sizes, layout, recorder.device);
  if (tile === null) throw new RangeError(`mixing layers of ${sizes.widths} fit into no tile`);
  const { latent, widths, randomSigma } = sizes;
  const [rows] = tensors.z.shape as [number, number];
  const [groups, draws] = tensors.noise[0]!.shape as [number, number];
  const packing = packingOf([
    ...weightParts(sizes),
    ...widths.map((width, i): Part => [`noise.${i}`, groups * draws, width]),
  ]);
  const heads = [tensors.muW, tensors.muB, tensors.logSigmaW, tensors.logSigmaB];
  const network = recorder.empty([packing.length]);
  const parts = [...tensors.layers, ...heads.filter((head) => head !== null), ...tensors.noise];
  pack(recorder, packing, parts, network);
  const logDensity = recorder.empty([rows]);
  const slope = recorder.empty([rows, latent]);
  const bound = [tensors.context, tensors.z, tensors.mu0, tensors.logSigma0, network];
  if (tensors.logSigma !== null) bound.push(tensors.logSigma);
  bound.push(logDensity, slope);

  const heights = [...widths.slice(1), latent * (randomSigma ? 2 : 1)];
  const perRow = draws * heights.reduce((sum, height, i) => sum + height * widths[i]!, 0);
  const tiles = Math.ceil(rows / tile.rows);
  const tilesAtOnce = Math.max(
    1,
    Math.min(65_535, Math.floor(productsPerDispatch / (tile.rows * Math.max(1, perRow)))),
  );
  const shared = (rows / groups) % 4 === 0;
  const program = programFor(sizes, tile, shared);
  const noiseStarts = widths.map((_, i) => offsetOf(packing, `noise.${i}`));
  for (let first = 0; first < tiles; first += tilesAtOnce) {
    const integers = [rows, draws, first * tile.rows, rows / groups, ...noiseStarts];
    const floats = [latentSd, logSigmaMax, Math.log(draws + 1)];
    const count = Math.min(tilesAtOnce, tiles - first);
    recorder.dispatch(program, bound, { integers, floats }, [count]);
    if (tiles > tilesAtOnce) recorder.submit();
  }
  recorder.dispose(network);
  return { logDensity, slope };
}

/** @param shared whether four rows from a multiple of four on always share their draws */
function programFor(sizes: MixtureSizes, tile: Tile, shared: boolean): Program {
  const read = Array.from(
    { length: sizes.randomSigma ? 5 : 6 },
    () => 'read-only-storage' as const,
  );
  const access = [...read, 'storage', 'storage'] as const;
  return {
    key: `mixture ${JSON.stringify({ sizes, tile, shared })}`,
    subgroups: tile.shared,
    source: () => sourceOf(sizes, tile, shared, access),
    access,
  };
}

function sourceOf(
  sizes: MixtureSizes,
  tile: Tile,
  shared: boolean,
  access: Program['access'],
): string {
  const { latent, widths, randomSigma } = sizes;
  const weights = packingOf(weightParts(sizes));
  const perColumn = tile.rows / 4; // vectors of four rows
  const heads = randomSigma ? ['muW', 'logSigmaW'] : ['muW'];
  // Inputs, vectors of four outputs, first vector of the weights.
  const products = [
    ...widths.slice(1).map((width, i) => [widths[i]!, width, offsetOf(weights, `layer.${i + 1}`)]),
    ...heads.map((name) => [widths.at(-1)!, latent, offsetOf(weights, name)]),
  ].map(
    ([inputs, outputs, offset]) =>
      `vec3<u32>(${inputs}, ${upToFour(outputs!) / 4}, ${offset! / 4})`,
  );
  const padded = upToFour(latent);
  const logSigma = randomSigma
    ? `max(uniforms.f.y - softplus(uniforms.f.y - head[place + ${padded * perColumn}u][kept & 3u] -
        network_at(${offsetOf(weights, 'logSigmaB')}u + d)), -5.0)`
    : 'log_sigma[at]';
  const mu = `uniforms.f.x * (head[place][kept & 3u] + network_at(${offsetOf(weights, 'muB')}u + d))`;
  return /* wgsl */ `
${bindingsWgsl(access, [
  ['context', 'f32'],
  ['z', 'f32'],
  ['mu0', 'f32'],
  ['log_sigma0', 'f32'],
  ['network', 'vec4<f32>'],
  ...(randomSigma ? [] : ([['log_sigma', 'f32']] as [string, string][])),
  ['log_density', 'f32'],
  ['slope', 'f32'],
])}
const D = ${latent}u;
const HALF_LOG_TWO_PI = 0.9189385332046727;
const HEAD_SIZE = ${padded * perColumn}u;
const HIDDEN = ${widths.length}u; // layers
const PRODUCTS = array<vec3<u32>, ${products.length}>(${products.join(', ')});
// By column, then four rows a vector: activations, and raw mu and log sigma.
var<workgroup> u: array<vec4<f32>, ${Math.max(...widths.map(upToFour)) * perColumn}>;
var<workgroup> head: array<vec4<f32>, ${heads.length * padded * perColumn}>;
// Of each vector of rows.
var<workgroup> draws_at: array<vec4<u32>, ${perColumn}>;
// The slope so far, times the weights so far.
var<workgroup> pull: array<f32, ${latent * tile.rows}>;
// The log-sum-exp so far: of each row the largest term, and the sum of all in units of it.
var<workgroup> largest: array<f32, ${tile.rows}>;
var<workgroup> total: array<f32, ${tile.rows}>;

fn network_at(index: u32) -> f32 { return network[index >> 2u][index & 3u]; }
// The draws of four rows: their groups times the number of draws.
fn draws_of(row: u32) -> vec4<u32> {
  let rows = min(row + vec4<u32>(0u, 1u, 2u, 3u), vec4<u32>(uniforms.i.x - 1u));
  return uniforms.i.y * ${shared ? 'vec4<u32>(rows.x / uniforms.i.w)' : '(rows / vec4<u32>(uniforms.i.w))'};
}
fn softplus(x: f32) -> f32 { return max(x, 0.0) + log(1.0 + exp(-abs(x))); }

@compute @workgroup_size(${tile.threads})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let rows = uniforms.i.x;
  let draws = uniforms.i.y;
  let first_row = uniforms.i.z + group.x * ${tile.rows}u;
  let column_thread = thread % ${tile.columnThreads}u;
  let row_quad = (thread / ${tile.columnThreads}u) * ${tile.quads}u;
  for (var kept = thread; kept < ${tile.rows}u; kept += ${tile.threads}u) {
    let row = min(first_row + kept, rows - 1u);
    var log_q = 0.0;
    for (var d = 0u; d < D; d++) {
      let at = row * D + d;
      let scaled = (z[at] - mu0[at]) * exp(-log_sigma0[at]);
      log_q += -0.5 * scaled * scaled - log_sigma0[at] - HALF_LOG_TWO_PI;
      pull[d * ${tile.rows}u + kept] = (mu0[at] - z[at]) * exp(-2.0 * log_sigma0[at]);
    }
    largest[kept] = log_q;
    total[kept] = 1.0;
  }
  if (thread < ${perColumn}u) { draws_at[thread] = draws_of(first_row + 4u * thread); }
  workgroupBarrier();
  for (var draw = 0u; draw < draws; draw++) {
    for (var item = thread; item < ${widths[0]! * perColumn}u; item += ${tile.threads}u) {
      let column = item % ${widths[0]}u;
      let quad = item / ${widths[0]}u;
      let at = min(first_row + 4u * quad + vec4<u32>(0u, 1u, 2u, 3u), vec4<u32>(rows - 1u)) * ${widths[0]}u + column;
      let noise_at = uniforms.j.x + (draws_at[quad] + draw) * ${upToFour(widths[0]!)}u + column;
      let noise = ${shared ? 'vec4<f32>(network_at(noise_at.x))' : 'vec4<f32>(network_at(noise_at.x), network_at(noise_at.y), network_at(noise_at.z), network_at(noise_at.w))'};
      let beside = vec4<f32>(context[at.x], context[at.y], context[at.z], context[at.w]);
      u[column * ${perColumn}u + quad] = max(beside + noise, vec4<f32>());
    }
    for (var layer = 0u; layer < ${products.length}u; layer++) {
      let product = PRODUCTS[layer];
      workgroupBarrier();
${productWgsl(tile, sizes, shared)}
    }
    workgroupBarrier();
    for (var kept = thread; kept < ${tile.rows}u; kept += ${tile.threads}u) {
      let row = min(first_row + kept, rows - 1u);
      var log_q = 0.0;
      for (var d = 0u; d < D; d++) {
        let at = row * D + d;
        let place = d * ${perColumn}u + kept / 4u;
        let s = ${logSigma};
        let scaled = (z[at] - ${mu}) * exp(-s);
        log_q += -0.5 * scaled * scaled - s - HALF_LOG_TWO_PI;
      }
      let next = max(largest[kept], log_q);
      let keep = exp(largest[kept] - next);
      let weight = exp(log_q - next);
      total[kept] = total[kept] * keep + weight;
      largest[kept] = next;
      for (var d = 0u; d < D; d++) {
        let at = row * D + d;
        let place = d * ${perColumn}u + kept / 4u;
        let s = ${logSigma};
        let toward = (${mu} - z[at]) * exp(-2.0 * s);
        let of_d = d * ${tile.rows}u + kept;
        pull[of_d] = pull[of_d] * keep + weight * toward;
      }
    }
  }
  for (var kept = thread; kept < ${tile.rows}u; kept += ${tile.threads}u) {
    let row = first_row + kept;
    if (row < rows) {
      log_density[row] = largest[kept] + log(total[kept]) - uniforms.f.z;
      for (var d = 0u; d < D; d++) {
        slope[row * D + d] = pull[d * ${tile.rows}u + kept] / total[kept];
      }
    }
  }
}`;
}

/**
 * The product of the tile in `u` with the weights of the layer, whose result, with noise and activation, takes
 * the place of the tile; a head's goes to `head` as it is. Each thread has some rows of some columns in
 * registers. In one body for all layers: software adapters take seconds to compile a second one.
 */
function productWgsl(
  { rows, quads, columnThreads, columnQuads, shared: loadsShared }: Tile,
  { widths }: MixtureSizes,
  shared: boolean,
): string {
  const perColumn = rows / 4;
  // Inputs of the sum taken together.
  const turn = widths.every((width) => width % 4 === 0) ? 4 : 1;
  const counted = (count: number) => Array.from({ length: count }, (_, i) => i);
  const each = (body: (v: number, c: number, q: number) => string) =>
    counted(columnQuads).flatMap((v) =>
      counted(4).flatMap((c) => counted(quads).map((q) => body(v, c, q))),
    );
  const loadsOf = (from: string) =>
    loadsShared
      ? [
          `let own = ${from}(thread & ${quads - 1}u)];`,
          ...counted(quads).map((q) => `let a_${q} = quadBroadcast(own, ${q}u);`),
        ]
      : counted(quads).map((q) => `let a_${q} = ${from}${q}u];`);
  const noise = (c: number, q: number) =>
    shared
      ? `vec4<f32>(noise_${q}_0.${'xyzw'[c]})`
      : `vec4<f32>(${counted(4)
          .map((row) => `noise_${q}_${row}.${'xyzw'[c]}`)
          .join(', ')})`;
  return [
    ...each((v, c, q) => `var acc_${v}_${c}_${q} = vec4<f32>();`),
    // A quad goes through the sum as one.
    'if (column_thread - (thread & 3u) < product.y) {',
    `for (var k = 0u; k < product.x; k += ${turn}u) {`,
    ...counted(turn).flatMap((i) => [
      '{',
      ...loadsOf(`u[(k + ${i}u) * ${perColumn}u + row_quad + `),
      ...counted(columnQuads).map(
        (v) =>
          `let w_${v} = network[product.z + (k + ${i}u) * product.y + column_thread + ${v * columnThreads}u];`,
      ),
      ...each((v, c, q) => `acc_${v}_${c}_${q} += a_${q} * w_${v}.${'xyzw'[c]};`),
      '}',
    ]),
    '}',
    '}',
    'workgroupBarrier();',
    'if (layer + 1u < HIDDEN) {',
    'let noise_first = uniforms.j[layer + 1u] >> 2u;',
    ...counted(quads).map(
      (q) => `let draws_${q} = (draws_at[row_quad + ${q}u] + draw) * product.y;`,
    ),
    ...counted(columnQuads).flatMap((v) => [
      `if (column_thread + ${v * columnThreads}u < product.y) {`,
      `let column = column_thread + ${v * columnThreads}u;`,
      `let place = 4u * column * ${perColumn}u + row_quad;`,
      ...counted(quads).flatMap((q) =>
        counted(shared ? 1 : 4).map(
          (row) =>
            `let noise_${q}_${row} = network[noise_first + draws_${q}.${'xyzw'[row]} + column];`,
        ),
      ),
      ...counted(4).flatMap((c) =>
        counted(quads).map(
          (q) =>
            `u[place + ${c * perColumn + q}u] = max(acc_${v}_${c}_${q} + ${noise(c, q)}, vec4<f32>());`,
        ),
      ),
      '}',
    ]),
    '} else {',
    'let head_first = (layer + 1u - HIDDEN) * HEAD_SIZE + row_quad;',
    ...counted(columnQuads).flatMap((v) => [
      `if (column_thread + ${v * columnThreads}u < product.y) {`,
      `let place = head_first + 4u * (column_thread + ${v * columnThreads}u) * ${perColumn}u;`,
      ...counted(4).flatMap((c) =>
        counted(quads).map((q) => `head[place + ${c * perColumn + q}u] = acc_${v}_${c}_${q};`),
      ),
      '}',
    ]),
    '}',
  ]
    .map((line) => `      ${line}`)
    .join('\n');
}
