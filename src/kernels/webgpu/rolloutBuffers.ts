/** Where each number lies in the buffers of the rollout's kernels. */
import type { RolloutSizes } from '../rolloutSizes.ts';
import { type Packing, type Part, packingOf } from './packing.ts';
import { type Strips, stripsOf } from './strips.ts';
import { type GradientPlan, gateJobs, jobOf } from './weightGradients.ts';

/** A weight of the rollout; a bias is a matrix of one row. Names as in `RolloutInputs`, `layer.0` is layer 2. */
export function weightParts(sizes: RolloutSizes): Part[] {
  const { hidden, latent, features, widths, randomSigma } = sizes;
  const [first, last] = [widths[0]!, widths.at(-1)!];
  const sigma: Part[] = randomSigma
    ? [
        ['logSigmaW', last, latent],
        ['logSigmaB', 1, latent],
      ]
    : [
        ['sigmaH', hidden, first],
        ['sigmaW', first, latent],
        ['sigmaB', 1, latent],
      ];
  return [
    ['mixingH', hidden, first],
    ...widths.slice(1).map((width, i): Part => [`layer.${i}`, widths[i]!, width]),
    ['muW', last, latent],
    ['muB', 1, latent],
    ...sigma,
    ['phiZW', latent, features],
    ['phiZB', 1, features],
    ['gateZ', features, 3 * hidden],
    ['gateH', hidden, 3 * hidden],
    ['gateHB', 1, 3 * hidden],
  ];
}

export function weightsPacking(sizes: RolloutSizes): Packing {
  return packingOf(weightParts(sizes));
}

/** What enters a step, in the order of `inputNames`. Rows are those of a segment: [S B, width] */
export function inputStrips({ hidden, latent, widths, randomSigma }: RolloutSizes): Strips {
  return stripsOf([
    ['gateX', 3 * hidden],
    ['mixing1', widths[0]!],
    ...widths.slice(1).map((width, i) => [`above.${i}`, width] as const),
    ...(randomSigma ? [] : ([['sigma1', widths[0]!]] as const)),
    ['epsilon', latent],
  ]);
}

/** What a step leaves behind for the caller and for the loop backwards. */
export function tapeStrips({
  hidden,
  latent,
  features,
  widths,
  randomSigma,
}: RolloutSizes): Strips {
  return stripsOf([
    ['past', hidden],
    ['z', latent],
    ['mu', latent],
    ['logSigma', latent],
    ['push', latent], // sigma epsilon
    ...widths.map((width, i) => [`u.${i}`, width] as const),
    ...(randomSigma ? [] : ([['sigmaTop', widths[0]!]] as const)),
    ['features', features],
    ['gates', 3 * hidden], // reset, update, candidate
    ['pastNew', hidden], // what h enters the candidate with, before the reset gate
  ]);
}

/** What reaches a step's outputs from outside the recurrence. */
export function upstreamStrips({ hidden, latent }: RolloutSizes): Strips {
  return stripsOf([
    ['past', hidden],
    ['z', latent],
    ['mu', latent],
    ['logSigma', latent],
  ]);
}

/** Gradients of the sums in a step. */
export function deltaStrips({
  hidden,
  latent,
  features,
  widths,
  randomSigma,
}: RolloutSizes): Strips {
  return stripsOf([
    ['gateX', 3 * hidden],
    ['pastNew', hidden],
    ...widths.map((width, i) => [`u.${i}`, width] as const),
    ...(randomSigma ? [] : ([['sigmaTop', widths[0]!]] as const)),
    ['features', features],
    ['mu', latent],
    ['raw', latent],
  ]);
}

/** Every weight's gradient as a product of tape and deltas. */
export function gradientPlan(sizes: RolloutSizes): GradientPlan {
  const { hidden, widths, randomSigma } = sizes;
  const top = `u.${widths.length - 1}`;
  return {
    weights: weightParts(sizes),
    tape: tapeStrips(sizes),
    deltas: deltaStrips(sizes),
    jobs: [
      jobOf('mixingH', 'past', 'u.0', null),
      ...widths.slice(1).map((_, i) => jobOf(`layer.${i}`, `u.${i}`, `u.${i + 1}`, null)),
      jobOf('muW', top, 'mu', 'muB'),
      ...(randomSigma
        ? [jobOf('logSigmaW', top, 'raw', 'logSigmaB')]
        : [
            jobOf('sigmaH', 'past', 'sigmaTop', null),
            jobOf('sigmaW', 'sigmaTop', 'raw', 'sigmaB'),
          ]),
      jobOf('phiZW', 'z', 'features', 'phiZB'),
      jobOf('gateZ', 'features', 'gateX', null),
      ...gateJobs(hidden),
    ],
  };
}
