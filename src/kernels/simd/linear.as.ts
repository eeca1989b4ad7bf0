/**
 * Dense float32 arithmetic in WebAssembly SIMD, compiled by AssemblyScript (`src/cli/compile.mjs`). Pointers are
 * byte offsets into the module's memory, matrices are row-major and packed. No allocation: the caller owns the
 * memory. Sums run in a fixed order, so results are the same to the bit on every machine.
 */

/** c[m, n] = a[m, k] b[k, n], added to what c holds where `accumulate` is 1. */
export function gemm(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
  accumulate: i32,
): void {
  product(a, <usize>k << 2, 4, b, c, m, k, n, accumulate);
}

/** Rows of a transposed product at a time, which stay in the first cache while all columns go over them. */
const ROWS_AT_ONCE: i32 = 64;

/** c[k, n] = a[r, k]^T d[r, n], added to what c holds where `accumulate` is 1: the gradient of a weight matrix. */
export function gemmTransposed(
  a: usize,
  d: usize,
  c: usize,
  r: i32,
  k: i32,
  n: i32,
  accumulate: i32,
): void {
  let added = accumulate;
  for (let row = 0; row < r; row += ROWS_AT_ONCE) {
    const rows = min<i32>(ROWS_AT_ONCE, r - row);
    const from = <usize>row << 2;
    product(a + from * k, 4, <usize>k << 2, d + from * n, c, k, rows, n, added);
    added = 1;
  }
}

/** c[m, n] (+)= sum_l a(i, l) b[l, n], where a(i, l) lies at a + i * rowStride + l * innerStride bytes. */
@inline
function product(
  a: usize,
  rowStride: usize,
  innerStride: usize,
  b: usize,
  c: usize,
  m: i32,
  inner: i32,
  n: i32,
  accumulate: i32,
): void {
  const bStride = <usize>n << 2;
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    const a0 = a + <usize>i * rowStride;
    const a1 = a0 + rowStride;
    const a2 = a1 + rowStride;
    const a3 = a2 + rowStride;
    const c0 = c + <usize>i * bStride;
    const c1 = c0 + bStride;
    const c2 = c1 + bStride;
    const c3 = c2 + bStride;
    let j = 0;
    for (; j + 8 <= n; j += 8) {
      const at = <usize>j << 2;
      let s00 = f32x4.splat(0);
      let s01 = s00;
      let s10 = s00;
      let s11 = s00;
      let s20 = s00;
      let s21 = s00;
      let s30 = s00;
      let s31 = s00;
      if (accumulate) {
        s00 = v128.load(c0 + at);
        s01 = v128.load(c0 + at, 16);
        s10 = v128.load(c1 + at);
        s11 = v128.load(c1 + at, 16);
        s20 = v128.load(c2 + at);
        s21 = v128.load(c2 + at, 16);
        s30 = v128.load(c3 + at);
        s31 = v128.load(c3 + at, 16);
      }
      let from = b + at;
      let l: usize = 0;
      const end = <usize>inner * innerStride;
      for (; l < end; l += innerStride, from += bStride) {
        const b0 = v128.load(from);
        const b1 = v128.load(from, 16);
        const x0 = v128.load32_splat(a0 + l);
        s00 = f32x4.add(s00, f32x4.mul(x0, b0));
        s01 = f32x4.add(s01, f32x4.mul(x0, b1));
        const x1 = v128.load32_splat(a1 + l);
        s10 = f32x4.add(s10, f32x4.mul(x1, b0));
        s11 = f32x4.add(s11, f32x4.mul(x1, b1));
        const x2 = v128.load32_splat(a2 + l);
        s20 = f32x4.add(s20, f32x4.mul(x2, b0));
        s21 = f32x4.add(s21, f32x4.mul(x2, b1));
        const x3 = v128.load32_splat(a3 + l);
        s30 = f32x4.add(s30, f32x4.mul(x3, b0));
        s31 = f32x4.add(s31, f32x4.mul(x3, b1));
      }
      v128.store(c0 + at, s00);
      v128.store(c0 + at, s01, 16);
      v128.store(c1 + at, s10);
      v128.store(c1 + at, s11, 16);
      v128.store(c2 + at, s20);
      v128.store(c2 + at, s21, 16);
      v128.store(c3 + at, s30);
      v128.store(c3 + at, s31, 16);
    }
    for (; j < n; j++) {
      const at = <usize>j << 2;
      let s0: f32 = accumulate ? load<f32>(c0 + at) : 0;
      let s1: f32 = accumulate ? load<f32>(c1 + at) : 0;
      let s2: f32 = accumulate ? load<f32>(c2 + at) : 0;
      let s3: f32 = accumulate ? load<f32>(c3 + at) : 0;
      let from = b + at;
      let l: usize = 0;
      const end = <usize>inner * innerStride;
      for (; l < end; l += innerStride, from += bStride) {
        const value = load<f32>(from);
        s0 += load<f32>(a0 + l) * value;
        s1 += load<f32>(a1 + l) * value;
        s2 += load<f32>(a2 + l) * value;
        s3 += load<f32>(a3 + l) * value;
      }
      store<f32>(c0 + at, s0);
      store<f32>(c1 + at, s1);
      store<f32>(c2 + at, s2);
      store<f32>(c3 + at, s3);
    }
  }
  for (; i < m; i++) {
    const a0 = a + <usize>i * rowStride;
    const c0 = c + <usize>i * bStride;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      const at = <usize>j << 2;
      let s = accumulate ? v128.load(c0 + at) : f32x4.splat(0);
      let from = b + at;
      let l: usize = 0;
      const end = <usize>inner * innerStride;
      for (; l < end; l += innerStride, from += bStride)
        s = f32x4.add(s, f32x4.mul(v128.load32_splat(a0 + l), v128.load(from)));
      v128.store(c0 + at, s);
    }
    for (; j < n; j++) {
      const at = <usize>j << 2;
      let s: f32 = accumulate ? load<f32>(c0 + at) : 0;
      let from = b + at;
      let l: usize = 0;
      const end = <usize>inner * innerStride;
      for (; l < end; l += innerStride, from += bStride) s += load<f32>(a0 + l) * load<f32>(from);
      store<f32>(c0 + at, s);
    }
  }
}

