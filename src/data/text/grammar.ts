/**
 * An endless supply of English sentences with hidden factors: what a sentence is about, whether it states, asks or commands,
 * when, of how many, in which tone. They are drawn first, independently as far as the mood allows; then come the words,
 * several of which betray each factor. So one latent a sentence has something to say, and what it learned can be
 * checked against the truth. The probability of every sentence is known exactly.
 */

import { Dice } from '../pen/dice.ts';
import type { SplitName } from '../splitName.ts';
import {
  anyStatement,
  type Content,
  doing,
  FORM_WEIGHTS,
  FORMS,
  type Form,
  NUMBER_WEIGHTS,
  POLARITY_WEIGHTS,
  question,
  somewhere,
  statement,
} from './clauses.ts';
import { TOPICS, type Topic } from './lexicon.ts';
import type { GrammaticalNumber, Tone } from './nounPhrases.ts';
import {
  anyOf,
  choice,
  draw,
  expectedCounts,
  type Lookups,
  maybe,
  type Phrase,
  place,
  probabilityOf,
  sequence,
  shared,
} from './phrase.ts';
import { inTense, manner, type Polarity, stated, type Tense } from './verbPhrases.ts';
import { type Vocabulary, WordCounts } from './vocabulary.ts';

/** The hidden factors and their values. A command has neither tense nor subject. */
export const FACTORS = {
  topic: TOPICS.map(({ name }) => name),
  mood: ['statement', 'question', 'command'],
  tense: ['past', 'present', 'future', 'none'],
  polarity: ['affirmative', 'negative'],
  number: ['singular', 'plural', 'none'],
  tone: ['warm', 'cool'],
  form: FORMS,
} as const;
export type FactorName = keyof typeof FACTORS;
export const FACTOR_NAMES = Object.keys(FACTORS) as readonly FactorName[];

export interface Sentence {
  /** With its mark; without the end. */
  readonly words: readonly string[];
  /** Of each factor, in the order of FACTOR_NAMES, which of its values. */
  readonly factors: readonly number[];
}

const MOOD_WEIGHTS = { statement: 0.7, question: 0.2, command: 0.1 } as const;
const TENSE_WEIGHTS = { past: 0.4, present: 0.35, future: 0.25 } as const;
const TONES = ['warm', 'cool'] as const;
const POLARITIES = ['affirmative', 'negative'] as const;

const TIMES: Readonly<Record<Tense, Phrase>> = {
  past: anyOf(['yesterday', 'last night', 'last week', 'an hour ago']),
  present: anyOf(['now', 'today', 'this week', 'at the moment']),
  future: anyOf(['tomorrow', 'soon', 'next week', 'later']),
};

const AND = anyOf(['and', 'but', 'because', 'while']);
const WHEN = anyOf(['when', 'why', 'how often']);

/** The sentences of one combination of factors. */
interface Kind {
  readonly factors: readonly number[];
  readonly phrase: Phrase;
  readonly probability: number;
}

/** Kinds that share most of their words. */
interface Family {
  readonly kinds: readonly Kind[];
  /** How often each word is in a sentence drawn from the grammar and of the family; no other word ever is. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Every kind; built when first asked for. */
const allKinds = shared(
  () => '',
  (): readonly Kind[] => {
    const weighted = TOPICS.flatMap((topic) =>
      TONES.flatMap((tone) => POLARITIES.flatMap((polarity) => kindsOf(topic, tone, polarity))),
    );
    const total = weighted.reduce((sum, { probability }) => sum + probability, 0);
    return weighted.map((kind) => ({ ...kind, probability: kind.probability / total }));
  },
);

const kindProbabilities = shared(
  () => '',
  () => allKinds().map(({ probability }) => probability),
);

const families = shared(
  () => '',
  (): readonly Family[] => {
    const members = new Map<string, Kind[]>();
    for (const kind of allKinds()) {
      const key = kind.factors.slice(0, 4).join();
      const others = members.get(key);
      if (others === undefined) members.set(key, [kind]);
      else others.push(kind);
    }
    return [...members.values()].map((kinds) => {
      const share = kinds.reduce((sum, { probability }) => sum + probability, 0);
      const phrase = choice(kinds.map((kind) => [kind.phrase, kind.probability]));
      const counts = [...expectedCounts(phrase)].map(([word, n]) => [word, share * n] as const);
      return { kinds, counts: new Map(counts) };
    });
  },
);

/** Sentence `index` of a part: a pure function of the three. RangeError for an index below 0 or of 2^32 and more. */
export function drawSentence(seed: number, part: SplitName, index: number): Sentence {
  if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32))
    throw new RangeError(`sentence ${index} of ${part}: a whole number below ${2 ** 32}`);
  const dice = new Dice(seed, `data/sentences/${part}`, index);
  const kinds = allKinds();
  const { factors, phrase } = kinds[place(kindProbabilities(), dice.uniform())]!;
  return { factors, words: draw(phrase, () => dice.uniform()) };
}

