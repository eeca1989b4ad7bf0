/**
 * The only randomness of the project: Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror,
 * Shaw: Parallel random numbers: as easy as 1, 2, 3, SC 2011). A draw is a pure function of
 * (seed, stream, step, sample, row, column), so neither chunking nor order of evaluation changes it.
 * Defined here twice, in TypeScript and in WGSL, with identical integer output.
 *
 * Layout of a draw: key = (seed, hash of the stream's name); counter = (block, row, sample, step).
 * Uniforms and normals take one word a column (block = column / 4, word = column mod 4),
 * coins one bit a column (block = column / 128, word = column / 32 mod 4, bit = column mod 32).
 */

/** A named stream of one seed. Streams with different names are independent. */
export interface Stream {
  readonly seed: number;
  readonly hash: number;
}

/** Where in a stream a block of rows lies. Every field is an unsigned 32-bit integer. */
export interface Position {
  readonly step?: number;
  readonly sample?: number;
  readonly firstRow?: number;
}

export function stream(seed: number, name: string): Stream {
  return { seed: seed >>> 0, hash: fnv1a(name) };
}

/** FNV-1a, 32 bits, over the UTF-16 units of a name. */
function fnv1a(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** High 32 bits of an unsigned 32 x 32 bit product, as a signed integer. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16);
  // `middle` may pass 2^31: its halves are taken unsigned.
  const low = Math.imul(aLow, bHigh) + ((middle >>> 0) & 0xffff);
  return (Math.imul(aHigh, bHigh) + ((middle >>> 0) >>> 16) + (low >>> 16)) | 0;
}

/** One Philox4x32-10 block: four counter words and two key words in, four words into `out`. */
export function philox(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key0: number,
  key1: number,
): void {
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/**
 * A uniform strictly inside (0, 1): 23 bits plus a half. With 24 bits the largest would round to 1 in
 * float32 and a normal made of it would be infinite.
 */
export function uniformOfWord(word: number): number {
  return ((word >>> 9) + 0.5) * 2 ** -23;
}

/** Standard normal of a word by the inverse distribution function; |z| stays under 5.5. */
export function normalOfWord(word: number): number {
  return Math.SQRT2 * inverseErf(2 * uniformOfWord(word) - 1);
}

/** Giles, Approximating the erfinv function (GPU Computing Gems, 2011), single precision. Highest power first. */
const CENTRE = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503,
  -0.00417768164, 0.246640727, 1.50140941,
] as const;
const TAIL = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613,
  0.00943887047, 1.00167406, 2.83297682,
] as const;

function inverseErf(x: number): number {
  const w = -Math.log((1 - x) * (1 + x));
  return w < 5 ? x * polynomial(CENTRE, w - 2.5) : x * polynomial(TAIL, Math.sqrt(w) - 3);
}

function polynomial(coefficients: readonly number[], w: number): number {
  let p = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) p = coefficients[i]! + p * w;
  return p;
}

/** The same polynomial in `w` as an expression of a shader. */
function horner(coefficients: readonly number[]): string {
  return coefficients
    .slice(1)
    .reduce((p, coefficient) => `(${coefficient} + ${p} * w)`, `${coefficients[0]}`);
}

const block = new Uint32Array(4);

function fillWords(
  out: Float32Array,
  from: Stream,
  width: number,
  at: Position,
  toValue: (word: number) => number,
): Float32Array {
  const { step = 0, sample = 0, firstRow = 0 } = at;
  for (let start = 0, row = firstRow; start < out.length; start += width, row++) {
    for (let column = 0; column < width; column += 4) {
      philox(block, column >>> 2, row, sample, step, from.seed, from.hash);
      const end = Math.min(4, width - column);
      for (let word = 0; word < end; word++) out[start + column + word] = toValue(block[word]!);
    }
  }
  return out;
}

/** Uniforms in (0, 1). `out` [rows, width], filled and returned. */
export function fillUniform(
  out: Float32Array,
  from: Stream,
  width: number,
  at: Position = {},
): Float32Array {
  return fillWords(out, from, width, at, uniformOfWord);
}

/** Standard normals. `out` [rows, width], filled and returned. */
export function fillNormal(
  out: Float32Array,
  from: Stream,
  width: number,
  at: Position = {},
): Float32Array {
  return fillWords(out, from, width, at, normalOfWord);
}

/** Fair coins, 0 or 1. `out` [rows, width], filled and returned. */
export function fillCoins(
  out: Float32Array,
  from: Stream,
  width: number,
  at: Position = {},
): Float32Array {
  const { step = 0, sample = 0, firstRow = 0 } = at;
  for (let start = 0, row = firstRow; start < out.length; start += width, row++) {
    for (let column = 0; column < width; column++) {
      if ((column & 127) === 0)
        philox(block, column >>> 7, row, sample, step, from.seed, from.hash);
      out[start + column] = (block[(column >>> 5) & 3]! >>> (column & 31)) & 1;
    }
  }
  return out;
}

/** A random order of 0..count-1 (Fisher and Yates), one for each `step` of the stream. */
export function permutation(count: number, from: Stream, step = 0): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    philox(block, 0, i, 0, step, from.seed, from.hash);
    const j = Math.floor((block[0]! / 2 ** 32) * (i + 1)); // bias below 2^-32 (i + 1)
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/**
 * The same generator for a shader: `philox(counter, key)` returns the same four words, and `normal_of_word` the
 * same normals but for the rounding of float32.
 */
export const PHILOX_WGSL = /* wgsl */ `
fn multiply_high(a: u32, b: u32) -> u32 {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let middle = a_high * b_low + ((a_low * b_low) >> 16u);
  let low = a_low * b_high + (middle & 0xffffu);
  return a_high * b_high + (middle >> 16u) + (low >> 16u);
}
fn philox(counter: vec4<u32>, key: vec2<u32>) -> vec4<u32> {
  var c = counter;
  var k = key;
  for (var round = 0u; round < 10u; round++) {
    let high_0 = multiply_high(0x${MULTIPLIER_0.toString(16)}u, c.x);
    let high_1 = multiply_high(0x${MULTIPLIER_1.toString(16)}u, c.z);
    let low_0 = 0x${MULTIPLIER_0.toString(16)}u * c.x;
    let low_1 = 0x${MULTIPLIER_1.toString(16)}u * c.z;
    c = vec4<u32>(high_1 ^ c.y ^ k.x, low_1, high_0 ^ c.w ^ k.y, low_0);
    k += vec2<u32>(0x${WEYL_0.toString(16)}u, 0x${WEYL_1.toString(16)}u);
  }
  return c;
}
fn uniform_of_word(word: u32) -> f32 {
  return (f32(word >> 9u) + 0.5) * 0x1p-23f;
}
// Where the logarithm is exact to float32, as normalOfWord to a few of its last bits.
fn normal_of_word(word: u32) -> f32 {
  let x = 2.0 * uniform_of_word(word) - 1.0;
  var w = -log((1.0 - x) * (1.0 + x));
  var p: f32;
  if (w < 5.0) {
    w -= 2.5;
    p = ${horner(CENTRE)};
  } else {
    w = sqrt(w) - 3.0;
    p = ${horner(TAIL)};
  }
  return ${Math.SQRT2} * p * x;
}
`;