/** out[n, m] = in[m, n]^T */
export function transpose(input: usize, out: usize, m: i32, n: i32): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      store<f32>(out + ((<usize>(j * m + i)) << 2), load<f32>(input + ((<usize>(i * n + j)) << 2)));
}

/** out[n] = the sum of the rows of d[r, n] */
export function columnSums(d: usize, out: usize, r: i32, n: i32): void {
  memory.fill(out, 0, <usize>n << 2);
  for (let i = 0; i < r; i++, d += <usize>n << 2) add(out, d, n);
}

/** out[r, n] = columns first..first + n of a[r, width] */
export function columns(a: usize, out: usize, r: i32, width: i32, first: i32, n: i32): void {
  a += <usize>first << 2;
  for (let i = 0; i < r; i++, a += <usize>width << 2, out += <usize>n << 2)
    memory.copy(out, a, <usize>n << 2);
}

/** x[r, n] = x + bias[n], kept within bounds */
export function biasAndBounds(x: usize, bias: usize, r: i32, n: i32, least: f32, most: f32): void {
  const width = <usize>n << 2;
  const low = f32x4.splat(least);
  const high = f32x4.splat(most);
  for (let i = 0; i < r; i++, x += width) {
    let j: usize = 0;
    for (; j + 16 <= width; j += 16) {
      const sum = f32x4.add(v128.load(x + j), v128.load(bias + j));
      v128.store(x + j, f32x4.min(f32x4.max(sum, low), high));
    }
    for (; j < width; j += 4) {
      const sum = load<f32>(x + j) + load<f32>(bias + j);
      store<f32>(x + j, min<f32>(max<f32>(sum, least), most));
    }
  }
}

/** d[count] = 0 wherever y[count] is not inside the bounds */
export function insideBounds(d: usize, y: usize, count: i32, least: f32, most: f32): void {
  const low = f32x4.splat(least);
  const high = f32x4.splat(most);
  const end = d + (<usize>count << 2);
  for (; d + 16 <= end; d += 16, y += 16) {
    const value = v128.load(y);
    const inside = v128.and(f32x4.gt(value, low), f32x4.lt(value, high));
    v128.store(d, v128.and(v128.load(d), inside));
  }
  for (; d < end; d += 4, y += 4)
    if (!(load<f32>(y) > least && load<f32>(y) < most)) store<f32>(d, 0);
}

/** x[m, n] = bias[n] in every row */
export function fillRows(bias: usize, x: usize, m: i32, n: i32): void {
  for (let i = 0; i < m; i++, x += <usize>n << 2) memory.copy(x, bias, <usize>n << 2);
}

