/** The worker behind the figures of the essay, so that none of them holds the page. Glue; the arithmetic is in src/posterior/lessons. */
import { type LessonAnswers, type LessonKind, TEACHERS } from '../src/posterior/lessons/lesson.ts';
import type { FromLessons, ToLessons } from '../src/protocol.ts';
import { messageOf } from '../src/text/message.ts';
import { followPage } from '../src/text/pageChannel.ts';

/** Work between two looks at the inbox, and the time between two answers to one wish. */
const SLICE_MS = 12;
const TELL_MS = 60;

/** What is asked for and not done. */
const open = new Map<number, { readonly answers: Iterator<Answer>; toldMs: number }>();
let working = false;
const turn = new MessageChannel();

interface Answer {
  readonly answer: LessonAnswers[LessonKind];
  readonly done: boolean;
}

followPage(self.name);

self.onmessage = ({ data: message }: MessageEvent<ToLessons>) => {
  if (message.type === 'rest') open.delete(message.id);
  else open.set(message.id, { answers: answersTo(message), toldMs: Number.NEGATIVE_INFINITY });
  if (!working) void work();
};

/** Of an answer it is only known at the next one that it was not the last. */
function* answersTo({ kind, wish }: Extract<ToLessons, { type: 'ask' }>): Generator<Answer, void> {
  const teach = TEACHERS[kind] as (wish: unknown) => Iterable<Answer['answer']>;
  let last: Answer['answer'] | null = null;
  for (const answer of teach(wish)) {
    if (last !== null) yield { answer: last, done: false };
    last = answer;
  }
  if (last !== null) yield { answer: last, done: true };
}

async function work(): Promise<void> {
  working = true;
  while (open.size > 0) {
    for (const id of [...open.keys()]) advance(id);
    await aTurn();
  }
  working = false;
}

function advance(id: number): void {
  const wanted = open.get(id);
  if (wanted === undefined) return;
  const until = performance.now() + SLICE_MS;
  try {
    while (performance.now() < until) {
      const { value } = wanted.answers.next();
      const nowMs = performance.now();
      if (value === undefined || value.done) open.delete(id);
      if (value === undefined) return;
      if (value.done || nowMs - wanted.toldMs >= TELL_MS) {
        wanted.toldMs = nowMs;
        post({ type: 'answer', id, ...value });
      }
      if (value.done) return;
    }
  } catch (error) {
    open.delete(id);
    post({ type: 'problem', id, message: messageOf(error) });
  }
}

/** Lets messages in. */
function aTurn(): Promise<void> {
  return new Promise((resolve) => {
    turn.port1.onmessage = () => resolve();
    turn.port2.postMessage(null);
  });
}

function post(message: FromLessons): void {
  self.postMessage(message);
}
