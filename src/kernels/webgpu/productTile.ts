/**
 * The inner part of every product of two matrices, in WGSL: a thread holds 8 x 8 results in registers and
 * waits for no other.
 */

/** Results a thread holds, and a workgroup of 8 x 8 threads, in either direction. */
export const THREAD_TILE = 8;
export const TILE = 64;
export const TILE_THREADS = 64;

export interface Operand {
  /** Variable of the matrix in WGSL. */
  readonly name: string;
  readonly transposed: boolean;
  /** Whether every row begins at a multiple of four floats: the variable is then an array of vec4<f32>. */
  readonly aligned: boolean;
  /** Floats from one row to the next and before the first, as WGSL; by default the matrix is all there is. */
  readonly stride?: string;
  readonly offset?: string;
}

/** Four floats of an operand from any index, as `NAME_quad`. */
export function quadReaderWgsl({ name, aligned }: Operand): string {
  return aligned
    ? `fn ${name}_quad(at: u32) -> vec4<f32> { return ${name}[at >> 2u]; }`
    : `fn ${name}_quad(at: u32) -> vec4<f32> {
  return vec4<f32>(${name}[at], ${name}[at + 1u], ${name}[at + 2u], ${name}[at + 3u]);
}`;
}

/** The WGSL type of an operand's elements. An array of vectors would leave out the last floats of a buffer
 * that is no multiple of four. */
export function elementOf(aligned: boolean): 'vec4<f32>' | 'f32' {
  return aligned ? 'vec4<f32>' : 'f32';
}

const EIGHT = Array.from({ length: 8 }, (_, i) => i);
const FOUR = EIGHT.slice(0, 4);
const component = (i: number) => 'xyzw'[i & 3]!;

/** Declarations of the results: `low_i` and `high_i` are columns 0-3 and 4-7 of row i. */
export const RESULTS_WGSL = EIGHT.map(
  (i) => `var low_${i} = vec4<f32>(); var high_${i} = vec4<f32>();`,
).join('\n');

export interface ProductOptions {
  /** Whether the sum's length is a multiple of four. */
  readonly whole: boolean;
  /** Whether B's columns are added to `low_sum` and `high_sum`, in scope too. */
  readonly columnSums?: boolean;
  /** Whether four neighbouring threads, whose rows are the same, load A together (`subgroups.ts`). */
  readonly shared: boolean;
}

/** Where a thread may leave: all of its quad are then outside. */
export const OUTSIDE_WGSL = 'row >= m || column - 8u * (thread & 3u) >= n';

/**
 * Statements that add A B over the sum from `first` to `last`, both in scope beside `row`, `column`, `m`, `n`
 * `depth` and
 * `thread`: C [m, n] = A [m, depth] B [depth, n], stored [depth, m] and [n, depth] where transposed.
 */