/** x[count] = max(x, 0) */
export function relu(x: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const end = x + (<usize>count << 2);
  for (; x + 16 <= end; x += 16) v128.store(x, f32x4.max(v128.load(x), zero));
  for (; x < end; x += 4) store<f32>(x, max<f32>(load<f32>(x), 0));
}

/** d[count] = 0 wherever the relu's output u[count] is 0 */
export function reluBackward(d: usize, u: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const end = d + (<usize>count << 2);
  for (; d + 16 <= end; d += 16, u += 16)
    v128.store(d, v128.and(v128.load(d), f32x4.gt(v128.load(u), zero)));
  for (; d < end; d += 4, u += 4) if (load<f32>(u) <= 0) store<f32>(d, 0);
}

/** x[count] += y[count] */
export function add(x: usize, y: usize, count: i32): void {
  const end = x + (<usize>count << 2);
  for (; x + 16 <= end; x += 16, y += 16)
    v128.store(x, f32x4.add(v128.load(x), v128.load(y)));
  for (; x < end; x += 4, y += 4) store<f32>(x, load<f32>(x) + load<f32>(y));
}

/** The global norm of x[count], summed in float64. */
export function norm(x: usize, count: i32): f32 {
  let low = f64x2.splat(0);
  let high = low;
  const end = x + (<usize>count << 2);
  for (; x + 16 <= end; x += 16) {
    const v = v128.load(x);
    const first = f64x2.promote_low_f32x4(v);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const sum = f64x2.add(low, high);
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  for (; x < end; x += 4) total += <f64>load<f32>(x) * <f64>load<f32>(x);
  return <f32>Math.sqrt(total);
}

/**
 * One step of Adam in place: parameters[count], and moments[2, count], means and then mean squares. The gradient
 * enters times `factor`.
 */
export function adam(
  parameters: usize,
  gradient: usize,
  moments: usize,
  count: i32,
  factor: f32,
  rate: f32,
  epsilon: f32,
  beta1: f32,
  beta2: f32,
): void {
  const width = <usize>count << 2;
  let j: usize = 0;
  for (; j + 16 <= width; j += 16)
    adamLanes(parameters, gradient, moments, width, j, true, factor, rate, epsilon, beta1, beta2);
  for (; j < width; j += 4)
    adamLanes(parameters, gradient, moments, width, j, false, factor, rate, epsilon, beta1, beta2);
}

@inline
function adamLanes(
  parameters: usize,
  gradient: usize,
  moments: usize,
  width: usize,
  j: usize,
  four: bool,
  factor: f32,
  rate: f32,
  epsilon: f32,
  beta1: f32,
  beta2: f32,
): void {
  const clipped = f32x4.mul(lanes(gradient + j, four), f32x4.splat(factor));
  const first = f32x4.add(
    f32x4.mul(lanes(moments + j, four), f32x4.splat(beta1)),
    f32x4.mul(clipped, f32x4.splat(1 - beta1)),
  );
  const second = f32x4.add(
    f32x4.mul(lanes(moments + width + j, four), f32x4.splat(beta2)),
    f32x4.mul(f32x4.mul(clipped, clipped), f32x4.splat(1 - beta2)),
  );
  const change = f32x4.div(
    f32x4.mul(first, f32x4.splat(rate)),
    f32x4.add(f32x4.sqrt(second), f32x4.splat(epsilon)),
  );
  storeLanes(moments + j, first, four);
  storeLanes(moments + width + j, second, four);
  storeLanes(parameters + j, f32x4.sub(lanes(parameters + j, four), change), four);
}

/** exp of four lanes: Cephes' expf, relative error about 1e-7 on [-87, 88]. */
@inline
function exp4(value: v128): v128 {
  const x = f32x4.min(f32x4.max(value, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.mul(f32x4.mul(r, r), p), f32x4.add(r, f32x4.splat(1)));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, scale);
}

@inline
function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

@inline
function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const two = f32x4.splat(2);
  return f32x4.sub(one, f32x4.div(two, f32x4.add(exp4(f32x4.mul(x, two)), one)));
}

/** Four lanes from memory, or one of them in all four where fewer are left. */
@inline
function lanes(at: usize, four: bool): v128 {
  return four ? v128.load(at) : v128.load32_splat(at);
}

@inline
function storeLanes(at: usize, value: v128, four: bool): void {
  if (four) v128.store(at, value);
  else v128.store32_lane(at, value, 0);
}

