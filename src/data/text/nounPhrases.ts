/** Who does something, and to what: noun phrases of a topic, whose adjectives lean to a tone. */
import { article, type Noun } from './inflection.ts';
import { COOL, type Frame, NAMES, PEOPLE, type Topic, WARM } from './lexicon.ts';
import { anyOf, choice, maybe, type Phrase, sequence, shared } from './phrase.ts';

export type Tone = 'warm' | 'cool';
export type GrammaticalNumber = 'singular' | 'plural';
/** What a verb agrees with: I, he, they. */
export type Agreement = 'first' | 'third' | 'plural';

/** Chance that an adjective or adverb is of the tone of its sentence, and not of the other. */
const IN_TONE = 0.85;

/** Words of the tone, or now and then of the other. */
export function inTone(tone: Tone, warm: readonly string[], cool: readonly string[]): Phrase {
  const share = tone === 'warm' ? IN_TONE : 1 - IN_TONE;
  return choice([
    ...warm.map((word) => [word, share / warm.length] as const),
    ...cool.map((word) => [word, (1 - share) / cool.length] as const),
  ]);
}

const OWNERS = anyOf(['my', 'your', 'his', 'her', 'our', 'their']);

/** A determiner, perhaps an adjective, and one of the nouns. */
function nounPhrase(
  nouns: readonly (readonly [Noun, number])[],
  adjective: Phrase,
  number: GrammaticalNumber,
): Phrase {
  const noun = choice(nouns.map(([word, weight]) => [word[number], weight]));
  const nominal = sequence(maybe(0.3, adjective), noun);
  if (number === 'plural')
    return choice([
      [sequence('the', nominal), 0.45],
      [sequence(OWNERS, nominal), 0.14],
      [sequence(anyOf(['these', 'those', 'some', 'many', 'two', 'three']), nominal), 0.41],
    ]);
  return choice([
    [sequence('the', nominal), 0.42],
    [sequence(OWNERS, nominal), 0.2],
    [sequence(anyOf(['this', 'that', 'every', 'another']), nominal), 0.18],
    [indefinite(nouns, adjective), 0.2],
  ]);
}

/** With a or an, as the next word wants it. */
function indefinite(nouns: readonly (readonly [Noun, number])[], adjective: Phrase): Phrase {
  const noun = choice(nouns.map(([word, weight]) => [word.singular, weight]));
  const bare = choice(
    nouns.map(([{ singular }, weight]) => [sequence(article(singular), singular), weight]),
  );
  const described = mapWords(adjective, (word) => sequence(article(word), word, noun));
  return choice([
    [bare, 0.7],
    [described, 0.3],
  ]);
}

/** Each word of a choice of words made into a phrase. */
function mapWords(words: Phrase, into: (word: string) => Phrase): Phrase {
  if (words.kind === 'word') return into(words.word);
  if (words.kind === 'sequence') throw new TypeError('a choice of single words is wanted');
  return choice(
    words.options.map((option, i) => [mapWords(option, into), words.probabilities[i]!]),
  );
}

function evenly(nouns: readonly Noun[], share: number): (readonly [Noun, number])[] {
  return nouns.map((noun) => [noun, share / nouns.length] as const);
}

/** Someone of the topic, or just someone. */
export const person = shared(
  ({ name }: Topic, tone: Tone, number: GrammaticalNumber) => `${name} ${tone} ${number}`,
  ({ people }, tone, number) => {
    const nouns = [...evenly(people, 0.75), ...evenly(PEOPLE, 0.25)];
    return nounPhrase(nouns, personal(tone), number);
  },
);

/** How a person is. */
export const personal = shared(
  (tone: Tone) => tone,
  (tone) => inTone(tone, WARM.people, COOL.people),
);

export const thing = shared(
  ({ things }: Frame, tone: Tone, number: GrammaticalNumber) =>
    `${things[0]!.singular} ${tone} ${number}`,
  ({ things, warm, cool }, tone, number) =>
    nounPhrase(evenly(things, 1), inTone(tone, warm, cool), number),
);

/** A thing of the frame, one or several, or a pronoun for it. */
export function object(frame: Frame, tone: Tone): Phrase {
  return choice([
    [thing(frame, tone, 'singular'), 0.48],
    [thing(frame, tone, 'plural'), 0.4],
    ['it', 0.07],
    ['them', 0.05],
  ]);
}

/** What there is somewhere: never anything definite. `some` in a plain statement, else `any`. */
export const somethingThere = shared(
  ({ things }: Frame, tone: Tone, number: GrammaticalNumber, plain: boolean) =>
    `${things[0]!.singular} ${tone} ${number} ${plain}`,
  ({ things, warm, cool }, tone, number, plain) => {
    const adjective = inTone(tone, warm, cool);
    if (number === 'singular') return indefinite(evenly(things, 1), adjective);
    const some = plain ? anyOf(['some', 'two', 'three', 'many', 'several']) : sequence('any');
    return sequence(some, maybe(0.3, adjective), anyOf(things.map(({ plural }) => plural)));
  },
);

export interface Subject {
  readonly agreement: Agreement;
  readonly phrase: Phrase;
  readonly weight: number;
}

/** Who the sentence is about; `described`, "who baked the cake", may follow a person. */
export function subjects(
  topic: Topic,
  tone: Tone,
  number: GrammaticalNumber,
  described: Phrase | null,
): readonly Subject[] {
  const bare = person(topic, tone, number);
  const someone = described === null ? bare : sequence(bare, maybe(0.1, described));
  if (number === 'plural') return [{ agreement: 'plural', phrase: plural(someone), weight: 1 }];
  return [
    { agreement: 'first', phrase: I, weight: 0.08 },
    { agreement: 'third', phrase: third(someone), weight: 0.92 },
  ];
}

const I = sequence('i');
const NAME = anyOf(NAMES);
const HE = anyOf(['he', 'she']);
const ANYONE = anyOf(['somebody', 'everyone']);
const THEY = anyOf(['we', 'you', 'they']);
const THE_TWO = sequence(NAME, 'and', NAME);

function third(someone: Phrase): Phrase {
  return choice([
    [HE, 0.14],
    [NAME, 0.18],
    [ANYONE, 0.05],
    [someone, 0.63],
  ]);
}

function plural(someone: Phrase): Phrase {
  return choice([
    [THEY, 0.28],
    [THE_TWO, 0.08],
    [someone, 0.64],
  ]);
}
