/** Estimates as the page words them: what was asked, and each model's figure. Pure. */
import type { BoundName, EstimatedModel, EstimateReport, EstimateRequest } from '../../protocol.ts';
import { estimatesText } from '../../text/en/estimates.ts';
import { wholeNumber } from '../format.ts';

export const ESTIMATOR_NAMES: Readonly<Record<BoundName, string>> = {
  elbo: 'ELBO',
  iwae: 'IWAE',
  fivo: 'FIVO',
};

/** Why an estimator cannot be asked for on sentences; null where it can. */
export function refusalOf(estimator: BoundName, unit: 'sequence' | 'sentence'): string | null {
  if (estimator !== 'fivo' || unit === 'sequence') return null;
  return estimatesText().refused;
}

/** "IWAE, N = 50, K_eval = 20". */
export function askedWords({ estimator, particles, mixingSamples }: EstimateRequest): string {
  return estimatesText().asked(
    ESTIMATOR_NAMES[estimator],
    wholeNumber(particles),
    wholeNumber(mixingSamples),
  );
}

/** "first 100 of 1,000 test sequences, training step 400". */
export function overWords({ sequences, testCount, tokens, step }: EstimateReport): string {
  const { all, first } = estimatesText();
  const unit = tokens === null ? 'sequence' : 'sentence';
  return sequences === testCount
    ? all[unit](wholeNumber(testCount), wholeNumber(step))
    : first[unit](wholeNumber(sequences), wholeNumber(testCount), wholeNumber(step));
}

/** Where a figure is not what the row's head says: "exact", or "K = 0" of a model whose psi are all one. */
export function figureNote(
  { bound, mixingSamples }: EstimatedModel,
  asked: EstimateRequest,
): string {
  if (bound === 'exact') return estimatesText().exact;
  return mixingSamples === asked.mixingSamples ? '' : `K = ${mixingSamples}`;
}
