/** Where each number lies in the buffers of the rollout's kernels. */
import type { RolloutSizes } from '../rolloutSizes.ts';
import { type Packing, type Part, packingOf, upToFour } from './packing.ts';
import { type Strips, stripsOf } from './strips.ts';

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

/** The same for the transposed matrices, under the same names. */
export function transposedPacking(sizes: RolloutSizes): Packing {
  return packingOf(
    weightParts(sizes)
      .filter(([name]) => !name.endsWith('B'))
      .map(([name, rows, width]): Part => [name, width, rows]),
  );
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

/** Regions of workgroup memory, in columns, each beginning at a multiple of four. */
export interface Regions {
  readonly at: Readonly<Record<string, number>>;
  readonly columns: number;
}

/** `shared` are lists of regions that may lie over each other: they are never alive together. */
export function regionsOf(
  apart: readonly (readonly [string, number])[],
  shared: readonly (readonly (readonly [string, number])[])[],
): Regions {
  const at: Record<string, number> = {};
  let columns = 0;
  const place = (list: readonly (readonly [string, number])[], first: number) => {
    let next = first;
    for (const [name, width] of list) {
      at[name] = next;
      next += upToFour(width);
    }
    return next;
  };
  columns = place(apart, 0);
  columns = Math.max(...shared.map((list) => place(list, columns)));
  return { at, columns };
}

/** Batch rows a workgroup takes through time. */
export type GroupRows = 1 | 2 | 4 | 8;

/** Rows of an element of workgroup memory: its lanes. Eight rows are two elements. */
export function lanesOf(groupRows: GroupRows): 1 | 2 | 4 {
  return groupRows === 8 ? 4 : groupRows;
}

/** The type of one column of so many rows in WGSL. */
export const ROWS_WGSL = { 1: 'f32', 2: 'vec2<f32>', 4: 'vec4<f32>' } as const;
