/** `npm run evaluate -- DIR --estimator LIST`: bounds on log p(x) of every model of a run, each with its N and K. */
import type { Batch, Dataset } from '../data/dataset.ts';
import { exactLogDensity } from '../posterior/exact.ts';
import { type Estimate, estimate, range } from '../train/evaluate.ts';
import { klFigures } from '../train/klFigures.ts';
import type { Learner } from '../train/learner.ts';
import { type EstimateSizes, type ModelEstimate, modelEstimates } from '../train/modelEstimate.ts';
import { perplexity, tokensIn } from '../train/perplexity.ts';
import { type SentenceFigures, sentenceFigures } from '../train/sentenceFigures.ts';
import type { Trainer } from '../train/trainer.ts';
import { UsageError } from './flags.ts';

export const ESTIMATORS = ['elbo', 'iwae', 'fivo', 'kl'] as const;
export type Estimator = (typeof ESTIMATORS)[number];

export interface EstimateOptions extends EstimateSizes {
  readonly estimators: readonly Estimator[];
  readonly split: 'validation' | 'test';
  /** Hears what is being worked on and the share done; false stops. */
  readonly breathe: (work: string, share: number) => Promise<boolean>;
}

/** What each figure is, for whoever finds it later. */
const MEANING = {
  exact: 'log p(x) itself',
  elbo: 'lower bound: mean of log w over N draws, w = prod_t p(x_t, z_t) / h_K(z_t), h_K inclusive',
  iwae: 'lower bound: log of the mean of w over N draws, extra draws of psi fresh at every step',
  fivo: 'lower bound: log of the estimate of a particle filter of N particles, resampled where ESS <= N/2',
} as const;

/** One figure of one model. */
export interface BoundFigure extends Estimate {
  /** What it is, in words. */
  readonly bound: string;
  readonly N?: number;
  readonly K?: number;
  /** Mean of 1 / sum w^2 of the normalised weights (iwae), and times the particles were resampled (fivo). */
  readonly ess?: number;
  readonly resamplings?: number;
  /** Of sentences, at most: exp(-sum of the bound / (words + ends)). */
  readonly perplexity?: number;
  /** log p(x) of the generator less the bound, sequence by sequence, where the former is known. */
  readonly belowExact?: Estimate;
}

export interface KlFigure {
  readonly K: number;
  readonly atLeast: Estimate;
  readonly atMost: Estimate;
  readonly perDimension: readonly number[];
  readonly activeUnits: number;
  readonly latentDimensions: number;
}

export interface ModelEstimates {
  readonly bounds: Readonly<Partial<Record<keyof typeof MEANING, BoundFigure>>>;
  readonly kl?: KlFigure;
  /** Of sentences, with kl: what z tells. */
  readonly sentences?: SentenceFigures;
}

export interface Estimates {
  readonly data: string;
  readonly split: 'validation' | 'test';
  readonly sequences: number;
  readonly N: number;
  readonly K: number;
  readonly unit: string;
  /** Of sentences: words and ends in all of them. */
  readonly tokens?: number;
  readonly models: Readonly<Record<string, ModelEstimates>>;
  readonly exact: BoundFigure | null;
}

/** Nats per sequence, mean and standard error over sequences; null when stopped. */
export async function estimates(
  trainer: Trainer,
  options: EstimateOptions,
): Promise<Estimates | null> {
  const { split: name, particles: N } = options;
  const { known, description, observation } = trainer.dataset;
  const split = trainer.dataset[name];
  const sequences = Math.min(split.count, options.sequences);
  const exact = known && exactOf(known, split.batch(range(0, sequences), 0));
  const tokens = observation === 'tokens' ? tokensIn(split, sequences) : null;
  const models: Record<string, ModelEstimates> = {};
  for (const learner of trainer.learners) {
    const found = await estimatesOf(learner, trainer, { ...options, sequences }, { exact, tokens });
    if (found === null) return null;
    models[learner.spec.id] = found;
  }
  return {
    data: description,
    split: name,
    sequences,
    N,
    K: options.mixingSamples,
    unit: 'nats per sequence, beta = 1',
    ...(tokens !== null && { tokens }),
    models,
    exact: exact && { bound: MEANING.exact, ...estimate(exact) },
  };
}

function exactOf(known: NonNullable<Dataset['known']>, { x, steps, size }: Batch): Float64Array {
  return exactLogDensity(known.definition, known.parameters, x, steps, size);
}

/** What is known of the sequences: exact log p(x) of each, and of sentences how many words and ends. */
interface Facts {
  readonly exact: Float64Array | null;
  readonly tokens: number | null;
}

