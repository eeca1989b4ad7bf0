/**
 * When a model's training has gone wrong for good, and why, as far as its figures tell. Plain numbers, no tensors.
 * NaN alone is no test: on a GPU `log` may swallow it. So the loss is held against a range as well, and a wide one: of
 * 396 runs made in tuning, read as means over some steps, the worst rose 23-fold, its gradient to 2.7e7, and came back.
 */

import { divergenceText } from '../text/en/divergence.ts';

/** Of one training step of one model, means over its batch; nats per sequence. */
export interface StepFigures {
  /** Joint step of the run, from 1. */
  readonly step: number;
  readonly bound: number;
  readonly kl: number;
  /** Global norm of the gradient before clipping. */
  readonly gradientNorm: number;
}

/** A model that was stopped. */
export interface Divergence {
  /** Joint step whose loss was not finite, or one too many out of range. */
  readonly step: number;
  /** The model stands again as it was after this joint step. */
  readonly restored: number;
  /** In force at that step. */
  readonly learningRate: number;
  readonly clipNorm: number;
  /** The latest steps, that one last. */
  readonly recent: readonly StepFigures[];
}

/** Out of range is a loss that rose by so many times the loss at birth. */
const RISE = 100;
/** A few bad batches pass: so many steps in a row have to be out of range. */
const PATIENCE = 20;
/** A rise from which nothing comes back. */
const BEYOND = 1e8;
/** Losses at birth may be near 0 by chance, nats per sequence. */
const LEAST_SCALE = 10;
const RECENT = 64;

/** Looks at every step's figures of one model. */
export class LossWatch {
  /** Loss of the first step, which is that of birth; null before it. Part of a checkpoint. */
  first: number | null = null;
  #recent: StepFigures[] = [];
  #over = 0;

  /** well: as it should be. suspect: out of range, which may pass. diverged: for good. */
  look(figures: StepFigures): 'well' | 'suspect' | 'diverged' {
    this.#recent = [...this.#recent.slice(1 - RECENT), figures];
    const loss = -figures.bound;
    if (!Number.isFinite(loss + figures.kl + figures.gradientNorm)) return 'diverged';
    this.first ??= loss;
    const rise = (loss - this.first) / Math.max(LEAST_SCALE, Math.abs(this.first));
    this.#over = rise > RISE ? this.#over + 1 : 0;
    if (rise > BEYOND || this.#over >= PATIENCE) return 'diverged';
    return this.#over > 0 ? 'suspect' : 'well';
  }

  get recent(): readonly StepFigures[] {
    return this.#recent;
  }

  /** The model begins again from good weights. */
  forget(): void {
    this.#recent = [];
    this.#over = 0;
  }
}

export type CauseName = 'learning-rate' | 'sigma' | 'gradient' | 'unknown';

export interface Cause {
  readonly name: CauseName;
  /** A clause for people, without a full stop. */
  readonly text: string;
}

/** Weights are born within about 0.1 of 0, and Adam moves each by about the rate. */
const LARGE_RATE = 0.02;
const MUCH_AT_FLOOR = 0.5;
const NORM_JUMP = 100;

/**
 * The likeliest of the causes known to us.
 * @param sigmaAtFloor share of q's sigma at its lower bound in the last good weights; null where there is none
 */
export function likelyCause(
  { learningRate, clipNorm, recent }: Divergence,
  sigmaAtFloor: number | null,
): Cause {
  const { causes } = divergenceText();
  if (learningRate >= LARGE_RATE)
    return { name: 'learning-rate', text: causes.learningRate(short(learningRate)) };
  if (sigmaAtFloor !== null && sigmaAtFloor >= MUCH_AT_FLOOR)
    return { name: 'sigma', text: causes.sigma(Math.round(100 * sigmaAtFloor)) };
  const norms = recent.map(({ gradientNorm }) => gradientNorm).filter(Number.isFinite);
  const usual = median(norms.slice(0, Math.ceil(norms.length / 2)));
  const largest = Math.max(0, ...norms);
  if (norms.length >= 4 && largest >= NORM_JUMP * usual)
    return {
      name: 'gradient',
      text: causes.gradient(short(usual), short(largest), norms.length, short(clipNorm)),
    };
  return { name: 'unknown', text: causes.unknown(short(learningRate)) };
}

/** What the last step was, in words: "the bound was not finite". */
export function symptom({ recent }: Divergence): string {
  const { symptoms } = divergenceText();
  const last = recent.at(-1);
  if (last === undefined || !Number.isFinite(last.bound)) return symptoms.bound;
  if (!Number.isFinite(last.kl)) return symptoms.kl;
  if (!Number.isFinite(last.gradientNorm)) return symptoms.gradient;
  return symptoms.fallen(short(last.bound));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Three figures, for people. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
