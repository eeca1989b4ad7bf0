/** What a reader types, as tokens of a vocabulary: capitals and marks need not be set as the text has them. */
import { tokensOf, UNKNOWN, type Vocabulary } from './vocabulary.ts';

export interface Typed {
  /** Without an end. */
  readonly tokens: readonly number[];
  /** What is not in the vocabulary and stands there as <unk>, each once, in the reader's spelling. */
  readonly unknown: readonly string[];
  /** There was more than `longest` tokens; the rest is left out. */
  readonly isCut: boolean;
}

/** At most `longest` tokens. A word or character is taken as it is where the vocabulary has it, else in small letters, a word's marks apart. */
export function typedTokens(text: string, vocabulary: Vocabulary, longest: number): Typed {
  const all = tokensOf(text, vocabulary.kind).flatMap((word) => {
    if (vocabulary.tokenOf(word) !== UNKNOWN) return [word];
    if (vocabulary.kind === 'tokenised') return tokensOf(word, 'words');
    const small = word.toLowerCase();
    return [vocabulary.tokenOf(small) === UNKNOWN ? word : small];
  });
  const words = all.slice(0, longest);
  const tokens = words.map((word) => vocabulary.tokenOf(word));
  const unknown = words.filter((_, i) => tokens[i] === UNKNOWN);
  return { tokens, unknown: [...new Set(unknown)], isCut: words.length < all.length };
}
