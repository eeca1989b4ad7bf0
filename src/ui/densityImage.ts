/** Densities as pixels: one column a time step, one row a value of z, colour by opacity. No canvas here. */
import type { Rgb } from './colours.ts';

/** Lifts faint densities: half the reference density is drawn at 0.5 ** GAMMA of full colour. */
const GAMMA = 0.75;

/** Peaks of one strip that may be denser than its full colour. */
const PEAK_QUANTILE = 0.8;
/** A strip's own peaks are drawn at this share of the reference at least, however sharp the others are. */
const FAINTEST = 0.4;

/**
 * The density drawn in full colour, common to all strips of a picture so that equal colour means equal
 * density. A high quantile of the columns' peaks of the sharpest strip, but not so high that the broadest
 * strip could no longer be seen: sharper peaks than the reference are then all of full colour.
 * Each density [T, G]; only the first `length` steps count.
 */
export function referenceDensity(
  densities: readonly Float32Array[],
  points: number,
  length: number,
): number {
  const references = densities
    .map((density) => typicalPeak(density, points, length))
    .filter((peak) => peak > 0);
  if (references.length === 0) return 1;
  return Math.min(Math.max(...references), Math.min(...references) / FAINTEST);
}

function typicalPeak(density: Float32Array, points: number, length: number): number {
  const peaks: number[] = [];
  for (let t = 0; t < length; t++) {
    let peak = 0;
    for (let g = t * points; g < (t + 1) * points; g++) peak = Math.max(peak, density[g] ?? 0);
    if (peak > 0) peaks.push(peak);
  }
  peaks.sort((a, b) => a - b);
  return peaks[Math.floor(PEAK_QUANTILE * (peaks.length - 1))] ?? 0;
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
  const opacities = opacityTable();
  for (let g = 0; g < points; g++) {
    const row = points - 1 - g;
    for (let t = 0; t < steps; t++) {
      const at = (row * steps + t) * 4;
      const value = t < length ? (density[t * points + g] ?? 0) / reference : 0;
      // The colour is set even where nothing is seen: scaling with smoothing mixes neighbours.
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = value > 0 ? opacities[Math.round(Math.min(1, value) * SHADES)]! : 0;
    }
  }
  return pixels;
}

const SHADES = 1023;
let table: Uint8ClampedArray | null = null;

/** Opacity of `value` * SHADES: a power a pixel would take most of the time. */
function opacityTable(): Uint8ClampedArray {
  table ??= Uint8ClampedArray.from(
    { length: SHADES + 1 },
    (_, shade) => 255 * (shade / SHADES) ** GAMMA,
  );
  return table;
}