/**
 * One GRU update of `rows` rows. input and past [rows, 3H] are the two sums that enter the gates; h [rows, H].
 * Writes next [rows, H], and reset, update, candidate side by side into gates [rows, 3H].
 */
export function gruForward(
  input: usize,
  past: usize,
  h: usize,
  next: usize,
  gates: usize,
  rows: i32,
  hidden: i32,
): void {
  const width = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    let j: usize = 0;
    for (; j + 16 <= width; j += 16) gruForwardLanes(input, past, h, next, gates, width, j, true);
    for (; j < width; j += 4) gruForwardLanes(input, past, h, next, gates, width, j, false);
    input += 3 * width;
    past += 3 * width;
    gates += 3 * width;
    h += width;
    next += width;
  }
}

@inline
function gruForwardLanes(
  input: usize,
  past: usize,
  h: usize,
  next: usize,
  gates: usize,
  width: usize,
  j: usize,
  four: bool,
): void {
  const r = sigmoid4(f32x4.add(lanes(input + j, four), lanes(past + j, four)));
  const u = sigmoid4(f32x4.add(lanes(input + width + j, four), lanes(past + width + j, four)));
  const pastNew = lanes(past + 2 * width + j, four);
  const n = tanh4(f32x4.add(lanes(input + 2 * width + j, four), f32x4.mul(r, pastNew)));
  storeLanes(gates + j, r, four);
  storeLanes(gates + width + j, u, four);
  storeLanes(gates + 2 * width + j, n, four);
  const old = lanes(h + j, four);
  storeLanes(next + j, f32x4.add(n, f32x4.mul(u, f32x4.sub(old, n))), four);
}

/**
 * Its gradient: from dNext [rows, H] to dInput and dPast [rows, 3H], and dH [rows, H], the part that reaches h
 * directly (what goes through the recurrent matrix is the caller's).
 */
export function gruBackward(
  dNext: usize,
  past: usize,
  h: usize,
  gates: usize,
  dInput: usize,
  dPast: usize,
  dH: usize,
  rows: i32,
  hidden: i32,
): void {
  const width = <usize>hidden << 2;
  for (let row = 0; row < rows; row++) {
    let j: usize = 0;
    for (; j + 16 <= width; j += 16)
      gruBackwardLanes(dNext, past, h, gates, dInput, dPast, dH, width, j, true);
    for (; j < width; j += 4)
      gruBackwardLanes(dNext, past, h, gates, dInput, dPast, dH, width, j, false);
    dNext += width;
    past += 3 * width;
    h += width;
    gates += 3 * width;
    dInput += 3 * width;
    dPast += 3 * width;
    dH += width;
  }
}

@inline
function gruBackwardLanes(
  dNext: usize,
  past: usize,
  h: usize,
  gates: usize,
  dInput: usize,
  dPast: usize,
  dH: usize,
  width: usize,
  j: usize,
  four: bool,
): void {
  const one = f32x4.splat(1);
  const r = lanes(gates + j, four);
  const u = lanes(gates + width + j, four);
  const n = lanes(gates + 2 * width + j, four);
  const d = lanes(dNext + j, four);
  const pastNew = lanes(past + 2 * width + j, four);
  const dn = f32x4.mul(f32x4.mul(d, f32x4.sub(one, u)), f32x4.sub(one, f32x4.mul(n, n)));
  const du = f32x4.mul(
    f32x4.mul(d, f32x4.sub(lanes(h + j, four), n)),
    f32x4.mul(u, f32x4.sub(one, u)),
  );
  const dr = f32x4.mul(f32x4.mul(dn, pastNew), f32x4.mul(r, f32x4.sub(one, r)));
  storeLanes(dInput + j, dr, four);
  storeLanes(dInput + width + j, du, four);
  storeLanes(dInput + 2 * width + j, dn, four);
  storeLanes(dPast + j, dr, four);
  storeLanes(dPast + width + j, du, four);
  storeLanes(dPast + 2 * width + j, f32x4.mul(dn, r), four);
  storeLanes(dH + j, f32x4.mul(d, u), four);
}

