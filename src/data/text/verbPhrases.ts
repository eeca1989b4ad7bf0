/** Verbs in their tenses, with what they are done to; auxiliaries as statements, negations and questions need them. */
import type { Verb } from './inflection.ts';
import { COOL, GIVING, SEEMING, type Topic, WARM } from './lexicon.ts';
import { type Agreement, inTone, object, person, type Tone, thing } from './nounPhrases.ts';
import { anyOf, choice, type Phrase, sequence, shared } from './phrase.ts';

export type Tense = 'past' | 'present' | 'future';
export type Polarity = 'affirmative' | 'negative';

/** A verb with its objects, in every form of the verb. */
export type Predicate = Readonly<Record<keyof Verb, Phrase>>;

function inEveryForm(of: (form: keyof Verb) => Phrase): Predicate {
  return {
    base: of('base'),
    third: of('third'),
    past: of('past'),
    participle: of('participle'),
    gerund: of('gerund'),
  };
}

/** Doing something to the things of a topic, or giving them to someone. */
export const action = shared(({ name }: Topic, tone: Tone) => `${name} ${tone}`, actionOf);

function actionOf(topic: Topic, tone: Tone): Predicate {
  const objects = topic.frames.map((frame) => object(frame, tone));
  const given = anyOf(topic.frames.map((frame) => thing(frame, tone, 'singular')));
  const receiver = choice([
    [person(topic, tone, 'singular'), 0.6],
    [person(topic, tone, 'plural'), 0.2],
    [anyOf(['me', 'you', 'him', 'her', 'us', 'them']), 0.2],
  ]);
  const gift = choice([
    [sequence(receiver, given), 0.6],
    [sequence(given, 'to', receiver), 0.4],
  ]);
  return inEveryForm((form) =>
    choice([
      ...topic.frames.map(
        ({ verbs }, i) => [sequence(anyOf(verbs.map((v) => v[form])), objects[i]!), 0.27] as const,
      ),
      [sequence(anyOf(GIVING.map((v) => v[form])), gift), 0.19],
    ]),
  );
}

/** What people do by themselves. */
export const activity = shared(
  ({ name }: Topic) => name,
  ({ acts }): Predicate => inEveryForm((form) => anyOf(acts.map((act) => act[form]))),
);

/** A verb that takes a clause or an infinitive. */
export function taking(verbs: readonly Verb[], complement: Phrase): Predicate {
  return inEveryForm((form) => sequence(anyOf(verbs.map((v) => v[form])), complement));
}

/** To seem, look or become. */
export function seeming(quality: Phrase): Predicate {
  return taking(SEEMING, quality);
}

/** How something is done. */
export const manner = shared(
  (tone: Tone) => tone,
  (tone) => inTone(tone, WARM.manner, COOL.manner),
);

/** One way to say it: with an auxiliary, which a question puts first and `not` follows, or plainly. */
export interface Finite {
  readonly weight: number;
  readonly auxiliary: string;
  readonly rest: Phrase;
  /** Where a plain statement needs no auxiliary. */
  readonly plain?: Phrase;
}

const DO = { first: 'do', third: 'does', plural: 'do' } as const;
const HAVE = { first: 'have', third: 'has', plural: 'have' } as const;
const BE = { first: 'am', third: 'is', plural: 'are' } as const;
const WAS = { first: 'was', third: 'was', plural: 'were' } as const;

/** `steady` verbs (to want, to know) have no progressive form and take no modal here. */
export function inTense(
  predicate: Predicate,
  tense: Tense,
  agreement: Agreement,
  steady = false,
): readonly Finite[] {
  const { base, third, past, participle, gerund } = predicate;
  switch (tense) {
    case 'present': {
      const plain = agreement === 'third' ? third : base;
      const simple = { weight: 0.45, auxiliary: DO[agreement], rest: base, plain };
      if (steady) return [simple];
      return [
        simple,
        { weight: 0.2, auxiliary: BE[agreement], rest: gerund },
        { weight: 0.15, auxiliary: HAVE[agreement], rest: participle },
        ...['can', 'must', 'should'].map((auxiliary) => ({ weight: 0.07, auxiliary, rest: base })),
      ];
    }
    case 'past': {
      const simple = { weight: 0.62, auxiliary: 'did', rest: base, plain: past };
      if (steady) return [simple];
      return [
        simple,
        { weight: 0.18, auxiliary: WAS[agreement], rest: gerund },
        { weight: 0.12, auxiliary: 'had', rest: participle },
        { weight: 0.08, auxiliary: 'could', rest: base },
      ];
    }
    case 'future':
      return [
        { weight: 0.75, auxiliary: 'will', rest: base },
        { weight: 0.25, auxiliary: BE[agreement], rest: sequence('going to', base) },
      ];
    default:
      return tense satisfies never;
  }
}

/** To be something: how one is, what is done to it, or what there is. */
export function being(complement: Phrase, tense: Tense, agreement: Agreement): readonly Finite[] {
  const been = sequence('been', complement);
  const be = sequence('be', complement);
  switch (tense) {
    case 'present':
      return [
        { weight: 0.68, auxiliary: BE[agreement], rest: complement },
        { weight: 0.14, auxiliary: HAVE[agreement], rest: been },
        ...['can', 'must', 'should'].map((auxiliary) => ({ weight: 0.06, auxiliary, rest: be })),
      ];
    case 'past':
      return [
        { weight: 0.82, auxiliary: WAS[agreement], rest: complement },
        { weight: 0.18, auxiliary: 'had', rest: been },
      ];
    case 'future':
      return [{ weight: 1, auxiliary: 'will', rest: be }];
    default:
      return tense satisfies never;
  }
}

/** Everything of a statement after its subject. */
export function stated(ways: readonly Finite[], polarity: Polarity): Phrase {
  if (polarity === 'affirmative')
    return choice(
      ways.map(({ weight, auxiliary, rest, plain }) => [
        plain ?? sequence(auxiliary, rest),
        weight,
      ]),
    );
  return choice(
    ways.flatMap(({ weight, auxiliary, rest, plain }): (readonly [Phrase, number])[] => {
      const denied = sequence(auxiliary, 'not', rest);
      if (plain === undefined) return [[denied, weight]];
      return [
        [denied, 0.7 * weight],
        [sequence('never', plain), 0.3 * weight],
      ];
    }),
  );
}

/** A question, without its mark. */
export function asked(subject: Phrase, ways: readonly Finite[], polarity: Polarity): Phrase {
  const not = polarity === 'negative' ? 'not' : '';
  return choice(
    ways.map(({ weight, auxiliary, rest }) => [sequence(auxiliary, subject, not, rest), weight]),
  );
}
