/**
 * Phrases with chances: a word, one phrase after another, or one of several, each with its probability. Shared parts
 * are built once, so a grammar is a graph without cycles; it has finitely many sentences, and each its exact
 * probability, whatever the number of ways to it.
 */

export type Phrase =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Phrase[] }
  | {
      readonly kind: 'choice';
      readonly options: readonly Phrase[];
      /** They sum to 1. */
      readonly probabilities: readonly number[];
    };

/** `build` that makes the same part only once: what is shared is drawn, and looked up, as one. */
export function shared<A extends readonly unknown[], T>(
  keyOf: (...of: A) => string,
  build: (...of: A) => T,
): (...of: A) => T {
  const built = new Map<string, { readonly part: T }>();
  return (...of) => {
    const key = keyOf(...of);
    const found = built.get(key) ?? { part: build(...of) };
    built.set(key, found);
    return found.part;
  };
}

const wordsOf = shared(
  (text: string) => text,
  (text): readonly Phrase[] =>
    text.split(' ').flatMap((word) => (word === '' ? [] : [{ kind: 'word', word }])),
);

/** Words, with blanks between, and phrases, one after the other. */
export function sequence(...parts: readonly (string | Phrase)[]): Phrase {
  const phrases: Phrase[] = [];
  for (const part of parts) {
    if (typeof part === 'string') phrases.push(...wordsOf(part));
    else if (part.kind === 'sequence') phrases.push(...part.parts);
    else phrases.push(part);
  }
  return phrases.length === 1 ? phrases[0]! : { kind: 'sequence', parts: phrases };
}

/** One of several, in proportion to their weights, which need not sum to 1; those of weight 0 are left out. */
export function choice(weighted: readonly (readonly [string | Phrase, number])[]): Phrase {
  const possible = weighted.filter(([, weight]) => weight > 0);
  const total = possible.reduce((sum, [, weight]) => sum + weight, 0);
  if (possible.length === 0) throw new RangeError('a choice of nothing');
  const options = possible.map(([option]) => sequence(option));
  if (options.length === 1) return options[0]!;
  return { kind: 'choice', options, probabilities: possible.map(([, weight]) => weight / total) };
}

/** One of several, all equally likely. */
export function anyOf(options: readonly (string | Phrase)[]): Phrase {
  return choice(options.map((option) => [option, 1] as const));
}

/** The phrase, or nothing. */
export function maybe(probability: number, phrase: string | Phrase): Phrase {
  return choice([
    [phrase, probability],
    ['', 1 - probability],
  ]);
}

/** Words drawn from a phrase; `uniform` gives numbers in (0, 1). */
export function draw(phrase: Phrase, uniform: () => number): string[] {
  switch (phrase.kind) {
    case 'word':
      return [phrase.word];
    case 'sequence':
      return phrase.parts.flatMap((part) => draw(part, uniform));
    case 'choice':
      return draw(phrase.options[place(phrase.probabilities, uniform())]!, uniform);
    default:
      return phrase satisfies never;
  }
}

/** Where in a row of probabilities a number in (0, 1) falls. */
export function place(probabilities: readonly number[], uniform: number): number {
  let passed = 0;
  const at = probabilities.findIndex((probability) => {
    passed += probability;
    return uniform < passed;
  });
  return at < 0 ? probabilities.length - 1 : at;
}

/** What is known of the phrases looked up in one and the same row of words. */
export type Lookups = Map<Phrase, (Ends | undefined)[]>;

/**
 * The probability that the phrase is these words, over all ways to draw them. Phrases that share parts share `lookups`,
 * as long as the words are the same.
 */
export function probabilityOf(
  phrase: Phrase,
  words: readonly string[],
  lookups: Lookups = new Map(),
): number {
  return ends(phrase, words, 0, lookups).get(words.length) ?? 0;
}

/** Probabilities that a phrase begun at some word ends before each word. */
type Ends = ReadonlyMap<number, number>;

const NOWHERE: Ends = new Map();

function ends(phrase: Phrase, words: readonly string[], from: number, lookups: Lookups): Ends {
  if (phrase.kind === 'word')
    return words[from] === phrase.word ? new Map([[from + 1, 1]]) : NOWHERE;
  const before = lookups.get(phrase) ?? [];
  lookups.set(phrase, before);
  const found = before[from];
  if (found !== undefined) return found;
  let result = new Map<number, number>();
  if (phrase.kind === 'sequence') {
    result.set(from, 1);
    for (const part of phrase.parts) {
      const next = new Map<number, number>();
      for (const [middle, probability] of result)
        addTo(next, ends(part, words, middle, lookups), probability);
      result = next;
      if (result.size === 0) break;
    }
  } else
    phrase.options.forEach((option, i) => {
      addTo(result, ends(option, words, from, lookups), phrase.probabilities[i]!);
    });
  before[from] = result;
  return result;
}

function addTo(sums: Map<number, number>, more: Ends, times: number): void {
  for (const [end, probability] of more) sums.set(end, (sums.get(end) ?? 0) + times * probability);
}

/** How often each word is in the phrase on average, exactly. */
export function expectedCounts(phrase: Phrase): Map<string, number> {
  const weights = new Map<Phrase, number>([[phrase, 1]]);
  const counts = new Map<string, number>();
  for (const at of inOrder(phrase)) {
    const weight = weights.get(at)!;
    if (at.kind === 'word') counts.set(at.word, (counts.get(at.word) ?? 0) + weight);
    else if (at.kind === 'sequence')
      for (const part of at.parts) weights.set(part, (weights.get(part) ?? 0) + weight);
    else
      at.options.forEach((option, i) => {
        weights.set(option, (weights.get(option) ?? 0) + weight * at.probabilities[i]!);
      });
  }
  return counts;
}

/** Every phrase once, after all that contain it. */
function inOrder(root: Phrase): Phrase[] {
  const seen = new Set<Phrase>();
  const reversed: Phrase[] = [];
  const visit = (phrase: Phrase) => {
    if (seen.has(phrase)) return;
    seen.add(phrase);
    if (phrase.kind !== 'word')
      for (const inner of phrase.kind === 'sequence' ? phrase.parts : phrase.options) visit(inner);
    reversed.push(phrase);
  };
  visit(root);
  return reversed.reverse();
}
