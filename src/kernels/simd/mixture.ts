/**
 * log h_K of every row and its slope in z, in WebAssembly: rows in chunks that stay in the cache, nothing of
 * size R K W. `model/reference.ts` is the definition; names and shapes are those of `model/ops.ts`.
 */
import type { LinearMemory } from './memory.ts';

export interface MixtureShape {
  readonly rows: number;
  readonly draws: number;
  /** G: groups of consecutive rows that share their draws. */
  readonly groups: number;
  readonly latent: number;
  readonly widths: readonly number[];
  readonly randomSigma: boolean;
  readonly latentSd: number;
  readonly logSigmaMax: number;
}

export interface MixtureArrays {
  readonly z: Float32Array; // [R, D]
  readonly mu0: Float32Array; // [R, D]
  readonly logSigma0: Float32Array; // [R, D]
  readonly context: Float32Array; // [R, W_1]
  readonly noise1: Float32Array; // [G, K, W_1]
  readonly noiseAbove: readonly Float32Array[]; // [G, K, W_i]
  readonly layers: readonly Float32Array[]; // [W_{i-1}, W_i]
  readonly muW: Float32Array; // [W_L, D]
  readonly muB: Float32Array; // [D]
  /** Deterministic: log sigma of each row. [R, D] */
  readonly logSigma: Float32Array | null;
  /** Random: its head. [W_L, D], [D] */
  readonly logSigmaW: Float32Array | null;
  readonly logSigmaB: Float32Array | null;
}

/** Floats of the widest activation of a chunk: 256 kB, about a second-level cache. */
const CHUNK_FLOATS = 2 ** 16;

/**
 * log h_K [R], nats, and d log h_K / dz with everything else held fixed [R, D]: views of the memory, good until it is
 * used again.
 */
export function mixtureLogDensity(
  memory: LinearMemory,
  shape: MixtureShape,
  arrays: MixtureArrays,
): { logDensity: Float32Array; slope: Float32Array } {
  const { rows, draws, groups, latent, widths, randomSigma, latentSd, logSigmaMax } = shape;
  memory.reset();
  const { linear } = memory;
  const z = memory.put(arrays.z);
  const mu0 = memory.put(arrays.mu0);
  const logSigma0 = memory.put(arrays.logSigma0);
  const context = memory.put(arrays.context);
  const noise1 = memory.put(arrays.noise1);
  const noiseAbove = arrays.noiseAbove.map((noise) => memory.put(noise));
  const layers = arrays.layers.map((layer) => memory.put(layer));
  const muW = memory.put(arrays.muW);
  const muB = memory.put(arrays.muB);
  const logSigmaW = arrays.logSigmaW && memory.put(arrays.logSigmaW);
  const logSigmaB = arrays.logSigmaB && memory.put(arrays.logSigmaB);
  const fixed = arrays.logSigma && memory.put(arrays.logSigma);

  const chunk = Math.max(1, Math.floor(CHUNK_FLOATS / Math.max(1, draws * Math.max(...widths))));
  const activations = widths.map((width) => memory.alloc(chunk * draws * width));
  const mu = memory.alloc(chunk * draws * latent);
  const random = memory.alloc(chunk * draws * latent);
  const work = memory.alloc(draws + 5);
  const logDensity = memory.alloc(rows);
  const slope = memory.alloc(rows * latent);
  const floats = (count: number) => count * 4;

  const groupRows = rows / groups;
  for (let first = 0, count: number; first < rows; first += count) {
    const group = Math.floor(first / groupRows);
    count = Math.min(chunk, (group + 1) * groupRows - first);
    const psi = count * draws;
    linear.firstLayer(
      context + floats(first * widths[0]!),
      noise1 + floats(group * draws * widths[0]!),
      activations[0]!,
      count,
      draws,
      widths[0]!,
    );
    for (let i = 1; i < widths.length; i++) {
      const out = activations[i]!;
      const width = widths[i]!;
      const noise = noiseAbove[i - 1]! + floats(group * draws * width);
      // The rows of noise, one a draw, repeat for every row of context.
      for (let r = 0; r < count; r++)
        memory
          .view(out + floats(r * draws * width), draws * width)
          .set(memory.view(noise, draws * width));
      linear.gemm(activations[i - 1]!, layers[i - 1]!, out, psi, widths[i - 1]!, width, 1);
      linear.relu(out, psi * width);
    }
    const top = activations.at(-1)!;
    linear.fillRows(muB, mu, psi, latent);
    linear.gemm(top, muW, mu, psi, widths.at(-1)!, latent, 1);
    if (logSigmaW !== null && logSigmaB !== null) {
      linear.fillRows(logSigmaB, random, psi, latent);
      linear.gemm(top, logSigmaW, random, psi, widths.at(-1)!, latent, 1);
      linear.boundLogSigma(random, psi * latent, logSigmaMax);
    }
    linear.mixture(
      z + floats(first * latent),
      mu0 + floats(first * latent),
      logSigma0 + floats(first * latent),
      mu,
      fixed === null ? random : fixed + floats(first * latent),
      randomSigma ? 1 : 0,
      latentSd,
      work,
      logDensity + floats(first),
      slope + floats(first * latent),
      count,
      draws,
      latent,
    );
  }
  return {
    logDensity: memory.view(logDensity, rows),
    slope: memory.view(slope, rows * latent),
  };
}
