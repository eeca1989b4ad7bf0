/** The live diagnostics of one model, and one sentence on each: what the number means for the reader. */

import { diagnosisText } from '../text/en/diagnosis.ts';
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
  const text = diagnosisText();
  if (!Number.isFinite(gauge)) return warn(text.noDraws);
  if (regulariser < COLLAPSED_BELOW) return warn(text.collapsed);
  if (regulariser < NARROW_BELOW) return note(text.narrow);
  if (gauge < TIGHT_BELOW) return note(text.open(K));
  if (gauge <= LOOSE_ABOVE) return note(text.somewhatLoose);
  return warn(text.loose);
}

/** Of the effective number of draws, out of K + 1. */
export function readEss({ ess, mixingSamples: K }: MixingSpread): Reading {
  const text = diagnosisText();
  if (!Number.isFinite(ess)) return warn(text.overflowed);
  if (K === 0) return note(text.oneDraw);
  const draws = K + 1;
  if (ess < 1.5) return warn(text.onlyOwn(draws));
  if (ess > 0.95 * draws) return note(text.alike(draws));
  return note(text.some(Math.round(ess), draws));
}

/** Of the active units out of D. */
export function readActiveUnits(active: number, latentDimensions: number): Reading {
  const text = diagnosisText();
  if (active === 0) return warn(text.idle);
  if (active === latentDimensions) return note(active === 1 ? text.active : text.allActive);
  return note(text.partlyIdle(latentDimensions - active, latentDimensions));
}

const note = (words: string): Reading => ({ tone: 'note', words });
const warn = (words: string): Reading => ({ tone: 'warn', words });
