/**
 * Where each named tensor of a model lies in its one flat parameter vector, and how it is born. Weights of
 * a layer with several inputs are split by input block (`mixing.1.h`, `mixing.1.x`, `mixing.1.noise`), so
 * that products shared by many rows are formed once. docs/weights.md names the equation of each tensor.
 */
import { stepObservation } from '../config/observation.ts';
import { fillUniform, stream } from '../rng.ts';
import { type Declare, gru, head, inference, limitOf, stack } from './declarations.ts';
import { DECODER_HEADS } from './decoders/heads.ts';
import { sentenceTensors } from './language/tensors.ts';
import type { ModelShape } from './shape.ts';

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

export function layoutOf(shape: ModelShape): Layout {
  const tensors: TensorSpec[] = [];
  let offset = 0;
  const declare: Declare = (name, size, limit) => {
    const length = size.reduce((product, n) => product * n, 1);
    if (length === 0) return;
    tensors.push({ name, shape: size, offset, length, limit });
    offset += length;
  };
  const { channels, hidden, latent, features, observation, pixels, sentence, smoothing } = shape;
  if (pixels !== undefined) {
    nade(declare, pixels, hidden);
    return { tensors, length: offset };
  }
  if (sentence !== undefined) {
    sentenceTensors(declare, shape, sentence);
    return { tensors, length: offset };
  }
  declare('phi_x.w', [channels, features], limitOf(channels));
  declare('phi_x.b', [features], 0);
  gru(declare, 'gru', latent > 0 ? ['x', 'z'] : ['x'], features, hidden);
  if (latent > 0) {
    declare('phi_z.w', [latent, features], limitOf(latent));
    declare('phi_z.b', [features], 0);
    if (smoothing) gru(declare, 'backward', ['x'], features, hidden);
    inference(declare, shape, { h: hidden, x: features, ...(smoothing && { g: hidden }) });
    if (shape.known === null) {
      const width = stack(declare, 'prior', { h: hidden }, shape.priorWidths);
      head(declare, 'prior.mu', width, latent);
      head(declare, 'prior.logSigma', width, latent);
    }
  }
  if (shape.known === null) {
    const inputs: Record<string, number> = latent > 0 ? { z: features, h: hidden } : { h: hidden };
    const width = stack(declare, 'decoder', inputs, shape.decoderWidths);
    DECODER_HEADS[stepObservation(observation)](declare, width, shape);
  }
  return { tensors, length: offset };
}

function nade(declare: Declare, pixels: number, hidden: number): void {
  declare('nade.w', [pixels, hidden], limitOf(pixels));
  declare('nade.c', [hidden], 0);
  declare('nade.v', [pixels, hidden], limitOf(hidden));
  declare('nade.b', [pixels], 0);
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
