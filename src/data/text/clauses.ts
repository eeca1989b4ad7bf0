/** Clauses of every form: who or what they are about, and the ways to say it of them. */
import { type Frame, SAYING, type Topic, WISHES } from './lexicon.ts';
import {
  type Agreement,
  type GrammaticalNumber,
  inTone,
  person,
  personal,
  somethingThere,
  subjects,
  type Tone,
  thing,
} from './nounPhrases.ts';
import { anyOf, choice, maybe, type Phrase, sequence, shared } from './phrase.ts';
import {
  action,
  activity,
  asked,
  being,
  type Finite,
  inTense,
  type Polarity,
  type Predicate,
  seeming,
  stated,
  type Tense,
  taking,
} from './verbPhrases.ts';

export const FORMS = ['action', 'activity', 'quality', 'passive', 'existence', 'report'] as const;
export type Form = (typeof FORMS)[number];

/** What a clause says, but for its words. */
export interface Content {
  readonly topic: Topic;
  readonly tone: Tone;
  readonly tense: Tense;
  readonly polarity: Polarity;
  readonly number: GrammaticalNumber;
  readonly form: Form;
}

/** Of the clauses that are no one's choice: those after `and` or `that`. */
export const FORM_WEIGHTS: Readonly<Record<Form, number>> = {
  action: 0.42,
  activity: 0.14,
  quality: 0.16,
  passive: 0.1,
  existence: 0.08,
  report: 0.1,
};
export const NUMBER_WEIGHTS = { singular: 0.6, plural: 0.4 } as const;
export const POLARITY_WEIGHTS = { affirmative: 0.75, negative: 0.25 } as const;

/** A statement without its full stop. */
export const statement: (content: Content) => Phrase = shared(keyOf, (content) =>
  choice(
    waysOf(content, true).map(({ subject, finites, weight }) => [
      sequence(subject, stated(finites, content.polarity)),
      weight,
    ]),
  ),
);

/** A question that wants yes or no, without its mark. */
export const question: (content: Content) => Phrase = shared(keyOf, (content) =>
  choice(
    waysOf(content, false).map(({ subject, finites, weight }) => [
      asked(subject, finites, content.polarity),
      weight,
    ]),
  ),
);

/** Any statement of a topic, tone and tense, to stand beside another or in it. */
export const anyStatement: (topic: Topic, tone: Tone, tense: Tense) => Phrase = shared(
  ({ name }: Topic, tone: Tone, tense: Tense) => `${name} ${tone} ${tense}`,
  (topic, tone, tense) => {
    const options: (readonly [Phrase, number])[] = [];
    for (const form of ['action', 'activity', 'quality'] as const)
      for (const number of ['singular', 'plural'] as const)
        for (const polarity of ['affirmative', 'negative'] as const)
          options.push([
            statement({ topic, tone, tense, polarity, number, form }),
            FORM_WEIGHTS[form] * NUMBER_WEIGHTS[number] * POLARITY_WEIGHTS[polarity],
          ]);
    return choice(options);
  },
);

/** What people do in a topic: to things, or by themselves. */
export function doing(topic: Topic, tone: Tone, form: Form): Predicate {
  return form === 'activity' ? activity(topic) : action(topic, tone);
}

function keyOf({ topic, tone, tense, polarity, number, form }: Content): string {
  return [topic.name, tone, tense, polarity, number, form].join(' ');
}

interface Way {
  readonly subject: Phrase;
  readonly finites: readonly Finite[];
  readonly weight: number;
}

function waysOf(content: Content, isStatement: boolean): readonly Way[] {
  const { topic, tone, tense, polarity, number, form } = content;
  const agreement = number === 'singular' ? 'third' : 'plural';
  const perFrame = (of: (frame: Frame) => Omit<Way, 'weight'>, share = 1) =>
    topic.frames.map((frame) => ({ ...of(frame), weight: share / topic.frames.length }));
  const people = (of: (agreement: Agreement) => readonly Finite[], share = 1) =>
    subjects(topic, tone, number, isStatement ? described(topic, tone, tense, number) : null).map(
      ({ phrase, weight, ...subject }) => ({
        subject: phrase,
        finites: of(subject.agreement),
        weight: share * weight,
      }),
    );
  switch (form) {
    case 'action':
    case 'activity': {
      const predicate = doing(topic, tone, form);
      const wish = wishing(topic, tone, form);
      return people((to) => [
        ...weighed(0.87, inTense(predicate, tense, to)),
        ...weighed(0.13, inTense(wish, tense, to, true)),
      ]);
    }
    case 'quality': {
      const isOr = (quality: Phrase) => (to: Agreement) => [
        ...weighed(0.75, being(quality, tense, to)),
        ...weighed(0.25, inTense(seeming(quality), tense, to, true)),
      ];
      return [
        ...people(isOr(sequence(DEGREE, personal(tone))), 0.6),
        ...perFrame(
          (frame) => ({
            subject: thing(frame, tone, number),
            finites: isOr(sequence(DEGREE, qualityOf(frame, tone)))(agreement),
          }),
          0.4,
        ),
      ];
    }
    case 'passive':
      return perFrame((frame) => {
        const done = anyOf(frame.verbs.map(({ participle }) => participle));
        const doer = maybe(0.4, sequence('by', person(topic, tone, 'singular')));
        return {
          subject: thing(frame, tone, number),
          finites: being(sequence(done, doer), tense, agreement),
        };
      });
    case 'existence': {
      const plain = isStatement && polarity === 'affirmative';
      return perFrame((frame) => {
        const what = somethingThere(frame, tone, number, plain);
        return {
          subject: sequence('there'),
          finites: being(sequence(what, somewhere(topic)), tense, agreement),
        };
      });
    }
    case 'report': {
      const said = anyStatement(topic, tone, tense === 'future' ? 'present' : tense);
      const predicate = taking(SAYING, sequence('that', said));
      return people((to) => inTense(predicate, tense, to, true));
    }
    default:
      return form satisfies never;
  }
}

function weighed(share: number, ways: readonly Finite[]): Finite[] {
  return ways.map((way) => ({ ...way, weight: share * way.weight }));
}

const DEGREE = maybe(0.25, anyOf(['very', 'rather', 'quite']));

/** One of the places of a topic. */
export const somewhere = shared(
  ({ name }: Topic) => name,
  ({ places }) => anyOf(places),
);

const wishing = shared(
  ({ name }: Topic, tone: Tone, form: Form) => `${name} ${tone} ${form}`,
  (topic, tone, form) => taking(WISHES, sequence('to', doing(topic, tone, form).base)),
);

const qualityOf = shared(
  ({ things }: Frame, tone: Tone) => `${things[0]!.singular} ${tone}`,
  ({ warm, cool }, tone) => inTone(tone, warm, cool),
);

/** "who baked the cake" */
const described = shared(
  ({ name }: Topic, tone: Tone, tense: Tense, number: GrammaticalNumber) =>
    `${name} ${tone} ${tense} ${number}`,
  (topic, tone, tense, number) => {
    const agreement = number === 'singular' ? 'third' : 'plural';
    return sequence('who', stated(inTense(action(topic, tone), tense, agreement), 'affirmative'));
  },
);
