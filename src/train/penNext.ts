/** Where the next point of ink may lie: the decoder's mixture, over draws of z, as a density over the pad. */
import { type OffsetGaussian, offsetGaussians, penHeat } from '../model/penHeat.ts';
import { fillNormal, stream } from '../rng.ts';
import type { PenModels } from './penAnswers.ts';

/** Draws of z the density is averaged over. */
export const NEXT_DRAWS = 12;
/** Cells on a side. */
const CELLS = 72;
/** The narrowest Gaussians of this weight together are in sight, of each model; the widest need not be. */
const SHOWN_WEIGHT = 0.98;
/** Standard deviations of a Gaussian that are in sight. */
const SHOWN_SDS = 2.5;
/** Standard steps of the data around the point: at least and at most. */
const REACH = [1.2, 8] as const;

export interface NextHeat {
  /** Pad units to each side of the point. */
  readonly reach: number;
  readonly cells: number;
  /** Of each model, per square pad unit, top row first. [cells, cells] each */
  readonly densities: readonly Float32Array[];
}

/** `pasts` are each model's h at the point; z comes from its prior there. */
export function nextHeat(by: PenModels, pasts: readonly Float64Array[], seed: number): NextHeat {
  const mixtures = by.models.map((_, m) => gaussiansAt(by, m, pasts[m]!, seed));
  const step = Math.max(by.units.scale[0]!, by.units.scale[1]!) / by.scale.unit;
  const reach = Math.min(REACH[1] * step, Math.max(REACH[0] * step, ...mixtures.map(extentOf)));
  const grid = {
    low: [-reach, -reach],
    high: [reach, reach],
    columns: CELLS,
    rows: CELLS,
  } as const;
  return { reach, cells: CELLS, densities: mixtures.map((mixture) => penHeat(mixture, grid)) };
}

/** Pad units to each side that a mixture needs. */
function extentOf(mixture: readonly OffsetGaussian[]): number {
  const extents = mixture
    .map(({ weight, mu, covariance: [xx, , yy] }) => ({
      weight,
      extent: Math.max(
        Math.abs(mu[0]) + SHOWN_SDS * Math.sqrt(xx),
        Math.abs(mu[1]) + SHOWN_SDS * Math.sqrt(yy),
      ),
    }))
    .sort((a, b) => a.extent - b.extent);
  let weight = 0;
  for (const one of extents) {
    weight += one.weight;
    if (weight >= SHOWN_WEIGHT) return one.extent;
  }
  return 0;
}

/** The mixture over all draws, in pad units from the point, y upwards. */
function gaussiansAt(
  { models, sequels, scale, units }: PenModels,
  m: number,
  h: Float64Array,
  seed: number,
): OffsetGaussian[] {
  const { shape } = models[m]!;
  const draws = shape.latent === 0 ? 1 : NEXT_DRAWS;
  const from = stream(seed, 'read/next');
  const [a, b] = [units.scale[0]! / scale.unit, units.scale[1]! / scale.unit];
  return Array.from({ length: draws }, (_, sample) => {
    const epsilon = new Float32Array(shape.latent);
    if (shape.latent > 0) fillNormal(epsilon, from, shape.latent, { sample });
    const pen = { component: 0.5, pen: 0.5, first: 0, second: 0 };
    const { raw } = sequels[m]!.step(h, { epsilon, injected: [] }, pen, { pen: 1, z: 1 });
    return offsetGaussians(raw, shape.pen!).map(
      ({ weight, mu, covariance: [xx, xy, yy] }): OffsetGaussian => ({
        weight: weight / draws,
        mu: [a * mu[0] + units.offset[0]! / scale.unit, b * mu[1] + units.offset[1]! / scale.unit],
        covariance: [a * a * xx, a * b * xy, b * b * yy],
      }),
    );
  }).flat();
}
