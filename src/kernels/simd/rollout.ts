/**
 * The whole recurrence and its gradient as one routine in WebAssembly. `model/reference.ts` is the
 * definition; names and shapes are those of `model/ops.ts`. The loop over time writes activations, the loop
 * backwards only deltas; weight gradients are then one product each over all T * B rows.
 */
import { LOG_SIGMA_MIN } from '../../model/sigmaBounds.ts';
import type { RolloutSizes } from '../rolloutSizes.ts';
import type { LinearMemory, Pointer } from './memory.ts';

export interface RolloutShape extends RolloutSizes {
  readonly steps: number;
  readonly size: number;
  readonly latentSd: number;
  readonly logSigmaMax: number;
}

/** Inputs by name: `gateX`, `mixing1`, `above.0`, ... as `rolloutInputs` lists them. */
export type Named = ReadonlyMap<string, Pointer>;

/** The differentiable inputs of a rollout, in the order of the operation's inputs, with their sizes in floats. */
export function rolloutInputs(shape: RolloutShape): [name: string, count: number][] {
  const { steps, size, hidden, latent, features, widths, randomSigma } = shape;
  const rows = steps * size;
  const [first, last] = [widths[0]!, widths.at(-1)!];
  return [
    ['gateX', rows * 3 * hidden],
    ['mixing1', rows * first],
    ['mixingH', hidden * first],
    ['muW', last * latent],
    ['muB', latent],
    ['phiZW', latent * features],
    ['phiZB', features],
    ['gateZ', features * 3 * hidden],
    ['gateH', hidden * 3 * hidden],
    ['gateHB', 3 * hidden],
    ...widths.slice(1).map((width, i): [string, number] => [`above.${i}`, rows * width]),
    ...widths.slice(1).map((width, i): [string, number] => [`layer.${i}`, widths[i]! * width]),
    ...(randomSigma
      ? ([
          ['logSigmaW', last * latent],
          ['logSigmaB', latent],
        ] as [string, number][])
      : ([
          ['sigma1', rows * first],
          ['sigmaH', hidden * first],
          ['sigmaW', first * latent],
          ['sigmaB', latent],
        ] as [string, number][])),
  ];
}

/** Floats in the module's memory. */
export interface Block {
  readonly at: Pointer;
  readonly count: number;
}

/** What the backward loop needs of the forward one. Each for all steps, time first. */
interface Tape {
  readonly past: Pointer; // [T, B, H]
  readonly layers: readonly Pointer[]; // u_i [T, B, W_i]
  readonly sigmaTop: Pointer; // [T, B, W_1]; 0 where sigma is random
  readonly raw: Pointer; // before the bound on log sigma [T, B, D]
  readonly mu: Pointer; // [T, B, D]
  readonly logSigma: Pointer; // [T, B, D]
  readonly z: Pointer; // [T, B, D]
  readonly features: Pointer; // of z [T, B, F]
  readonly gates: Pointer; // [T, B, 3H]
  readonly fromPast: Pointer; // [T, B, 3H]
}

export class Rollout {
  readonly #memory: LinearMemory;
  readonly #shape: RolloutShape;
  readonly #inputs: Named;
  readonly #epsilon: Pointer;
  readonly #tape: Tape;
  /** The generation of memory the tape lives in. */
  readonly generation: number;