/** out[rows, k, n] = max(context[rows, 1, n] + noise[1, k, n], 0): layer 1 of the mixing network for k draws. */
export function firstLayer(
  context: usize,
  noise: usize,
  out: usize,
  rows: i32,
  draws: i32,
  n: i32,
): void {
  const width = <usize>n << 2;
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row++, context += width) {
    let from = noise;
    for (let k = 0; k < draws; k++, from += width, out += width) {
      let j: usize = 0;
      for (; j + 16 <= width; j += 16)
        v128.store(
          out + j,
          f32x4.max(f32x4.add(v128.load(context + j), v128.load(from + j)), zero),
        );
      for (; j < width; j += 4)
        store<f32>(out + j, max<f32>(load<f32>(context + j) + load<f32>(from + j), 0));
    }
  }
}

/**
 * log h_K and its slope in z for rows of one context each. mu and logSigma are those of the K extra draws,
 * mu [rows, K, D] in units of `scale`; logSigma [rows, K, D] where `random`, else [rows, D] for all of a row.
 * z, mu0, logSigma0 [rows, D]; work [K + 4]. Writes logDensity [rows] and slope [rows, D].
 */
export function mixture(
  z: usize,
  mu0: usize,
  logSigma0: usize,
  mu: usize,
  logSigma: usize,
  random: bool,
  scale: f32,
  work: usize,
  logDensity: usize,
  slope: usize,
  rows: i32,
  draws: i32,
  latent: i32,
): void {
  const count = draws + 1;
  const width = <usize>latent << 2;
  const padded = (count + 3) & ~3;
  for (let row = 0; row < rows; row++) {
    let top: f32 = -Infinity;
    for (let k = 0; k < count; k++) {
      let sum: f32 = 0;
      for (let d: usize = 0; d < width; d += 4) {
        const ls = sigmaOf(logSigma0, logSigma, random, k, width, d);
        const scaled = (load<f32>(z + d) - muOf(mu0, mu, scale, k, width, d)) * exp1(-ls);
        sum -= <f32>0.5 * scaled * scaled + ls + HALF_LOG_TWO_PI;
      }
      store<f32>(work + (<usize>k << 2), sum);
      top = max(top, sum);
    }
    for (let k = count; k < padded; k++) store<f32>(work + (<usize>k << 2), -Infinity);
    // The padding weighs exp(-87), which is nothing beside the largest weight, 1.
    let total4 = f32x4.splat(0);
    for (let k = 0; k < padded; k += 4) {
      const at = work + (<usize>k << 2);
      const weight = exp4(f32x4.sub(v128.load(at), f32x4.splat(top)));
      v128.store(at, weight);
      total4 = f32x4.add(total4, weight);
    }
    const total =
      f32x4.extract_lane(total4, 0) +
      f32x4.extract_lane(total4, 1) +
      (f32x4.extract_lane(total4, 2) + f32x4.extract_lane(total4, 3));
    store<f32>(logDensity, top + NativeMathf.log(total / <f32>count));
    for (let d: usize = 0; d < width; d += 4) {
      let sum: f32 = 0;
      for (let k = 0; k < count; k++) {
        const precision = exp1(-2 * sigmaOf(logSigma0, logSigma, random, k, width, d));
        const pull = muOf(mu0, mu, scale, k, width, d) - load<f32>(z + d);
        sum += load<f32>(work + (<usize>k << 2)) * pull * precision;
      }
      store<f32>(slope + d, sum / total);
    }
    z += width;
    mu0 += width;
    logSigma0 += width;
    mu += <usize>draws * width;
    logSigma += random ? <usize>draws * width : width;
    logDensity += 4;
    slope += width;
  }
}

/** x[count] = max(-5, top - softplus(top - x)): log sigma from its raw output. */
export function boundLogSigma(x: usize, count: i32, top: f32): void {
  const end = x + (<usize>count << 2);
  for (; x < end; x += 4) {
    const below = top - load<f32>(x);
    const softplus = max<f32>(below, 0) + NativeMathf.log1p(exp1(-abs(below)));
    store<f32>(x, max<f32>(-5, top - softplus));
  }
}

const HALF_LOG_TWO_PI: f32 = 0.918938533204672742;

@inline
function exp1(value: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(value)), 0);
}

@inline
function muOf(mu0: usize, mu: usize, scale: f32, k: i32, width: usize, d: usize): f32 {
  return k == 0 ? load<f32>(mu0 + d) : scale * load<f32>(mu + <usize>(k - 1) * width + d);
}

@inline
function sigmaOf(
  logSigma0: usize,
  logSigma: usize,
  random: bool,
  k: i32,
  width: usize,
  d: usize,
): f32 {
  if (k == 0) return load<f32>(logSigma0 + d);
  return load<f32>(logSigma + (random ? <usize>(k - 1) * width : 0) + d);
}