export function productWgsl(
  a: Operand,
  b: Operand,
  { whole, columnSums = false, shared }: ProductOptions,
): string {
  // What is read past the end of a sum counts nothing.
  const mask = (value: string, condition: string) =>
    whole ? value : `select(vec4<f32>(), ${value}, ${condition})`;
  const inSum = 'k + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(last)';
  const strideA = a.stride ?? (a.transposed ? 'm' : 'depth');
  const strideB = b.stride ?? (b.transposed ? 'depth' : 'n');
  const offsetA = a.offset ? `${a.offset} + ` : '';
  const offsetB = b.offset ? `${b.offset} + ` : '';
  // a_i: of row i the four k, or, transposed, of k i / 2 four rows. b_i likewise.
  const quadA = (i: string, k: string, half: string) =>
    a.transposed
      ? mask(
          `${a.name}_quad(${offsetA}(k + ${k}) * ${strideA} + row + ${half})`,
          `vec4<bool>(k + ${k} < last)`,
        )
      : mask(`${a.name}_quad(${offsetA}min(row + ${i}, m - 1u) * ${strideA} + k)`, inSum);
  const loadsA = shared
    ? [
        ...[0, 1].map(
          (i) =>
            `let own_${i} = ${quadA(`2u * (thread & 3u) + ${i}u`, '(thread & 3u)', `${4 * i}u`)};`,
        ),
        ...EIGHT.map((i) => `let a_${i} = quadBroadcast(own_${i & 1}, ${i >> 1}u);`),
      ]
    : EIGHT.map((i) => `let a_${i} = ${quadA(`${i}u`, `${i >> 1}u`, `${4 * (i & 1)}u`)};`);
  const loadsB = EIGHT.map((i) => {
    if (b.transposed)
      return `let b_${i} = ${b.name}_quad(${offsetB}min(column + ${i}u, n - 1u) * ${strideB} + k);`;
    const quad = `${b.name}_quad(${offsetB}(k + ${i >> 1}u) * ${strideB} + column + ${4 * (i & 1)}u)`;
    return `let b_${i} = ${columnSums ? mask(quad, `vec4<bool>(k + ${i >> 1}u < last)`) : quad};`;
  });
  const ofA = (row: number, k: number) =>
    a.transposed ? `a_${2 * k + (row >> 2)}.${component(row)}` : `a_${row}.${component(k)}`;
  const ofB = (half: number, k: number) =>
    b.transposed
      ? `vec4<f32>(${FOUR.map((i) => `b_${4 * half + i}.${component(k)}`).join(', ')})`
      : `b_${2 * k + half}`;
  const add = (result: string, half: string, row: number) =>
    `${result} += ${FOUR.map((k) => `${ofA(row, k)} * ${half}_of_${k}`).join(' + ')};`;
  return `for (var k = first; k < last; k += 4u) {
${[...loadsA, ...loadsB].join('\n')}
${FOUR.map((k) => `let low_of_${k} = ${ofB(0, k)}; let high_of_${k} = ${ofB(1, k)};`).join('\n')}
${EIGHT.map((i) => `${add(`low_${i}`, 'low', i)} ${add(`high_${i}`, 'high', i)}`).join('\n')}
${columnSums ? 'low_sum += low_of_0 + low_of_1 + low_of_2 + low_of_3; high_sum += high_of_0 + high_of_1 + high_of_2 + high_of_3;' : ''}
}`;
}

/**
 * Statements that store the results at C [m, n] from its float `to` on; `value` makes of a result, given the
 * index of its first column (`column` or `column + 4u`) and of its first float, what is stored.
 * @param wide whether n and the stride are multiples of four, and the variable an array of vec4<f32>
 * @param stride floats from one row of C to the next
 */
export function storeWgsl(
  target: string,
  wide: boolean,
  value: (result: string, column: string, at: string) => string = (result) => result,
  stride = 'n',
): string {
  const lines = EIGHT.flatMap((i) =>
    (['low', 'high'] as const).map((half, h) => {
      const at = `to + (row + ${i}u) * ${stride} + column + ${4 * h}u`;
      const columns = `column + ${4 * h}u`;
      const stored = value(`${half}_${i}`, columns, at);
      const inside = `row + ${i}u < m && ${columns} < n`;
      return wide
        ? `if (${inside}) { ${target}[(${at}) >> 2u] = ${stored}; }`
        : `if (${inside}) { let result = ${stored}; let at = ${at};
${FOUR.map((c) => `if (${columns} + ${c}u < n) { ${target}[at + ${c}u] = result.${component(c)}; }`).join(' ')} }`;
    }),
  );
  return lines.join('\n');
}

/** Statements that store the sums of B's columns as a row of the target, from its float `to` on. */
export function storeSumsWgsl(target: string, wide: boolean, to: string): string {
  return (['low', 'high'] as const)
    .flatMap((half, h) => {
      const at = `${to} + column + ${4 * h}u`;
      if (wide) return [`if (column + ${4 * h}u < n) { ${target}[(${at}) >> 2u] = ${half}_sum; }`];
      return FOUR.map(
        (c) =>
          `if (column + ${4 * h + c}u < n) { ${target}[${at} + ${c}u] = ${half}_sum.${component(c)}; }`,
      );
    })
    .join('\n');
}