async function estimatesOf(
  learner: Learner,
  trainer: Trainer,
  options: EstimateOptions,
  facts: Facts,
): Promise<ModelEstimates | null> {
  const { estimators, split: purpose } = options;
  if (estimators.includes('fivo') && learner.shape.sentence)
    throw new UsageError(
      '--estimator fivo: one latent a sentence leaves no steps to resample between; iwae is the bound to ask for',
    );
  const split = trainer.dataset[purpose];
  const breathe = (share: number, work: string) =>
    options.breathe(`${learner.spec.id} ${work}`, share);
  const named = estimators.filter((name) => name !== 'kl');
  const found = await modelEstimates(learner, split, purpose, named, options, breathe);
  if (found === null) return null;
  const bounds: Partial<Record<keyof typeof MEANING, BoundFigure>> = {};
  for (const one of found) bounds[one.figure.bound] = figureOf(one, facts);
  if (!estimators.includes('kl') || learner.shape.latent === 0) return { bounds };
  const read = await klFigures(learner, split, {
    purpose,
    mixingSamples: options.mixingSamples,
    sequences: options.sequences,
    breathe: (share) => breathe(share, 'kl'),
  });
  if (read === null) return null;
  const kl = {
    K: read.mixingSamples,
    atLeast: estimate(read.exclusive),
    atMost: estimate(read.inclusive),
    perDimension: Array.from(read.perDimension),
    activeUnits: read.activeUnits,
    latentDimensions: learner.shape.latent,
  };
  if (!learner.shape.sentence) return { bounds, kl };
  const sentences = await sentenceFigures(learner, trainer.dataset, purpose, {
    sequences: options.sequences,
    breathe: (share) => breathe(share, 'draws'),
  });
  return sentences && { bounds, kl, sentences };
}

function figureOf(
  { figure, values, ...more }: ModelEstimate,
  { exact, tokens }: Facts,
): BoundFigure {
  const { bound, mean, stderr, particles, mixingSamples } = figure;
  return {
    bound: MEANING[bound],
    mean,
    stderr,
    ...(particles !== null && { N: particles }),
    ...(mixingSamples !== null && { K: mixingSamples }),
    ...more,
    ...(tokens !== null && { perplexity: perplexity(values, tokens) }),
    ...(exact && { belowExact: estimate(exact.map((logp, i) => logp - values[i]!)) }),
  };
}

/** The figures for people to read, a line each. */
export function estimateTable({ models, exact, split, sequences }: Estimates): string {
  const lines = [`nats per sequence, ${sequences} sequences of ${split}`];
  const add = (name: string, { mean, stderr }: Estimate, more: string) =>
    lines.push(`${name.padEnd(24)} ${mean.toFixed(3).padStart(11)} ± ${stderr.toFixed(3)}${more}`);
  for (const [id, { bounds, kl, sentences: told }] of Object.entries(models)) {
    for (const [name, figure] of Object.entries(bounds)) {
      const settings = figure.N === undefined ? '' : `  N = ${figure.N}, K = ${figure.K}`;
      const { perplexity: ppl } = figure;
      const atMost = name === 'exact' ? '' : 'at most ';
      const spoken = ppl === undefined ? '' : `  perplexity ${atMost}${ppl.toFixed(2)}`;
      add(`${id} ${name}`, figure, settings + spoken);
    }
    if (kl === undefined) continue;
    add(`${id} KL, at least`, kl.atLeast, `  K = ${kl.K}`);
    add(`${id} KL, at most`, kl.atMost, `  K = ${kl.K}`);
    lines.push(`${id}: ${kl.activeUnits} of ${kl.latentDimensions} units active`);
    if (told === undefined) continue;
    lines.push(
      `${id} I(x; z) ${told.mutualInformation.toFixed(3)} of at most ${Math.log(told.sentences).toFixed(3)}, ${told.sentences} sentences`,
    );
    for (const [factor, { accuracy, majority }] of Object.entries(told.factors ?? {}))
      lines.push(
        `${id} ${factor} named from one z: ${percent(accuracy)} (the most frequent: ${percent(majority)})`,
      );
  }
  if (exact !== null) add('log p(x)', exact, '');
  return lines.join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** What --estimator lists. Throws a UsageError. */
export function estimatorsNamed(list: string): Estimator[] {
  return list.split(',').map((part) => {
    const found = ESTIMATORS.find((name) => name === part.trim());
    if (found === undefined)
      throw new UsageError(`--estimator ${part.trim()}: there are ${ESTIMATORS.join(', ')}`);
    return found;
  });
}
