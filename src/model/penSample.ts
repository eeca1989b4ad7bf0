/** One step of a pen drawn from what the decoder put out. Pure: the noise is an argument. No tensors. */
import { PEN_LOG_SIGMA_MIN, PEN_R_MAX, type PenMixture } from './penMixture.ts';

export interface PenNoise {
  /** In (0, 1): which component, and whether the pen leaves the paper. */
  readonly component: number;
  readonly pen: number;
  /** Standard normal. */
  readonly first: number;
  readonly second: number;
}

/**
 * (dx, dy, e) from a row of raw outputs, laid out as `penOutputs` reads them. [penWidth]
 * `temperature` divides the logits of component and pen and multiplies the variances (Ha & Eck 2018, arXiv
 * 1704.03477, eq. 8): 1 samples the model; 0 takes the likeliest component, its mean, and the likelier pen.
 */
export function samplePen(
  raw: ArrayLike<number>,
  { components, correlated }: PenMixture,
  noise: PenNoise,
  temperature = 1,
): readonly [dx: number, dy: number, e: number] {
  const j = componentAt(raw, components, noise.component, temperature);
  const column = (block: number) => raw[block * components + j]!;
  const spread = Math.sqrt(temperature);
  const sd1 = spread * Math.exp(Math.max(PEN_LOG_SIGMA_MIN, column(3)));
  const sd2 = spread * Math.exp(Math.max(PEN_LOG_SIGMA_MIN, column(4)));
  const r = correlated ? Math.max(-PEN_R_MAX, Math.min(PEN_R_MAX, column(5))) : 0;
  const rest = noise.first * Math.tanh(r) + noise.second / Math.cosh(r);
  const logit = raw[components * (correlated ? 6 : 5)]!;
  const lifts =
    temperature === 0 ? logit > 0 : noise.pen < 1 / (1 + Math.exp(-logit / temperature));
  return [column(1) + sd1 * noise.first, column(2) + sd2 * rest, lifts ? 1 : 0];
}

function componentAt(
  raw: ArrayLike<number>,
  components: number,
  uniform: number,
  temperature: number,
): number {
  let best = 0;
  for (let j = 1; j < components; j++) if (raw[j]! > raw[best]!) best = j;
  if (temperature === 0) return best;
  const weight = (j: number) => Math.exp((raw[j]! - raw[best]!) / temperature);
  let total = 0;
  for (let j = 0; j < components; j++) total += weight(j);
  let left = uniform * total;
  for (let j = 0; j < components; j++) {
    left -= weight(j);
    if (left < 0) return j;
  }
  return best; // rounding left nothing over
}
