/** Between the figures and the worker that computes for them, which is made when the first of them asks. No React. */
import type { LessonAnswers, LessonKind, LessonWishes } from '../../posterior/lessons/lesson.ts';
import type { FromLessons, ToLessons } from '../../protocol.ts';

/** What we use of a worker. */
export interface LessonPort {
  post(message: ToLessons): void;
  end(): void;
}

/** Makes the worker; `failed` is for when it cannot be. */
export type OpenLessons = (
  heard: (message: FromLessons) => void,
  failed: (problem: string) => void,
) => LessonPort;

export interface Heard<K extends LessonKind> {
  /** Comes again and again until it is `done`. */
  answer(answer: LessonAnswers[K], done: boolean): void;
  problem(message: string): void;
}

export class LessonDesk {
  readonly #open: OpenLessons;
  readonly #listeners = new Map<number, Heard<LessonKind>>();
  #port: LessonPort | null = null;
  #asked = 0;

  constructor(open: OpenLessons) {
    this.#open = open;
  }

  /** Returns what takes the wish back: nothing more is heard of it. */
  ask<K extends LessonKind>(kind: K, wish: LessonWishes[K], heard: Heard<K>): () => void {
    const id = ++this.#asked;
    // Only answers to this wish bear its number.
    this.#listeners.set(id, heard as Heard<LessonKind>);
    this.#port ??= this.#open(
      (message) => this.#hear(message),
      (problem) => {
        for (const listener of this.#listeners.values()) listener.problem(problem);
      },
    );
    this.#port.post({ type: 'ask', id, kind, wish });
    return () => {
      if (this.#listeners.delete(id)) this.#port?.post({ type: 'rest', id });
    };
  }

  /** Ends the worker, and forgets who waits for it. Another wish makes another. */
  close(): void {
    this.#listeners.clear();
    this.#port?.end();
    this.#port = null;
  }

  #hear(message: FromLessons): void {
    const listener = this.#listeners.get(message.id);
    if (message.type === 'problem') listener?.problem(message.message);
    else listener?.answer(message.answer, message.done);
  }
}
