/** Sizes at which fused operations are held against the reference: what divides nothing, and what is absent. */
import type { ModelShape } from '../../src/model/shape.ts';
import { BASE_SHAPE, type SmallOptions } from '../model/smallModel.ts';

export const AWKWARD: readonly (readonly [string, ModelShape, SmallOptions])[] = [
  [
    'all of size 1',
    { ...BASE_SHAPE, hidden: 1, features: 1, latent: 1, mixingWidths: [1], injectedNoise: [1] },
    { steps: 1, size: 1, drawCount: 1 },
  ],
  [
    'sizes of 7 and 31',
    {
      ...BASE_SHAPE,
      hidden: 31,
      features: 7,
      latent: 7,
      mixingWidths: [7, 31, 7],
      injectedNoise: [0, 7, 31],
    },
    { steps: 7, size: 31, drawCount: 7, parameterSd: 0.25 },
  ],
  [
    'sizes of 65, random sigma',
    { ...BASE_SHAPE, hidden: 65, mixingWidths: [65, 7], injectedNoise: [7, 0], randomSigma: true },
    { steps: 2, size: 65, drawCount: 65, parameterSd: 0.15 },
  ],
  ['no noise, no draws', { ...BASE_SHAPE, injectedNoise: [0, 0] }, { drawCount: 0 }],
  ['z in units of 10', { ...BASE_SHAPE, latentSd: 10 }, { sigmaCap: 0.2 }],
];
