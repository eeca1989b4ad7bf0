/**
 * What the numbers of a text stand for. Token 0 ends a sentence and, standing before the first word, begins one; 1 is
 * any word that is not in the vocabulary; from 2 on come the words, the most frequent first. There is no number for
 * padding: the mask of a batch says what is one.
 */

/** Ends a sentence (EOS), and is what a decoder is given before the first word (BOS). */
export const EOS = 0;
/** Stands for whatever is not in the vocabulary. */
export const UNKNOWN = 1;
/** What it is called here, and in Mikolov's files of Penn Treebank, which have it already; and elsewhere. */
export const UNKNOWN_WORD = '<unk>';
const UNKNOWN_WORDS: ReadonlySet<string> = new Set([UNKNOWN_WORD, '_UNK']);
export const EOS_WORD = '<eos>';

/**
 * `words`: prose in small letters, marks such as commas each a token. `tokenised`: what blanks separate, as it is.
 * `characters`: each a token, blanks among them.
 */
export type TokenKind = 'words' | 'tokenised' | 'characters';

/** A number with its point, a word with its apostrophes and hyphens, or a mark. */
const PROSE_TOKEN =
  /<unk>|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;

/** The tokens of one line, without the end. */
export function tokensOf(line: string, kind: TokenKind): string[] {
  switch (kind) {
    case 'words':
      return line.toLowerCase().match(PROSE_TOKEN) ?? [];
    case 'tokenised':
      return line.split(/\s+/).filter((word) => word !== '');
    case 'characters':
      return [...line.trim().replace(/\s+/g, ' ')];
    default:
      return kind satisfies never;
  }
}

/** Different words that are counted; those that turn up later are unknown. Only a damaged text has more. */
const MAX_COUNTED = 2 ** 21;

/** Counts words, to make a vocabulary of the most frequent. */
export class WordCounts {
  readonly #counts = new Map<string, number>();

  add(word: string, times = 1): void {
    const before = this.#counts.get(word);
    if (before !== undefined || this.#counts.size < MAX_COUNTED)
      this.#counts.set(word, (before ?? 0) + times);
  }

  /** The most frequent words, at most `limit` tokens with the end and <unk>; equally frequent ones by code units. */
  vocabulary(kind: TokenKind, limit = Number.POSITIVE_INFINITY): Vocabulary {
    const words = [...this.#counts]
      .filter(([word]) => !UNKNOWN_WORDS.has(word))
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, Math.max(0, limit - 2))
      .map(([word]) => word);
    return new Vocabulary(words, kind);
  }
}

export class Vocabulary {
  readonly kind: TokenKind;
  /** By token; what EOS and UNKNOWN are called stands first. [V] */
  readonly words: readonly string[];
  readonly #tokens: ReadonlyMap<string, number>;

  /** Of words without repetition, from token 2 on. */
  constructor(words: readonly string[], kind: TokenKind) {
    this.kind = kind;
    this.words = [EOS_WORD, UNKNOWN_WORD, ...words];
    // That a file calls a word <eos> must not end a sentence.
    this.#tokens = new Map(
      this.words.map((word, token): [string, number] => [word, token]).slice(UNKNOWN),
    );
    if (this.#tokens.size !== words.length + 1)
      throw new RangeError('a vocabulary takes each word once, and <unk> by itself');
  }

  /** V, with EOS and <unk>. */
  get size(): number {
    return this.words.length;
  }

  /** The token of a word; UNKNOWN where it has none. */
  tokenOf(word: string): number {
    return this.#tokens.get(word) ?? UNKNOWN;
  }

  /** The tokens of one line, EOS last. */
  encode(line: string): number[] {
    return [...tokensOf(line, this.kind).map((word) => this.tokenOf(word)), EOS];
  }

  /** The line of tokens, read up to the first EOS; RangeError for a number that is no token. */
  decode(tokens: ArrayLike<number>): string {
    const words: string[] = [];
    for (const token of Array.from(tokens)) {
      const word = this.words[token];
      if (word === undefined) throw new RangeError(`token ${token}: 0 to ${this.size - 1}`);
      if (token === EOS) break;
      words.push(word);
    }
    return words.join(this.kind === 'characters' ? '' : ' ');
  }
}
