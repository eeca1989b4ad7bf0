/**
 * Where each named tensor of a model lies in its one flat parameter vector, and how it is born. Weights of
 * a layer with several inputs are split by input block (`mixing.1.h`, `mixing.1.x`, `mixing.1.noise`), so
 * that products shared by many rows are formed once. docs/weights.md names the equation of each tensor.
 */
import { fillUniform, stream } from '../rng.ts';
import { type PenMixture, penWidth } from './penMixture.ts';
import { type ModelShape, sum } from './shape.ts';

export interface TensorSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** First element in the flat vector. */
  readonly offset: number;
  readonly length: number;
  /** Uniform(-limit, limit) at birth; 0 for biases. */
  readonly limit: number;
}

export interface Layout {
  readonly tensors: readonly TensorSpec[];
  /** P, the length of the flat vector. */
  readonly length: number;
}

type Declare = (name: string, shape: readonly number[], limit: number) => void;

/**
 * Born uniform in +-1/sqrt(n) for n inputs, as in PyTorch: small weights, for which the initial spread makes up
 * in the last layer (`birth.ts`). With He's larger ones SIS-RNN kept one mode over most of mirror-iid.
 */
const limitOf = (inputs: number) => Math.sqrt(1 / inputs);

export function layoutOf(shape: ModelShape): Layout {
  const tensors: TensorSpec[] = [];
  let offset = 0;
  const declare: Declare = (name, size, limit) => {
    const length = size.reduce((product, n) => product * n, 1);
    if (length === 0) return;
    tensors.push({ name, shape: size, offset, length, limit });
    offset += length;
  };
  const { channels, hidden, latent, features, pixels } = shape;
  if (pixels !== undefined) {
    nade(declare, pixels, hidden);
    return { tensors, length: offset };
  }
  declare('phi_x.w', [channels, features], limitOf(channels));
  declare('phi_x.b', [features], 0);
  gru(declare, 'gru', latent > 0 ? ['x', 'z'] : ['x'], features, hidden);
  if (latent > 0) {
    declare('phi_z.w', [latent, features], limitOf(latent));
    declare('phi_z.b', [features], 0);
    inference(declare, shape);
    if (shape.known === null) {
      const width = stack(declare, 'prior', { h: hidden }, shape.priorWidths);
      head(declare, 'prior.mu', width, latent);
      head(declare, 'prior.logSigma', width, latent);
    }
  }
  if (shape.known === null) {
    const inputs: Record<string, number> = latent > 0 ? { z: features, h: hidden } : { h: hidden };
    const width = stack(declare, 'decoder', inputs, shape.decoderWidths);
    if (shape.pen) penHead(declare, width, shape.pen);
    else if (shape.observation === 'binary') head(declare, 'decoder.logit', width, channels);
    else {
      head(declare, 'decoder.mu', width, channels);
      head(declare, 'decoder.logSigma', width, channels);
    }
  }
  return { tensors, length: offset };
}

function nade(declare: Declare, pixels: number, hidden: number): void {
  declare('nade.w', [pixels, hidden], limitOf(pixels));
  declare('nade.c', [hidden], 0);
  declare('nade.v', [pixels, hidden], limitOf(hidden));
  declare('nade.b', [pixels], 0);
}

function gru(
  declare: Declare,
  name: string,
  inputs: readonly string[],
  features: number,
  hidden: number,
): void {
  const limit = limitOf(hidden);
  for (const input of inputs) declare(`${name}.${input}`, [features, 3 * hidden], limit);
  declare(`${name}.h`, [hidden, 3 * hidden], limit);
  declare(`${name}.bx`, [3 * hidden], 0);
  declare(`${name}.bh`, [3 * hidden], 0);
}

/** The mixing network and, where sigma is deterministic, its own small network. */
function inference(declare: Declare, shape: ModelShape): void {
  const { hidden, latent, features, mixingWidths, injectedNoise, smoothing } = shape;
  const context: Record<string, number> = { h: hidden, x: features };
  if (smoothing) {
    gru(declare, 'backward', ['x'], features, hidden);
    context['g'] = hidden;
  }
  const width = stack(declare, 'mixing', context, mixingWidths);
  injectedNoise.forEach((noise, i) => {
    declare(`mixing.${i + 1}.noise`, [noise, mixingWidths[i]!], limitOf(noise));
  });
  head(declare, 'mixing.mu', width, latent);
  if (shape.randomSigma) head(declare, 'mixing.logSigma', width, latent);
  else
    head(declare, 'sigma.logSigma', stack(declare, 'sigma', context, [mixingWidths[0]!]), latent);
}

/** Relu layers; the first takes several inputs, each with its own block. Returns the last width. */
function stack(
  declare: Declare,
  name: string,
  inputs: Readonly<Record<string, number>>,
  widths: readonly number[],
): number {
  // Injected noise is left out of the first layer's fan-in: a VRNN and an SIS-RNN are born alike.
  const limit = limitOf(sum(Object.values(inputs)));
  for (const [input, size] of Object.entries(inputs))
    declare(`${name}.1.${input}`, [size, widths[0]!], limit);
  declare(`${name}.1.b`, [widths[0]!], 0);
  for (let i = 1; i < widths.length; i++) {
    declare(`${name}.${i + 1}.w`, [widths[i - 1]!, widths[i]!], limitOf(widths[i - 1]!));
    declare(`${name}.${i + 1}.b`, [widths[i]!], 0);
  }
  return widths.at(-1)!;
}

function head(declare: Declare, name: string, width: number, outputs: number): void {
  declare(`${name}.w`, [width, outputs], limitOf(width));
  declare(`${name}.b`, [outputs], 0);
}

/** One matrix for all outputs of the mixture; its biases are random, so that no two components are born alike. */
function penHead(declare: Declare, width: number, pen: PenMixture): void {
  declare('decoder.pen.w', [width, penWidth(pen)], limitOf(width));
  declare('decoder.pen.b', [penWidth(pen)], 1);
}

/**
 * A model's parameters at birth. Each tensor is drawn from a stream of its own name, so that tensors two
 * models share by name and shape start with the same numbers. [P]
 */
export function initialise(layout: Layout, seed: number): Float32Array {
  const flat = new Float32Array(layout.length);
  for (const { name, offset, length, limit } of layout.tensors) {
    if (limit === 0) continue;
    const part = flat.subarray(offset, offset + length);
    fillUniform(part, stream(seed, `init/${name}`), length);
    for (let i = 0; i < length; i++) part[i] = (2 * part[i]! - 1) * limit;
  }
  return flat;
}

/** The part of a flat vector that is the named tensor (a view). Throws when the model has none. */
export function tensorView(layout: Layout, flat: Float32Array, name: string): Float32Array {
  const found = layout.tensors.find((tensor) => tensor.name === name);
  if (found === undefined) throw new RangeError(`this model has no tensor ${name}`);
  return flat.subarray(found.offset, found.offset + found.length);
}
