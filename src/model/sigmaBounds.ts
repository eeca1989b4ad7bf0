/** Bounds of log sigma, apart from the tensors so that plain arithmetic reads them without. */
export const LOG_SIGMA_MIN = -5;
/** Upper clamp of log sigma in prior and decoder. */
export const LOG_SIGMA_MAX = 2;
