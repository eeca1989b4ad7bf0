/** What changes by plan during a run: KL weight beta, extra draws K, learning rate. Pure functions of the step. */
import type { Settings } from './settings.ts';

/**
 * Whether beta begins above 1: `tempered` weighs all of the KL by it, `entropy` only log q, which is deterministic
 * annealing (Katahira et al. 2008, doi 10.1088/1742-6596/95/1/012015): the joint at temperature beta.
 */
export function fallsToOne(annealing: Settings['annealing']): boolean {
  return annealing === 'tempered' || annealing === 'entropy';
}

/**
 * Weight of the KL, or of log q alone, at training step `step` = 1, 2, ...
 * cyclical: Fu et al. 2019, arXiv 1903.10145, eq. 6 with a linear ramp; tempered, entropy: geometric, from betaStart to 1.
 */
export function betaAt(settings: Settings, step: number): number {
  const { annealing, annealingFraction, annealingCycles, betaStart, steps } = settings;
  switch (annealing) {
    case 'none':
      return 1;
    case 'cyclical': {
      if (step > steps) return 1;
      const cycle = steps / annealingCycles;
      const tau = ((step - 1) % Math.ceil(cycle)) / cycle;
      return Math.min(1, tau / annealingFraction);
    }
    case 'tempered':
    case 'entropy':
      return betaStart ** Math.max(0, 1 - (step - 1) / (annealingFraction * steps));
    default:
      return annealing satisfies never;
  }
}

/** Weight of the bag of words at training step `step` = 1, 2, ...: falls linearly to 0, and is 0 after the schedule. */
export function bagOfWordsAt({ bagOfWords, steps }: Settings, step: number): number {
  return bagOfWords * Math.max(0, 1 - step / steps);
}

/** Extra draws of psi at training step `step` = 1, 2, ... */
export function mixingSamplesAt(settings: Settings, step: number): number {
  const { mixingSamplesStart: start, mixingSamples: end, rampSteps } = settings;
  const done = rampSteps === 0 ? 1 : Math.min(1, (step - 1) / rampSteps);
  return start + Math.trunc((end - start) * done);
}

/** Adam's step size at training step `step` = 1, 2, ...: constant, then geometric over the second half. */
export function learningRateAt(settings: Settings, step: number): number {
  const half = settings.steps / 2;
  const done = Math.min(1, Math.max(0, (step - half) / half));
  return settings.learningRate * settings.learningRateEnd ** done;
}

/** The step after which beta stays 1 and K stays at its end. */
export function rampEnd(settings: Settings): number {
  const beta =
    settings.annealing === 'none'
      ? 0
      : fallsToOne(settings.annealing)
        ? settings.annealingFraction * settings.steps
        : settings.steps;
  const samples = settings.mixingSamples === settings.mixingSamplesStart ? 0 : settings.rampSteps;
  return Math.ceil(Math.max(beta, samples));
}
