/** What is asked of models of sentences, and what they answered. */
import type {
  Path,
  Saying,
  SentenceAnswer,
  SentenceKind,
  SentenceLook,
  SentenceReading,
  SentenceSummary,
} from '../protocol.ts';

/** Least and most. */
export const SENTENCE_BOUNDS = { count: [1, 8], temperature: [0, 2], points: [3, 11] } as const;
/** Sentences from nothing of each model; those on the map, and draws of z for each. */
export const SENTENCE_SAMPLES = 6;
export const LOOKED = { sentences: 200, draws: 16 } as const;

export interface SentenceOptions {
  /** How the models' sentences begin. */
  readonly beginning: string;
  /** z is drawn given `like`, else from the prior. */
  readonly given: boolean;
  readonly like: string;
  /** Of each model. */
  readonly count: number;
  readonly temperature: number;
  /** Of whatever is drawn for the answers; whole, below 2^31. */
  readonly seed: number;
  /** The sentence that is read word by word. */
  readonly read: string;
  /** Ends of the line through latent space, and sentences along it. */
  readonly from: string;
  readonly to: string;
  readonly points: number;
}

/** A question, how much of its answer is done, and the answer so far. */
export interface Asked<A> {
  readonly id: number;
  /** 0 to 1. */
  readonly share: number;
  /** Of this question; until there is one, of that before. */
  readonly answer: A | null;
  readonly done: boolean;
}

interface Answers {
  readonly continue: Saying;
  readonly samples: Saying;
  readonly read: SentenceReading;
  readonly path: Path;
  readonly look: SentenceLook;
}

export type AskedOf = { readonly [K in SentenceKind]: Asked<Answers[K]> | null };

export interface SentenceState {
  readonly options: SentenceOptions;
  readonly asked: AskedOf;
}

export const NOTHING_ASKED: AskedOf = {
  continue: null,
  samples: null,
  read: null,
  path: null,
  look: null,
};

export const NO_SENTENCES: SentenceState = {
  options: {
    beginning: '',
    given: false,
    like: '',
    count: 4,
    temperature: 1,
    seed: 1,
    read: '',
    from: '',
    to: '',
    points: 7,
  },
  asked: NOTHING_ASKED,
};

/** What stands in the fields first: sentences of the data. */
export function optionsFor({ examples, unit }: SentenceSummary): SentenceOptions {
  const text = (index: number) => examples[index % examples.length]?.text ?? '';
  const beginning =
    unit === 'word' ? text(0).split(' ').slice(0, 2).join(' ') : text(0).slice(0, 2);
  return {
    ...NO_SENTENCES.options,
    beginning,
    like: text(0),
    read: text(0),
    from: text(0),
    to: text(1),
  };
}

/**
 * With an answer taken in, unless it is to another question than the last of its kind. A whole look stays until
 * the next one is whole: maps would go and come again, model by model, under the reader's eyes.
 */
export function withAnswer(asked: AskedOf, id: number, { kind, answer }: SentenceAnswer): AskedOf {
  const before = asked[kind];
  if (before?.id !== id) return asked;
  if (kind === 'look' && before.answer?.done && !answer.done) return asked;
  return { ...asked, [kind]: { ...before, answer, done: answer.done } };
}

/** With word of how much of an answer is done. */
export function withShare(asked: AskedOf, id: number, share: number): AskedOf {
  const kind = (Object.keys(asked) as SentenceKind[]).find((one) => asked[one]?.id === id);
  return kind === undefined ? asked : { ...asked, [kind]: { ...asked[kind], share } };
}
