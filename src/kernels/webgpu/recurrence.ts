/**
 * What the loops over time have in common, in WGSL: a workgroup takes a few rows of the batch through all
 * steps. Activations lie in workgroup memory, a column of all its rows to an element; a product is formed
 * by threads with four columns each, then an elementwise pass by threads with one column each finishes it.
 */
import { bindingsWgsl, type Program } from './recorder.ts';
import { type GroupRows, lanesOf, ROWS_WGSL } from './workgroup.ts';

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

export type Direction = 'forward' | 'backward';

/**
 * What a loop binds. Forwards: weights packed, what enters, strips that are written, and h before and after the
 * segment [B, H]. Backwards: transposed weights packed, what comes from upstream, strips of the tape, strips that are
 * written, and the gradient of h after and before it.
 */
export const ACCESS: Readonly<Record<Direction, Program['access']>> = {
  forward: ['read-only-storage', 'read-only-storage', 'storage', 'storage'],
  backward: ['read-only-storage', 'read-only-storage', 'read-only-storage', 'storage', 'storage'],
};

/** A loop over the steps of a segment, forwards or backwards in time. */
export interface Loop {
  readonly direction: Direction;
  /** Whether time itself runs from the last step to the first. */
  readonly fromEnd?: boolean;
  readonly groupRows: GroupRows;
  readonly threads: number;
  readonly hidden: number;
  /** Columns of workgroup memory, and of them the first of h or of its gradient. */
  readonly columns: number;
  readonly h: number;
  /** Statements of a step. */
  readonly step: string;
}

/** The whole source. Integers: B, steps, 1 where h is read from the segment before; the rest is for the step. */
export function loopWgsl(loop: Loop): string {
  const { direction, fromEnd = false, groupRows, threads, hidden, columns, h, step } = loop;
  const ascending = (direction === 'forward') !== fromEnd;
  const tape = direction === 'forward' ? [] : ([['tape', 'f32']] as const);
  const each = (body: string) => eachColumn(hidden, threads, groupRows, body);
  const lanes = Array.from({ length: lanesOf(groupRows) }, (_, g) => g);
  const part = (g: number) => (groupRows === 1 ? 'left' : `left.${'xyzw'[g]}`);
  return /* wgsl */ `
${bindingsWgsl(ACCESS[direction], [
  ['weights', 'vec4<f32>'],
  ['sources', 'f32'],
  ...tape,
  ['target_strips', 'f32'],
  ['carry', 'f32'],
])}
${declarationsWgsl(groupRows, columns, direction)}
const H = ${hidden}u;

@compute @workgroup_size(${threads})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let size = uniforms.i.x;
  let steps = uniforms.i.y;
  let padded = (size * steps + 3u) & ~3u;
  first_row = group.x * ${groupRows}u;
  last_row = size - 1u;
  ${each(`var first = Rows();
if (uniforms.i.z == 1u) { first = Rows(${lanes.map((g) => `carry[lane[${g}] * H + c]`).join(', ')}); }
memory[cell(${h}u + c)] = first;`)}
  workgroupBarrier();
  for (var step = 0u; step < steps; step++) {
    step_row = ${ascending ? 'step' : '(steps - 1u - step)'} * size;
    ${step}
  }
  ${each(`let left = memory[cell(${h}u + c)];
${lanes.map((g) => `carry[lane[${g}] * H + c] = ${part(g)};`).join('\n')}`)}
}`;
}

/** The memory, its rows, and how rows are read and written in strips. */
function declarationsWgsl(groupRows: GroupRows, columns: number, direction: Direction): string {
  const lanes = Array.from({ length: lanesOf(groupRows) }, (_, g) => g);
  const parts = partsOf(groupRows);
  const component = (value: string, g: number) =>
    groupRows === 1 ? value : `${value}.${'xyzw'[g]}`;
  const readTape = `fn tape_rows(start: u32, width: u32, column: u32) -> Rows {
  return Rows(${lanes.map((g) => `tape[start + (step_row + lane[${g}]) * width + column]`).join(', ')});
}`;
  return /* wgsl */ `
alias Rows = ${ROWS_WGSL[lanesOf(groupRows)]};
var<workgroup> memory: array<Rows, ${columns * parts}>;
var<private> first_row: u32;
var<private> last_row: u32;
// The rows at work in the batch, of several parts of a workgroup's one. Where the batch ends within a
// workgroup, its last row is worked on more than once.
var<private> part: u32;
var<private> lane: vec4<u32>;
// The first row of the step.
var<private> step_row: u32;

fn take_part(which: u32) {
  part = which;
  lane = min(first_row + 4u * which + vec4<u32>(0u, 1u, 2u, 3u), vec4<u32>(last_row));
}
fn cell(column: u32) -> u32 { return ${parts === 1 ? 'column' : `${parts}u * column + part`}; }
fn weight_at(index: u32) -> f32 { return weights[index >> 2u][index & 3u]; }
fn source(start: u32, width: u32, column: u32) -> Rows {
  return Rows(${lanes.map((g) => `sources[start + (step_row + lane[${g}]) * width + column]`).join(', ')});
}
${direction === 'forward' ? '' : readTape}
fn keep(start: u32, width: u32, column: u32, value: Rows) {
  ${lanes.map((g) => `target_strips[start + (step_row + lane[${g}]) * width + column] = ${component('value', g)};`).join('\n  ')}
}
fn sigmoid(x: Rows) -> Rows { return 1.0 / (1.0 + exp(-max(x, Rows(-80.0)))); }
// The builtin overflows far out on some drivers.
fn tanh_of(x: Rows) -> Rows {
  let e = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - e) / (1.0 + e);
}
fn softplus(x: Rows) -> Rows { return max(x, Rows()) + log(1.0 + exp(-abs(x))); }`;
}

