/** How a reference that is only approximate is drawn and spoken of. */
import { stripsText } from '../text/en/strips.ts';
import { wholeNumber } from './format.ts';

/** Densities of steps with too few effective draws are drawn at this share. */
const GREYED = 0.25;

/** `density` [T, G] with its poor steps drawn back. */
export function greyedWhere(
  density: Float32Array,
  poor: readonly boolean[],
  count: number,
): Float32Array {
  return density.map((value, n) => (poor[Math.floor(n / count)] ? GREYED * value : value));
}

/** The median over steps: "ESS 812 of 4,096", or what is wrong with it. */
export function essWords(ess: Float64Array, draws: number): string {
  const sorted = ess.slice().sort();
  const median = sorted[sorted.length >> 1] ?? 0;
  const words = median < 100 ? stripsText().essPoor : stripsText().ess;
  return words(wholeNumber(Math.round(median)), wholeNumber(draws));
}