/** The kinds that a sentence, marks included, may be of, and its probability together with each. */
function explanations(words: readonly string[]): Kind[] {
  const lookups: Lookups = new Map();
  return families()
    .filter(({ counts }) => words.every((word) => counts.has(word)))
    .flatMap(({ kinds }) =>
      kinds.map((kind) => ({
        ...kind,
        probability: kind.probability * probabilityOf(kind.phrase, words, lookups),
      })),
    )
    .filter(({ probability }) => probability > 0);
}

/** log p of a sentence, marks included, under the grammar, in nats; -Infinity where it is none of its sentences. */
export function sentenceLogProbability(words: readonly string[]): number {
  return Math.log(explanations(words).reduce((sum, { probability }) => sum + probability, 0));
}

/**
 * What a sentence says of its factors: of each, in the order of FACTOR_NAMES, the exact probabilities of its values. NaN
 * where it is no sentence of the grammar.
 */
export function factorsGiven(words: readonly string[]): number[][] {
  const possible = explanations(words);
  const total = possible.reduce((sum, { probability }) => sum + probability, 0);
  return FACTOR_NAMES.map((name, i) =>
    FACTORS[name].map(
      (_, value) =>
        possible
          .filter(({ factors }) => factors[i] === value)
          .reduce((sum, { probability }) => sum + probability, 0) / total,
    ),
  );
}

/** Every word of the grammar, the most frequent first. */
export function grammarVocabulary(): Vocabulary {
  const counts = new WordCounts();
  for (const family of families())
    for (const [word, times] of family.counts) counts.add(word, times);
  return counts.vocabulary('tokenised');
}

function kindsOf(topic: Topic, tone: Tone, polarity: Polarity): Kind[] {
  const found: Kind[] = [];
  const add = (
    mood: keyof typeof MOOD_WEIGHTS,
    form: Form,
    tense: Tense | 'none',
    number: GrammaticalNumber | 'none',
    weight: number,
    phrase: Phrase,
  ) => {
    const values = { topic: topic.name, mood, tense, polarity, number, tone, form };
    found.push({
      factors: FACTOR_NAMES.map((name) =>
        (FACTORS[name] as readonly string[]).indexOf(values[name]),
      ),
      phrase,
      probability: weight * MOOD_WEIGHTS[mood] * POLARITY_WEIGHTS[polarity],
    });
  };
  for (const form of FORMS)
    for (const tense of ['past', 'present', 'future'] as const)
      for (const number of ['singular', 'plural'] as const) {
        const content = { topic, tone, tense, polarity, number, form };
        const weight = FORM_WEIGHTS[form] * TENSE_WEIGHTS[tense] * NUMBER_WEIGHTS[number];
        add('statement', form, tense, number, weight, stating(content));
        add('question', form, tense, number, weight, asking(content));
      }
  add('command', 'action', 'none', 'none', 0.75, commanding(topic, tone, polarity, 'action'));
  add('command', 'activity', 'none', 'none', 0.25, commanding(topic, tone, polarity, 'activity'));
  return found;
}

function stating(content: Content): Phrase {
  const { topic, tone, tense } = content;
  const clause = sequence(statement(content), tail(content));
  const more = sequence(AND, anyStatement(topic, tone, tense));
  const time = TIMES[tense];
  return choice([
    [sequence(clause, '.'), 0.48],
    [sequence(clause, time, '.'), 0.2],
    [sequence(time, ',', clause, '.'), 0.14],
    [sequence(clause, more, '.'), 0.18],
  ]);
}

function asking(content: Content): Phrase {
  const { topic, tone, tense, polarity, number, form } = content;
  const body = question(content);
  const more = tail(content);
  const options: (readonly [Phrase, number])[] = [
    [sequence(body, more, '?'), 0.5],
    [sequence(body, more, TIMES[tense], '?'), 0.2],
  ];
  if (form !== 'existence') options.push([sequence(WHEN, body, '?'), 0.2]);
  if (number === 'singular' && (form === 'action' || form === 'activity')) {
    const who = stated(inTense(doing(topic, tone, form), tense, 'third'), polarity);
    options.push([sequence('who', who, more, '?'), 0.1]);
  }
  return choice(options);
}

function commanding(topic: Topic, tone: Tone, polarity: Polarity, form: Form): Phrase {
  const body = sequence(doing(topic, tone, form).base, tail({ topic, tone, form }));
  const order = choice(
    polarity === 'affirmative'
      ? [
          [body, 0.75],
          [sequence('let us', body), 0.25],
        ]
      : [
          [sequence('do not', body), 0.8],
          [sequence('never', body), 0.2],
        ],
  );
  return choice([
    [sequence(order, '!'), 0.65],
    [sequence('please', order, '.'), 0.35],
  ]);
}

/** How and where, which may follow what is done. */
const tail = shared(
  ({ topic, tone, form }: Pick<Content, 'topic' | 'tone' | 'form'>) =>
    `${topic.name} ${tone} ${form}`,
  ({ topic, tone, form }) => {
    const place = maybe(0.25, somewhere(topic));
    if (form === 'action' || form === 'activity') return sequence(maybe(0.25, manner(tone)), place);
    return form === 'passive' ? place : sequence('');
  },
);
