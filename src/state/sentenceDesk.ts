/** The desk of sentences: what the reader types, what the models are asked and what they answered. The last counts. */
import type { FromWorker, SentenceKind, SentenceRequest, ToWorker } from '../protocol.ts';
import {
  LOOKED,
  NOTHING_ASKED,
  optionsFor,
  SENTENCE_BOUNDS,
  SENTENCE_SAMPLES,
  type SentenceOptions,
  type SentenceState,
  withAnswer,
  withShare,
} from './sentences.ts';
import type { Session } from './session.ts';

export interface SentenceActions {
  /** Asks again where the change matters. */
  setSentences(change: Partial<SentenceOptions>): void;
  /** Other noise: other draws of z and other words. */
  otherNoise(): void;
  /** The same questions, by the models as they are now. */
  refreshSentences(kinds?: readonly SentenceKind[]): void;
}

interface Hands {
  readonly get: () => Session;
  readonly set: (change: Partial<Session>) => void;
  readonly postToTraining: (message: ToWorker) => void;
}

/** Which answers depend on which option. */
const READ_BY: Readonly<Record<keyof SentenceOptions, readonly SentenceKind[]>> = {
  beginning: ['continue'],
  given: ['continue'],
  like: ['continue'],
  count: ['continue'],
  temperature: ['continue', 'samples'],
  seed: ['continue', 'samples', 'path'],
  read: ['read'],
  from: ['path'],
  to: ['path'],
  points: ['path'],
};
const ALL: readonly SentenceKind[] = ['continue', 'read', 'look', 'path', 'samples'];

/** The step from which an answer of this one says little about the models. */
const staleFrom = (step: number) => 50 + 3 * step;

export class SentenceDesk {
  readonly #hands: Hands;
  #questions = 0;
  /** The first sentence of the data: others make what was typed for them senseless. */
  #dataOf: string | null = null;
  readonly actions: SentenceActions;

  constructor(hands: Hands) {
    this.#hands = hands;
    this.actions = {
      setSentences: (change) => {
        const options = { ...hands.get().sentences.options, ...change };
        for (const key of ['count', 'temperature', 'points'] as const) {
          const [least, most] = SENTENCE_BOUNDS[key];
          options[key] = Math.min(most, Math.max(least, options[key]));
        }
        this.#change({ options });
        const touched = new Set(
          (Object.keys(change) as (keyof SentenceOptions)[]).flatMap((key) => READ_BY[key]),
        );
        this.#ask([...touched]);
      },
      otherNoise: () => {
        const { seed } = hands.get().sentences.options;
        this.actions.setSentences({ seed: (seed + 1) % 2 ** 31 });
      },
      refreshSentences: (kinds = ALL) => this.#ask(kinds),
    };
  }

  /** A run has started: what other models said is gone. Who turns to sentences is shown them. */
  started(): void {
    const { data, view } = this.#hands.get();
    const first = data?.sentences?.examples[0]?.text ?? null;
    const isOther = first !== this.#dataOf;
    this.#change({
      asked: NOTHING_ASKED,
      ...(isOther && data?.sentences && { options: optionsFor(data.sentences) }),
    });
    if (first === null && view === 'sentences') this.#hands.set({ view: 'posterior' });
    if (first !== null && this.#dataOf === null && view === 'posterior')
      this.#hands.set({ view: 'sentences' });
    this.#dataOf = first;
    this.askAll();
  }

  /** Asks what the view shows and nobody has asked yet. */
  askAll(): void {
    const { asked } = this.#hands.get().sentences;
    this.#ask(ALL.filter((kind) => asked[kind] === null));
  }

  /** The models have learned since: what was asked of far younger ones is asked again. */
  progressed(step: number): void {
    const { asked } = this.#hands.get().sentences;
    this.#ask(
      ALL.filter((kind) => {
        const last = asked[kind];
        return last?.done && last.answer !== null && step >= staleFrom(last.answer.step);
      }),
    );
  }

  heard(message: Extract<FromWorker, { type: 'sentences' | 'sentencesProgress' }>): void {
    const { asked } = this.#hands.get().sentences;
    this.#change({
      asked:
        message.type === 'sentences'
          ? withAnswer(asked, message.id, message.answer)
          : withShare(asked, message.id, message.share),
    });
  }

  #ask(kinds: readonly SentenceKind[]): void {
    const { view, data } = this.#hands.get();
    if (view !== 'sentences' || !data?.sentences) return;
    for (const kind of kinds) {
      const { asked, options } = this.#hands.get().sentences;
      const id = ++this.#questions;
      const request = requestFor(kind, options);
      const answer = asked[kind]?.answer ?? null;
      this.#change({ asked: { ...asked, [kind]: { id, share: 0, answer, done: false } } });
      this.#hands.postToTraining({ type: 'askSentences', kind, id, request });
    }
  }

  #change(change: Partial<SentenceState>): void {
    this.#hands.set({ sentences: { ...this.#hands.get().sentences, ...change } });
  }
}

function requestFor(kind: SentenceKind, options: SentenceOptions): SentenceRequest {
  const { temperature, seed, count } = options;
  switch (kind) {
    case 'continue': {
      const like = options.given ? options.like : null;
      return { kind, wish: { beginning: options.beginning, like, count, temperature, seed } };
    }
    case 'samples': {
      const nothing = { beginning: '', like: null, count: SENTENCE_SAMPLES };
      return { kind, wish: { ...nothing, temperature, seed } };
    }
    case 'read':
      return { kind, wish: { sentence: options.read, seed } };
    case 'path':
      return { kind, wish: { from: options.from, to: options.to, points: options.points, seed } };
    case 'look':
      return { kind, wish: LOOKED };
    default:
      return kind satisfies never;
  }
}
