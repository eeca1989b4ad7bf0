/** The live diagnostics of one model, and one sentence on each: what the number means for the reader. */
import type { MixingSpread } from './mixing.ts';

export interface Diagnostics {
  /** The training step they were taken at. */
  readonly step: number;
  /** Null where no noise is injected: a VRNN has one psi. */
  readonly mixing: MixingSpread | null;
  readonly activeUnits: number;
  /** D */
  readonly latentDimensions: number;
  /** Sequences times steps of the validation set that were looked at. */
  readonly rows: number;
}

/** `warn` asks the reader to act; `note` only tells. */
export interface Reading {
  readonly tone: 'note' | 'warn';
  readonly words: string;
}

/** B_K in nats a step, which does not shrink as K grows. Two branches far apart make log 2 = 0.69. */
const COLLAPSED_BELOW = 0.02;
const NARROW_BELOW = 0.2;
/** Of the gauge. */
const TIGHT_BELOW = 0.6;
const LOOSE_ABOVE = 0.85;

/** Of the gauge B_K / log(K + 1). */
export function readGauge({ gauge, regulariser, mixingSamples: K }: MixingSpread): Reading {
  if (!Number.isFinite(gauge))
    return warn('With K = 0 the best mixing distribution is a point: give the bound extra draws.');
  if (regulariser < COLLAPSED_BELOW)
    return warn('The mixing distribution has collapsed: this is a VRNN now.');
  if (regulariser < NARROW_BELOW)
    return note('The mixing distribution is narrow: close to a single Gaussian.');
  if (gauge < TIGHT_BELOW) return note(`The mixing distribution is open, and K = ${K} shows it.`);
  if (gauge <= LOOSE_ABOVE) return note('The bound is somewhat loose: more K would tighten it.');
  return warn('The bound is loose: more K, or fewer latent dimensions.');
}

/** Of the effective number of draws, out of K + 1. */
export function readEss({ ess, mixingSamples: K }: MixingSpread): Reading {
  if (!Number.isFinite(ess)) return warn('Not a number: the densities of z have overflowed.');
  if (K === 0) return note('There is one draw only.');
  const draws = K + 1;
  if (ess < 1.5) return warn(`Of ${draws} draws only the one that made z explains it.`);
  if (ess > 0.95 * draws) return note(`All ${draws} draws explain z alike: they hardly differ.`);
  return note(`About ${Math.round(ess)} of ${draws} draws explain z.`);
}

/** Of the active units out of D. */
export function readActiveUnits(active: number, latentDimensions: number): Reading {
  if (active === 0) return warn('x moves no dimension of z: the posterior is the prior.');
  if (active === latentDimensions)
    return note(latentDimensions === 1 ? 'x moves z.' : 'x moves every dimension of z.');
  const idle = latentDimensions - active;
  return note(
    `${idle} of ${latentDimensions} dimensions of z stay${idle === 1 ? 's' : ''} at the prior, whatever x is.`,
  );
}

const note = (words: string): Reading => ({ tone: 'note', words });
const warn = (words: string): Reading => ({ tone: 'warn', words });
