/** What is known of a data set of sentences beside their tokens. */
import type { SplitName } from '../splitName.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Of one part of a text, as the model is given it. */
export interface TokenCounts {
  readonly sentences: number;
  /** Without the ends: the perplexity's denominator is words + sentences. */
  readonly words: number;
  /** Words that are <unk>. */
  readonly unknown: number;
}

/** What made the sentences of a grammar. */
export interface SentenceTruth {
  /** The hidden factors, and by what names the values of each go. */
  readonly factors: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Of one sentence the value of each factor, as its place in `values`. */
  factorsOf(part: SplitName, index: number): readonly number[];
  /** What a sentence says of its factors: exactly, the probability of each value of each. No z can tell more. */
  factorsGiven(part: SplitName, index: number): readonly (readonly number[])[];
  /** log p of one sentence with its end, exactly, in nats: no model of them all can do better on average. */
  logProbability(part: SplitName, index: number): number;
}

export interface TextFacts {
  readonly vocabulary: Vocabulary;
  /** Null of a part without end. */
  readonly counts: Readonly<Record<SplitName, TokenCounts | null>>;
  /** Null of a file's sentences. */
  readonly truth: SentenceTruth | null;
}
