/** The WebAssembly module of dense arithmetic and the memory it works in. */

/** A packed float32 matrix in the module's memory: its byte offset. */
export type Pointer = number;

/** The functions of `linear.as.ts`, which documents them. */
export interface Linear {
  gemm(a: Pointer, b: Pointer, c: Pointer, m: number, k: number, n: number, add: 0 | 1): void;
  gemmTransposed(
    a: Pointer,
    d: Pointer,
    c: Pointer,
    r: number,
    k: number,
    n: number,
    add: 0 | 1,
  ): void;
  transpose(input: Pointer, out: Pointer, m: number, n: number): void;
  columnSums(d: Pointer, out: Pointer, r: number, n: number): void;
  columns(a: Pointer, out: Pointer, r: number, width: number, first: number, n: number): void;
  biasAndBounds(x: Pointer, bias: Pointer, r: number, n: number, least: number, most: number): void;
  insideBounds(d: Pointer, y: Pointer, count: number, least: number, most: number): void;
  fillRows(bias: Pointer, x: Pointer, m: number, n: number): void;
  relu(x: Pointer, count: number): void;
  reluBackward(d: Pointer, u: Pointer, count: number): void;
  add(x: Pointer, y: Pointer, count: number): void;
  norm(x: Pointer, count: number): number;
  adam(
    parameters: Pointer,
    gradient: Pointer,
    moments: Pointer,
    count: number,
    factor: number,
    rate: number,
    epsilon: number,
    beta1: number,
    beta2: number,
  ): void;
  gruForward(
    input: Pointer,
    past: Pointer,
    h: Pointer,
    next: Pointer,
    gates: Pointer,
    rows: number,
    hidden: number,
  ): void;
  gruBackward(
    dNext: Pointer,
    past: Pointer,
    h: Pointer,
    gates: Pointer,
    dInput: Pointer,
    dPast: Pointer,
    dH: Pointer,
    rows: number,
    hidden: number,
  ): void;
  firstLayer(
    context: Pointer,
    noise: Pointer,
    out: Pointer,
    rows: number,
    draws: number,
    n: number,
  ): void;
  boundLogSigma(x: Pointer, count: number, max: number): void;
  mixture(
    z: Pointer,
    mu0: Pointer,
    logSigma0: Pointer,
    mu: Pointer,
    logSigma: Pointer,
    random: 0 | 1,
    scale: number,
    work: Pointer,
    logDensity: Pointer,
    slope: Pointer,
    rows: number,
    draws: number,
    latent: number,
  ): void;
}

const PAGE_BYTES = 65536;
const ALIGNMENT = 16;

/** Bytes of all memories made so far, for measurements: tfjs does not see them. */
export const held = { bytes: 0 };

/**
 * Memory handed out upwards and taken back all at once: an operation begins with `reset`. Views are made when
 * asked for, because growing the memory detaches those made before.
 */
export class LinearMemory {
  readonly linear: Linear;
  readonly #memory: WebAssembly.Memory;
  /** The first page is the module's own. */
  #next = PAGE_BYTES;
  /** Counts resets: what an older generation left in memory is gone. */
  #generation = 0;

  private constructor(linear: Linear, memory: WebAssembly.Memory) {
    this.linear = linear;
    this.#memory = memory;
  }

  /** @param module the compiled `linear.wasm` */
  static async load(module: WebAssembly.Module): Promise<LinearMemory> {
    const memory = new WebAssembly.Memory({ initial: 16 });
    held.bytes += memory.buffer.byteLength;
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    // The module's exports are typed by hand: WebAssembly carries no types.
    return new LinearMemory(instance.exports as unknown as Linear, memory);
  }

  get generation(): number {
    return this.#generation;
  }

  /** Takes all memory back and returns the new generation. */
  reset(): number {
    this.#next = PAGE_BYTES;
    return ++this.#generation;
  }

  /** Room for `count` floats, not cleared. Throws a RangeError when the machine has no more memory. */
  alloc(count: number): Pointer {
    const at = this.#next;
    this.#next += Math.ceil((count * 4) / ALIGNMENT) * ALIGNMENT;
    const missing = this.#next - this.#memory.buffer.byteLength;
    if (missing > 0) {
      // Grown by half as much again, so that a first step does not grow it a hundred times.
      const wanted = Math.max(missing, this.#memory.buffer.byteLength / 2);
      const pages = Math.ceil(wanted / PAGE_BYTES);
      this.#memory.grow(pages);
      held.bytes += pages * PAGE_BYTES;
    }
    return at;
  }

  /** Room holding a copy of `values`. */
  put(values: Float32Array): Pointer {
    const at = this.alloc(values.length);
    this.view(at, values.length).set(values);
    return at;
  }

  /** Room for `count` zeros. */
  zeros(count: number): Pointer {
    const at = this.alloc(count);
    this.view(at, count).fill(0);
    return at;
  }

  /** The floats at a pointer; valid until the next `alloc`. */
  view(at: Pointer, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, count);
  }

  /** A copy of the floats at a pointer. */
  take(at: Pointer, count: number): Float32Array {
    return this.view(at, count).slice();
  }
}
