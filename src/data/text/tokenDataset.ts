/** A data set of tokens: a sentence each, its end last, padded to one of a few lengths and masked. */

import { type DataFacts, englishLine } from '../../text/en/dataSets.ts';
import type { Batch, Dataset, Split } from '../dataset.ts';
import { paddedSteps } from '../paddedSteps.ts';
import type { SplitName } from '../splitName.ts';
import type { TextFacts } from './textFacts.ts';
import { EOS } from './vocabulary.ts';

/** Steps of the shortest batch. */
const FEWEST_STEPS = 8;

export interface TokenSplit {
  /** Sentences; Infinity where they are made. */
  readonly count: number;
  /** Tokens of one, its end counted in: 1 at least. */
  length(index: number): number;
  /** Its tokens, EOS last; `index` is below `count`. */
  tokens(index: number): ArrayLike<number>;
}

export interface TokenDatasetOptions {
  readonly facts: DataFacts;
  /** No sentence has more tokens. */
  readonly longest: number;
  readonly text: TextFacts;
}

/** x [T, B, 1] holds the tokens, 0 where padded; the mask [T, B] is 1 on words and on the end of each sentence. */
export function tokenDataset(
  parts: Readonly<Record<SplitName, TokenSplit>>,
  { facts, longest, text }: TokenDatasetOptions,
): Dataset {
  const split = (part: TokenSplit) => splitOf(part, longest);
  return {
    description: englishLine(facts),
    facts,
    steps: longest,
    channelNames: ['token'],
    observation: 'tokens',
    vocabulary: text.vocabulary.size,
    text,
    inputMean: [0],
    inputSd: [1],
    unitScale: null,
    known: null,
    train: split(parts.train),
    validation: split(parts.validation),
    test: split(parts.test),
  };
}

/** A part by itself; no sentence of it has more tokens than `longest`. */
export function splitOf(part: TokenSplit, longest: number): Split {
  return {
    count: part.count,
    stepsOf: (index) => part.length(index),
    batch: (indices) => batchOf(part, longest, indices),
  };
}

function batchOf(part: TokenSplit, longest: number, indices: ArrayLike<number>): Batch {
  const size = indices.length;
  const sentences = Array.from(indices, (index) => {
    if (!(Number.isInteger(index) && index >= 0 && index < part.count))
      throw new RangeError(`sentence ${index}: a whole number below ${part.count}`);
    return part.tokens(index);
  });
  const most = sentences.reduce((steps, { length }) => Math.max(steps, length), 1);
  const steps = paddedSteps(most, longest, FEWEST_STEPS);
  const x = new Float32Array(steps * size).fill(EOS); // [T, B, 1]
  const mask = new Float32Array(steps * size); // [T, B]
  sentences.forEach((tokens, b) => {
    for (let t = 0; t < tokens.length; t++) {
      x[t * size + b] = tokens[t]!;
      mask[t * size + b] = 1;
    }
  });
  return { steps, size, channels: 1, x, mask };
}
