/** What the latents of sentences tell: of the sentence itself, and of the hidden factors behind it where they are known. */
import type { Dataset } from '../data/dataset.ts';
import { linearProbe, type ProbeScore } from '../posterior/linearProbe.ts';
import { mutualInformation, type PosteriorDraws } from '../posterior/mutualInformation.ts';
import type { Learner } from './learner.ts';
import { sentenceDraws } from './sentenceDraws.ts';

export interface SentenceFigures {
  readonly sentences: number;
  /** I(x; z), nats, among these sentences: at most the log of their number. */
  readonly mutualInformation: number;
  /** Of each factor by name, a linear classifier of one draw of z; null where no factors are known. */
  readonly factors: Readonly<Record<string, ProbeScore>> | null;
}

/** Sentences that are looked at: the work grows with their square. */
const SENTENCES = 500;
const DRAWS = 16;

/**
 * Of the first sentences of a part; half of them teach the classifiers, the others are scored. Throws a RangeError for a
 * model without latent; null where `breathe` stopped it.
 */
export async function sentenceFigures(
  learner: Learner,
  dataset: Dataset,
  part: 'validation' | 'test',
  options: {
    readonly sequences: number;
    readonly breathe?: (share: number) => Promise<boolean>;
  },
): Promise<SentenceFigures | null> {
  const found = await sentenceDraws(learner, dataset[part], {
    purpose: part,
    draws: DRAWS,
    sentences: Math.min(SENTENCES, options.sequences),
    ...(options.breathe && { breathe: options.breathe }),
  });
  return found && figuresOf(found, dataset, part);
}

/** The same of draws that are there: `found` is of the first sentences of the part. */
export function figuresOf(
  found: PosteriorDraws,
  dataset: Dataset,
  part: 'validation' | 'test',
): SentenceFigures {
  const { sentences, draws, dimensions, z } = found;
  const truth = dataset.text?.truth ?? null;
  const first = Float32Array.from(
    { length: sentences * dimensions },
    (_, i) => z[Math.floor(i / dimensions) * draws * dimensions + (i % dimensions)]!,
  );
  const factorsOf = truth && Array.from({ length: sentences }, (_, n) => truth.factorsOf(part, n));
  const probes =
    truth &&
    factorsOf &&
    truth.factors.map(({ name, values }, f) => [
      name,
      linearProbe(
        first,
        factorsOf.map((factors) => factors[f]!),
        { dimensions, classes: values.length, fitted: Math.floor(sentences / 2) },
      ),
    ]);
  return {
    sentences,
    mutualInformation: mutualInformation(found),
    factors: probes && Object.fromEntries(probes),
  };
}
