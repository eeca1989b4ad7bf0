/** Densities as pixels: one column a time step, one row a value of z, colour by opacity. No canvas here. */
import type { Rgb } from './colours.ts';

/** Lifts faint densities: half the reference density is drawn at 0.5 ** GAMMA of full colour. */
const GAMMA = 0.75;

/**
 * The density drawn in full colour, common to all strips of a picture so that equal colour means equal
 * density: a high quantile of the columns' peaks, so that one needle does not fade all else.
 * Each density [T, G]; only the first `length` steps count.
 */
export function referenceDensity(
  densities: readonly Float32Array[],
  points: number,
  length: number,
): number {
  const peaks: number[] = [];
  for (const density of densities)
    for (let t = 0; t < length; t++) {
      let peak = 0;
      for (let g = t * points; g < (t + 1) * points; g++) peak = Math.max(peak, density[g] ?? 0);
      if (peak > 0) peaks.push(peak);
    }
  peaks.sort((a, b) => a - b);
  return peaks[Math.floor(0.8 * (peaks.length - 1))] ?? 1;
}

/** RGBA, [G, T, 4], the highest z in the first row. `density` [T, G]; steps from `length` on stay clear. */
export function densityImage(
  density: Float32Array,
  steps: number,
  points: number,
  length: number,
  reference: number,
  [red, green, blue]: Rgb,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(steps * points * 4);
  for (let g = 0; g < points; g++) {
    const row = points - 1 - g;
    for (let t = 0; t < steps; t++) {
      const at = (row * steps + t) * 4;
      const value = t < length ? (density[t * points + g] ?? 0) / reference : 0;
      // The colour is set even where nothing is seen: scaling with smoothing mixes neighbours.
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = value > 0 ? 255 * Math.min(1, value) ** GAMMA : 0;
    }
  }
  return pixels;
}
