/**
 * What the loops over time have in common, in WGSL: a workgroup takes a few rows of the batch through all
 * steps. Activations lie in workgroup memory, a column of all its rows to an element; a product is formed
 * by threads with four columns each, then an elementwise pass by threads with one column each finishes it.
 */
import type { GroupRows } from './rolloutBuffers.ts';
import { ROWS_WGSL } from './rolloutBuffers.ts';

/** One product of a stage: `inputs` columns of workgroup memory times a packed matrix. */
export interface Term {
  /** First column in workgroup memory. */
  readonly from: number;
  readonly inputs: number;
  /** First float of the matrix, whose rows are padded to four. */
  readonly weights: number;
}

/** Sums of products with the same number of columns, put at a region. */
export interface StageProduct {
  readonly terms: readonly Term[];
  readonly outputs: number;
  readonly to: number;
}

/** Declarations: the memory, its rows, and how rows are read and written in strips. */
export function recurrenceWgsl(
  groupRows: GroupRows,
  columns: number,
  direction: 'forward' | 'backward',
): string {
  const lanes = Array.from({ length: groupRows }, (_, g) => g);
  const part = (value: string, g: number) => (groupRows === 1 ? value : `${value}.${'xyzw'[g]}`);
  const readTape = `fn tape_rows(start: u32, width: u32, column: u32) -> Rows {
  return Rows(${lanes.map((g) => `tape[start + (step_row + lane[${g}]) * width + column]`).join(', ')});
}`;
  return /* wgsl */ `
alias Rows = ${ROWS_WGSL[groupRows]};
struct Quad { a: Rows, b: Rows, c: Rows, d: Rows }
var<workgroup> memory: array<Rows, ${columns}>;
// The rows of this workgroup in the batch, and the first row of the step. Where the batch ends within a
// workgroup, its last row is worked on twice.
var<private> lane: vec4<u32>;
var<private> step_row: u32;

fn place_lanes(group: u32, size: u32) {
  lane = min(group * ${groupRows}u + vec4<u32>(0u, 1u, 2u, 3u), vec4<u32>(size - 1u));
}
fn weight_at(index: u32) -> f32 { return weights[index >> 2u][index & 3u]; }
fn source(start: u32, width: u32, column: u32) -> Rows {
  return Rows(${lanes.map((g) => `sources[start + (step_row + lane[${g}]) * width + column]`).join(', ')});
}
${direction === 'forward' ? '' : readTape}
fn keep(start: u32, width: u32, column: u32, value: Rows) {
  ${lanes.map((g) => `target_strips[start + (step_row + lane[${g}]) * width + column] = ${part('value', g)};`).join('\n  ')}
}
fn product_of(sum: Quad, first: u32, inputs: u32, start: u32, stride: u32) -> Quad {
  var result = sum;
  for (var k = 0u; k < inputs; k++) {
    let a = memory[first + k];
    let w = weights[start + k * stride];
    result.a += a * w.x;
    result.b += a * w.y;
    result.c += a * w.z;
    result.d += a * w.w;
  }
  return result;
}
fn put(first: u32, sum: Quad) {
  memory[first] = sum.a;
  memory[first + 1u] = sum.b;
  memory[first + 2u] = sum.c;
  memory[first + 3u] = sum.d;
}
fn sigmoid(x: Rows) -> Rows { return 1.0 / (1.0 + exp(-max(x, Rows(-80.0)))); }
// The builtin overflows far out on some drivers.
fn tanh_of(x: Rows) -> Rows {
  let e = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - e) / (1.0 + e);
}
fn softplus(x: Rows) -> Rows { return max(x, Rows()) + log(1.0 + exp(-abs(x))); }`;
}

/** The products of a stage, spread over the threads, and a barrier. */
export function stageWgsl(products: readonly StageProduct[], threads: number): string {
  const quads = products.map(({ outputs }) => Math.ceil(outputs / 4));
  const all = quads.reduce((sum, count) => sum + count, 0);
  let before = 0;
  const branches = products.map(({ terms, to }, i) => {
    const quad = before === 0 ? 'item' : `(item - ${before}u)`;
    before += quads[i]!;
    const lines = terms.map(
      ({ from, inputs, weights }) =>
        `sum = product_of(sum, ${from}u, ${inputs}u, ${weights / 4}u + ${quad}, ${quads[i]}u);`,
    );
    const body = `${lines.join('\n')}\nput(${to}u + 4u * ${quad}, sum);`;
    return i < products.length - 1 ? `if (item < ${before}u) {\n${body}\n} else` : `{\n${body}\n}`;
  });
  return `for (var item = thread; item < ${all}u; item += ${threads}u) {
var sum = Quad();
${branches.join(' ')}
}
workgroupBarrier();`;
}

/** A pass over columns, one a thread at a time. */
export function eachColumn(count: number, threads: number, body: string): string {
  return `for (var c = thread; c < ${count}u; c += ${threads}u) {\n${body}\n}`;
}

/** Threads of a workgroup: enough for the widest stage, at most 128. */
export function threadsFor(stages: readonly (readonly StageProduct[])[]): number {
  const widest = Math.max(
    ...stages.map((stage) => stage.reduce((sum, { outputs }) => sum + Math.ceil(outputs / 4), 0)),
  );
  return widest <= 32 ? 32 : widest <= 64 ? 64 : 128;
}