/**
 * The products of a stage, spread over the threads, and a barrier. Sums are variables of their own and no
 * struct: a software adapter keeps a struct in memory. `shared`: quads of threads load together (`subgroups.ts`).
 */
export function stageWgsl(
  products: readonly StageProduct[],
  threads: number,
  { groupRows, shared }: { readonly groupRows: GroupRows; readonly shared: boolean },
): string {
  const parts = partsOf(groupRows);
  const items = products.map((product) => quadsOf(product) / quadsAtOnce(product, groupRows));
  const all = items.reduce((sum, count) => sum + count, 0);
  // A quad of threads has to be in one branch to hand round what it loads.
  const quads = shared && items.every((count) => count % 4 === 0);
  let before = 0;
  const branches = products.map((product, i) => {
    const atOnce = quadsAtOnce(product, groupRows);
    const first = `${atOnce}u * ${before === 0 ? 'item' : `(item - ${before}u)`}`;
    before += items[i]!;
    const columns = counted(4 * atOnce);
    const each = (body: (c: number, p: number) => string) =>
      columns.flatMap((c) => counted(parts).map((p) => body(c, p))).join(' ');
    const terms = product.terms.map((term) =>
      termWgsl(term, quadsOf(product), { atOnce, parts, shared: quads }),
    );
    const body = `let quad = ${first};
${each((c, p) => `var sum_${c}_${p} = Rows();`)}
${terms.join('\n')}
let place = ${parts}u * (${product.to}u + 4u * quad);
${each((c, p) => `memory[place + ${c * parts + p}u] = sum_${c}_${p};`)}`;
    return i < products.length - 1 ? `if (item < ${before}u) {\n${body}\n} else` : `{\n${body}\n}`;
  });
  return `for (var item = thread; item < ${all}u; item += ${threads}u) {
${branches.join(' ')}
}
workgroupBarrier();`;
}

const counted = (count: number) => Array.from({ length: count }, (_, i) => i);
const partsOf = (groupRows: GroupRows) => groupRows / lanesOf(groupRows);
const quadsOf = ({ outputs }: StageProduct) => Math.ceil(outputs / 4);

/** Vectors of four columns a thread forms at once: two where many rows show that loads are what costs, by quads. */
function quadsAtOnce(product: StageProduct, groupRows: GroupRows): 1 | 2 {
  return groupRows === 8 && quadsOf(product) % 8 === 0 ? 2 : 1;
}

/** Adds a term to the sums of some columns, several inputs a turn where their number allows it. */
function termWgsl(
  { from, inputs, weights }: Term,
  stride: number,
  { atOnce, parts, shared }: { atOnce: number; parts: number; shared: boolean },
): string {
  const turn = inputs % 4 === 0 ? 4 : 1;
  const steps = counted(turn).map((i) => {
    const row = `(k + ${i}u)`;
    const loads = [
      ...counted(parts).map((p) =>
        shared && turn === 4
          ? `let a_${p} = quadBroadcast(own_${p}, ${i}u);`
          : `let a_${p} = memory[${parts}u * (${from}u + ${row}) + ${p}u];`,
      ),
      ...counted(atOnce).map(
        (q) => `let w_${q} = weights[${weights / 4 + q}u + quad + ${row} * ${stride}u];`,
      ),
    ];
    const sums = counted(4 * atOnce).flatMap((c) =>
      counted(parts).map((p) => `sum_${c}_${p} += a_${p} * w_${c >> 2}.${'xyzw'[c & 3]};`),
    );
    return `{ ${[...loads, ...sums].join(' ')} }`;
  });
  const own =
    shared && turn === 4
      ? counted(parts).map(
          (p) => `let own_${p} = memory[${parts}u * (${from}u + k + (thread & 3u)) + ${p}u];`,
        )
      : [];
  return `for (var k = 0u; k < ${inputs}u; k += ${turn}u) {\n${[...own, ...steps].join('\n')}\n}`;
}

/** A pass over columns `c`, one of a part of the rows a thread at a time. */
export function eachColumn(
  count: number,
  threads: number,
  groupRows: GroupRows,
  body: string,
): string {
  const parts = partsOf(groupRows);
  return `for (var item = thread; item < ${count * parts}u; item += ${threads}u) {
let c = item / ${parts}u;
take_part(item % ${parts}u);
${body}
}`;
}

/** Threads of a workgroup: enough for the widest stage, at most 128. */
export function threadsFor(stages: readonly (readonly StageProduct[])[]): number {
  const widest = Math.max(
    ...stages.map((stage) => stage.reduce((sum, { outputs }) => sum + Math.ceil(outputs / 4), 0)),
  );
  return widest <= 32 ? 32 : widest <= 64 ? 64 : 128;
}
