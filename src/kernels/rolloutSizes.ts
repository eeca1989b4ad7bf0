/** What every fused rollout reads off its inputs: their sizes, and each of them by name. */
import * as tf from '@tensorflow/tfjs';
import type { RolloutInputs } from '../model/ops.ts';

export interface RolloutSizes {
  readonly hidden: number;
  readonly latent: number;
  readonly features: number;
  /** W_1, W_2, ... */
  readonly widths: readonly number[];
  readonly randomSigma: boolean;
}

export function rolloutSizes(inputs: RolloutInputs): RolloutSizes {
  const { mixing, mixingH, gateH, phiZW, sigmaW, epsilon } = inputs;
  return {
    hidden: gateH.shape[0],
    latent: epsilon.shape[2],
    features: phiZW.shape[1],
    widths: [mixingH.shape[1], ...mixing.layers.map((layer) => layer.shape[1])],
    randomSigma: sigmaW === null,
  };
}

/**
 * The input of this name: as in `RolloutInputs` and `MixingWeights`, `above.0` and `layer.0` being those of
 * layer 2. Throws a TypeError when it was not given.
 */
export function rolloutInput(inputs: RolloutInputs, name: string): tf.Tensor {
  const named: Readonly<Record<string, unknown>> = { ...inputs, ...inputs.mixing };
  const [kind, index] = name.split('.');
  const tensor =
    kind === 'above'
      ? inputs.mixingAbove[Number(index)]
      : kind === 'layer'
        ? inputs.mixing.layers[Number(index)]
        : named[name];
  if (!(tensor instanceof tf.Tensor)) throw new TypeError(`rollout was not given ${name}`);
  return tensor;
}
