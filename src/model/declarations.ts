/** How the parts that models share declare their tensors: recurrences, layers, the mixing network. */
import { type ModelShape, sum } from './shape.ts';

export type Declare = (name: string, shape: readonly number[], limit: number) => void;

/**
 * Born uniform in +-1/sqrt(n) for n inputs, as in PyTorch: small weights, for which the initial spread makes up
 * in the last layer (`birth.ts`). With He's larger ones SIS-RNN kept one mode over most of mirror-iid.
 */
export const limitOf = (inputs: number) => Math.sqrt(1 / inputs);

export function gru(
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

/** The mixing network and, where sigma is deterministic, its own small network; both see the inputs named. */
export function inference(
  declare: Declare,
  shape: ModelShape,
  context: Readonly<Record<string, number>>,
): void {
  const { latent, mixingWidths, injectedNoise } = shape;
  const width = stack(declare, 'mixing', context, mixingWidths);
  injectedNoise.forEach((noise, i) => {
    declare(`mixing.${i + 1}.noise`, [noise, mixingWidths[i]!], limitOf(noise));
  });
  head(declare, 'mixing.mu', width, latent);
  if (shape.reverse) {
    // Born as the prior of the coins: with it h_K is the one of a model without.
    // A random sigma would give away the coins that it is asked to guess.
    const sigma: Record<string, number> = shape.randomSigma ? {} : { s: latent };
    const inputs = { z: latent, c: mixingWidths[0]!, ...sigma };
    const top = stack(declare, 'reverse', inputs, [mixingWidths[0]!]);
    declare('reverse.coins.w', [top, sum(injectedNoise)], 0);
    declare('reverse.coins.b', [sum(injectedNoise)], 0);
  }
  if (shape.randomSigma) head(declare, 'mixing.logSigma', width, latent);
  else
    head(declare, 'sigma.logSigma', stack(declare, 'sigma', context, [mixingWidths[0]!]), latent);
}

/** Relu layers; the first takes several inputs, each with its own block. Returns the last width. */
export function stack(
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

export function head(declare: Declare, name: string, width: number, outputs: number): void {
  declare(`${name}.w`, [width, outputs], limitOf(width));
  declare(`${name}.b`, [outputs], 0);
}