  /** Runs the recurrence. `inputs` as `rolloutInputs` lists them; epsilon [T, B, D]. */
  constructor(
    memory: LinearMemory,
    shape: RolloutShape,
    inputs: readonly Float32Array[],
    epsilon: Float32Array,
  ) {
    this.#memory = memory;
    this.#shape = shape;
    this.generation = memory.reset();
    this.#epsilon = memory.put(epsilon);
    this.#inputs = new Map(rolloutInputs(shape).map(([name], i) => [name, memory.put(inputs[i]!)]));
    const { steps, size, hidden, latent, features, widths, randomSigma } = shape;
    const perStep = (width: number) => memory.alloc(steps * size * width);
    this.#tape = {
      past: memory.zeros(steps * size * hidden),
      layers: widths.map(perStep),
      sigmaTop: randomSigma ? 0 : perStep(widths[0]!),
      raw: perStep(latent),
      mu: perStep(latent),
      logSigma: perStep(latent),
      z: perStep(latent),
      features: perStep(features),
      gates: perStep(3 * hidden),
      fromPast: perStep(3 * hidden),
    };
    this.#forward();
  }

  #at(name: string): Pointer {
    const pointer = this.#inputs.get(name);
    if (pointer === undefined) throw new RangeError(`rollout has no input ${name}`);
    return pointer;
  }

  /** past, z, mu, logSigma, while the tape is in memory. */
  outputs(): [Block, Block, Block, Block] {
    const { steps, size, hidden, latent } = this.#shape;
    const { past, z, mu, logSigma } = this.#tape;
    const block = (at: Pointer, width: number) => ({ at, count: steps * size * width });
    return [block(past, hidden), block(z, latent), block(mu, latent), block(logSigma, latent)];
  }

  #forward(): void {
    const { linear } = this.#memory;
    const { steps, size, hidden, latent, features, widths, randomSigma } = this.#shape;
    const { past, layers, sigmaTop, raw, mu, z, gates, fromPast } = this.#tape;
    const gateIn = this.#memory.alloc(size * 3 * hidden);
    /** Copies the step's part of an input to where the sum is formed. */
    const begin = (name: string, t: number, to: Pointer, width: number) => {
      const from = row(this.#at(name), t * size, width);
      this.#memory.view(to, size * width).set(this.#memory.view(from, size * width));
    };
    for (let t = 0; t < steps; t++) {
      const h = row(past, t * size, hidden);
      widths.forEach((width, i) => {
        const u = row(layers[i]!, t * size, width);
        begin(i === 0 ? 'mixing1' : `above.${i - 1}`, t, u, width);
        const below = i === 0 ? h : row(layers[i - 1]!, t * size, widths[i - 1]!);
        const weights = this.#at(i === 0 ? 'mixingH' : `layer.${i - 1}`);
        linear.gemm(below, weights, u, size, i === 0 ? hidden : widths[i - 1]!, width, 1);
        linear.relu(u, size * width);
      });
      const last = widths.at(-1)!;
      const top = row(layers.at(-1)!, t * size, last);
      const muAt = row(mu, t * size, latent);
      const rawAt = row(raw, t * size, latent);
      this.#affine(top, 'muW', 'muB', muAt, last, latent);
      if (randomSigma) this.#affine(top, 'logSigmaW', 'logSigmaB', rawAt, last, latent);
      else {
        const first = widths[0]!;
        const s = row(sigmaTop, t * size, first);
        begin('sigma1', t, s, first);
        linear.gemm(h, this.#at('sigmaH'), s, size, hidden, first, 1);
        linear.relu(s, size * first);
        this.#affine(s, 'sigmaW', 'sigmaB', rawAt, first, latent);
      }
      this.#draw(t * size * latent, size * latent);
      if (t === steps - 1) break;
      const f = row(this.#tape.features, t * size, features);
      this.#affine(row(z, t * size, latent), 'phiZW', 'phiZB', f, latent, features);
      linear.relu(f, size * features);
      begin('gateX', t, gateIn, 3 * hidden);
      linear.gemm(f, this.#at('gateZ'), gateIn, size, features, 3 * hidden, 1);
      const pastAt = row(fromPast, t * size, 3 * hidden);
      this.#affine(h, 'gateH', 'gateHB', pastAt, hidden, 3 * hidden);
      const next = row(past, (t + 1) * size, hidden);
      const gatesAt = row(gates, t * size, 3 * hidden);
      linear.gruForward(gateIn, pastAt, h, next, gatesAt, size, hidden);
    }
  }

  /** out [B, n] = a [B, k] W + b */
  #affine(a: Pointer, w: string, b: string, out: Pointer, k: number, n: number): void {
    const { size } = this.#shape;
    this.#memory.linear.fillRows(this.#at(b), out, size, n);
    this.#memory.linear.gemm(a, this.#at(w), out, size, k, n, 1);
  }

  /** From raw outputs to mu, log sigma and z, for `count` numbers from `first` on. */
  #draw(first: number, count: number): void {
    const { latentSd, logSigmaMax } = this.#shape;
    const part = (at: Pointer) => this.#memory.view(row(at, first, 1), count);
    const [raw, mu, logSigma, z, epsilon] = [
      part(this.#tape.raw),
      part(this.#tape.mu),
      part(this.#tape.logSigma),
      part(this.#tape.z),
      part(this.#epsilon),
    ];
    for (let i = 0; i < count; i++) {
      mu[i]! *= latentSd;
      const bounded = logSigmaMax - softplus(logSigmaMax - raw[i]!);
      logSigma[i] = Math.max(LOG_SIGMA_MIN, bounded);
      z[i] = mu[i]! + Math.exp(logSigma[i]!) * epsilon[i]!;
    }
  }

  /**
   * Gradients of the inputs, in their order, from those of past, z, mu and logSigma; they stand in memory until it
   * is used again. The tape must still be there: compare `generation`.
   */
  backward(
    dPast: Float32Array,
    dZ: Float32Array,
    dMu: Float32Array,
    dLogSigma: Float32Array,
  ): Block[] {
    if (this.generation !== this.#memory.generation) throw new Error('the tape was overwritten');
    const memory = this.#memory;
    const { linear } = memory;
    const { steps, size, hidden, latent, features, widths, randomSigma } = this.#shape;
    const tape = this.#tape;
    const rows = steps * size;
    const transposed = (name: string, m: number, n: number) => {
      const out = memory.alloc(m * n);
      linear.transpose(this.#at(name), out, m, n);
      return out;
    };
    const [first, last] = [widths[0]!, widths.at(-1)!];
    const layerT = widths.slice(1).map((width, i) => transposed(`layer.${i}`, widths[i]!, width));
    const mixingHT = transposed('mixingH', hidden, first);
    const muWT = transposed('muW', last, latent);
    const gateZT = transposed('gateZ', features, 3 * hidden);
    const gateHT = transposed('gateH', hidden, 3 * hidden);
    const phiZWT = transposed('phiZW', latent, features);
    const sigmaHT = randomSigma ? 0 : transposed('sigmaH', hidden, first);
    const sigmaWT = randomSigma
      ? transposed('logSigmaW', last, latent)
      : transposed('sigmaW', first, latent);

    // Deltas of every sum, time first; those the last step never forms stay zero.
    const dLayers = widths.map((width) => memory.alloc(rows * width));
    const dSigmaTop = randomSigma ? 0 : memory.alloc(rows * first);
    const dMuRaw = memory.alloc(rows * latent);
    const dRaw = memory.alloc(rows * latent);
    const dFeatures = memory.zeros(rows * features);
    const dGateX = memory.zeros(rows * 3 * hidden);
    const dFromPast = memory.zeros(rows * 3 * hidden);
    const dzAll = memory.put(dZ);
    const dMuAll = memory.put(dMu);
    const dLogSigmaAll = memory.put(dLogSigma);
    const dPastAll = memory.put(dPast);
    let dNext = memory.zeros(size * hidden);
    let dH = memory.alloc(size * hidden);

    for (let t = steps - 1; t >= 0; t--) {
      const h = row(tape.past, t * size, hidden);
      const dzAt = row(dzAll, t * size, latent);
      if (t < steps - 1) {
        const dIn = row(dGateX, t * size, 3 * hidden);
        const dFrom = row(dFromPast, t * size, 3 * hidden);
        const gatesAt = row(tape.gates, t * size, 3 * hidden);
        const pastAt = row(tape.fromPast, t * size, 3 * hidden);
        linear.gruBackward(dNext, pastAt, h, gatesAt, dIn, dFrom, dH, size, hidden);
        linear.gemm(dFrom, gateHT, dH, size, 3 * hidden, hidden, 1);
        const dF = row(dFeatures, t * size, features);
        linear.gemm(dIn, gateZT, dF, size, 3 * hidden, features, 0);
        linear.reluBackward(dF, row(tape.features, t * size, features), size * features);
        linear.gemm(dF, phiZWT, dzAt, size, features, latent, 1);
      } else memory.view(dH, size * hidden).fill(0);
      this.#drawBackward(t * size * latent, size * latent, {
        dz: dzAll,
        dMuRaw,
        dRaw,
        dMu: dMuAll,
        dLogSigma: dLogSigmaAll,
      });
      // Down the mixing network.
      const dMuAt = row(dMuRaw, t * size, latent);
      const dRawAt = row(dRaw, t * size, latent);
      for (let i = widths.length - 1; i >= 0; i--) {
        const width = widths[i]!;
        const delta = row(dLayers[i]!, t * size, width);
        if (i === widths.length - 1) {
          linear.gemm(dMuAt, muWT, delta, size, latent, width, 0);
          if (randomSigma) linear.gemm(dRawAt, sigmaWT, delta, size, latent, width, 1);
        } else {
          const above = row(dLayers[i + 1]!, t * size, widths[i + 1]!);
          linear.gemm(above, layerT[i]!, delta, size, widths[i + 1]!, width, 0);
        }
        linear.reluBackward(delta, row(tape.layers[i]!, t * size, width), size * width);
      }
      linear.gemm(row(dLayers[0]!, t * size, first), mixingHT, dH, size, first, hidden, 1);
      if (!randomSigma) {
        const delta = row(dSigmaTop, t * size, first);
        linear.gemm(dRawAt, sigmaWT, delta, size, latent, first, 0);
        linear.reluBackward(delta, row(tape.sigmaTop, t * size, first), size * first);
        linear.gemm(delta, sigmaHT, dH, size, first, hidden, 1);
      }
      // What reaches h_{t-1}: from this step, and from whoever else was given it.
      linear.add(dH, row(dPastAll, t * size, hidden), size * hidden);
      [dNext, dH] = [dH, dNext];
    }

    const weights = (a: Pointer, d: Pointer, k: number, n: number) => {
      const out = memory.alloc(k * n);
      linear.gemmTransposed(a, d, out, rows, k, n, 0);
      return { at: out, count: k * n };
    };
    const bias = (d: Pointer, n: number) => {
      const out = memory.alloc(n);
      linear.columnSums(d, out, rows, n);
      return { at: out, count: n };
    };
    const all = (at: Pointer, width: number) => ({ at, count: rows * width });
    const top = tape.layers.at(-1)!;
    const gradients: Readonly<Record<string, () => Block>> = {
      gateX: () => all(dGateX, 3 * hidden),
      mixing1: () => all(dLayers[0]!, first),
      mixingH: () => weights(tape.past, dLayers[0]!, hidden, first),
      muW: () => weights(top, dMuRaw, last, latent),
      muB: () => bias(dMuRaw, latent),
      phiZW: () => weights(tape.z, dFeatures, latent, features),
      phiZB: () => bias(dFeatures, features),
      // The features of the last step are never formed: their rows are left out.
      gateZ: () => this.#gateZ(dGateX),
      gateH: () => weights(tape.past, dFromPast, hidden, 3 * hidden),
      gateHB: () => bias(dFromPast, 3 * hidden),
      logSigmaW: () => weights(top, dRaw, last, latent),
      logSigmaB: () => bias(dRaw, latent),
      sigma1: () => all(dSigmaTop, first),
      sigmaH: () => weights(tape.past, dSigmaTop, hidden, first),
      sigmaW: () => weights(tape.sigmaTop, dRaw, first, latent),
      sigmaB: () => bias(dRaw, latent),
    };
    return rolloutInputs(this.#shape).map(([name]) => {
      const [kind, index] = name.split('.');
      const i = Number(index);
      if (kind === 'above') return all(dLayers[i + 1]!, widths[i + 1]!);
      if (kind === 'layer')
        return weights(tape.layers[i]!, dLayers[i + 1]!, widths[i]!, widths[i + 1]!);
      return gradients[name]!();
    });
  }

  #gateZ(dGateX: Pointer): Block {
    const { steps, size, hidden, features } = this.#shape;
    const { linear } = this.#memory;
    const out = this.#memory.zeros(features * 3 * hidden);
    const rows = (steps - 1) * size;
    linear.gemmTransposed(this.#tape.features, dGateX, out, rows, features, 3 * hidden, 0);
    return { at: out, count: features * 3 * hidden };
  }

  /** From the gradients of z, mu and log sigma to those of the raw outputs. */
  #drawBackward(
    first: number,
    count: number,
    at: {
      readonly dz: Pointer;
      readonly dMuRaw: Pointer;
      readonly dRaw: Pointer;
      readonly dMu: Pointer;
      readonly dLogSigma: Pointer;
    },
  ): void {
    const { latentSd, logSigmaMax } = this.#shape;
    const part = (pointer: Pointer) => this.#memory.view(row(pointer, first, 1), count);
    const [dz, dMuRaw, dRaw] = [part(at.dz), part(at.dMuRaw), part(at.dRaw)];
    const [dMu, dLogSigma, epsilon] = [part(at.dMu), part(at.dLogSigma), part(this.#epsilon)];
    const [raw, logSigma] = [part(this.#tape.raw), part(this.#tape.logSigma)];
    for (let i = 0; i < count; i++) {
      dMuRaw[i] = latentSd * (dMu[i]! + dz[i]!);
      const sigma = Math.exp(logSigma[i]!);
      const dBounded = dLogSigma[i]! + dz[i]! * sigma * epsilon[i]!;
      const open = logSigma[i]! > LOG_SIGMA_MIN;
      dRaw[i] = open ? dBounded / (1 + Math.exp(raw[i]! - logSigmaMax)) : 0;
    }
  }
}

/** The pointer of a row of a matrix of this width. */
function row(at: Pointer, index: number, width: number): Pointer {
  return at + index * width * 4;
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
