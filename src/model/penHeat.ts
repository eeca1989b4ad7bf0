/** Where a pen may go next, as a density over a grid: the Gaussians of the decoder's mixture themselves, not draws of them. */
import { PEN_LOG_SIGMA_MIN, PEN_R_MAX, type PenMixture } from './penMixture.ts';

/** A part of a mixture over offsets (dx, dy), in whatever units. */
export interface OffsetGaussian {
  readonly weight: number;
  readonly mu: readonly [x: number, y: number];
  readonly covariance: readonly [xx: number, xy: number, yy: number];
}

/** Cells between two corners, y upwards; the first row is the highest. */
export interface OffsetGrid {
  readonly low: readonly [x: number, y: number];
  readonly high: readonly [x: number, y: number];
  readonly columns: number;
  readonly rows: number;
}

/** A Gaussian is left out beyond so many standard deviations of dx and dy each. */
const FAR = 4.5;
/**
 * Cells a Gaussian is widened by, as a standard deviation. At less, the sum over the middles of the cells depends on
 * where among them it lies: by 2 exp(-2 pi^2 s^2) an axis, which is 0.0003 here.
 */
const BLUR = 2 / 3;

/** The mixture a row of raw outputs stands for, laid out as `penOutputs` reads them; weights sum to 1. [penWidth] */
export function offsetGaussians(
  raw: ArrayLike<number>,
  { components, correlated }: PenMixture,
): OffsetGaussian[] {
  const column = (block: number, j: number) => raw[block * components + j]!;
  const logits = Array.from({ length: components }, (_, j) => column(0, j));
  const top = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
  return logits.map((logit, j) => {
    const s1 = Math.exp(Math.max(PEN_LOG_SIGMA_MIN, column(3, j)));
    const s2 = Math.exp(Math.max(PEN_LOG_SIGMA_MIN, column(4, j)));
    const r = correlated ? Math.max(-PEN_R_MAX, Math.min(PEN_R_MAX, column(5, j))) : 0;
    return {
      weight: Math.exp(logit - top) / total,
      mu: [column(1, j), column(2, j)],
      covariance: [s1 * s1, Math.tanh(r) * s1 * s2, s2 * s2],
    };
  });
}

/**
 * Density of a mixture in each cell, per unit of area: each Gaussian at the middle of the cell, widened by
 * about a cell, so that one much narrower than that keeps its mass. [rows, columns]
 */
export function penHeat(
  gaussians: readonly OffsetGaussian[],
  { low, high, columns, rows }: OffsetGrid,
): Float32Array {
  const heat = new Float32Array(rows * columns);
  const width = (high[0] - low[0]) / columns;
  const height = (high[1] - low[1]) / rows;
  for (const { weight, mu, covariance } of gaussians) {
    const xx = covariance[0] + (BLUR * width) ** 2;
    const yy = covariance[2] + (BLUR * height) ** 2;
    const xy = covariance[1];
    const determinant = xx * yy - xy * xy;
    const scale = weight / (2 * Math.PI * Math.sqrt(determinant));
    const [reachX, reachY] = [FAR * Math.sqrt(xx), FAR * Math.sqrt(yy)];
    const column = (x: number) => (x - low[0]) / width;
    const row = (y: number) => (high[1] - y) / height;
    const lastColumn = Math.min(columns - 1, Math.floor(column(mu[0] + reachX)));
    const lastRow = Math.min(rows - 1, Math.floor(row(mu[1] - reachY)));
    for (let i = Math.max(0, Math.floor(row(mu[1] + reachY))); i <= lastRow; i++) {
      const v = high[1] - (i + 0.5) * height - mu[1];
      for (let j = Math.max(0, Math.floor(column(mu[0] - reachX))); j <= lastColumn; j++) {
        const u = low[0] + (j + 0.5) * width - mu[0];
        const squared = (yy * u * u - 2 * xy * u * v + xx * v * v) / determinant;
        heat[i * columns + j]! += scale * Math.exp(-0.5 * squared);
      }
    }
  }
  return heat;
}
