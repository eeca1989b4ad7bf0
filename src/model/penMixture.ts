/** The mixture that stands in the decoder of a pen: its sizes and limits, apart from the tensors. */
/** Which mixture: its number of Gaussians, and whether dx and dy may correlate within one. */
export interface PenMixture {
  readonly components: number;
  readonly correlated: boolean;
}

/** Least log sigma: sigma of 1e-3 in units of the standardised offsets. */
export const PEN_LOG_SIGMA_MIN = Math.log(1e-3);
/** Largest |r|: a correlation of 0.9993. */
export const PEN_R_MAX = 4;

/** Numbers a row: M weights, M mu1, M mu2, M s1, M s2, M r where correlated, one pen logit. */
export function penWidth({ components, correlated }: PenMixture): number {
  return components * (correlated ? 6 : 5) + 1;
}
