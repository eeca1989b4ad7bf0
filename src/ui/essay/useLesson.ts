/** What the worker answers to a figure's wish, while the figure is on screen. */
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { LessonAnswers, LessonKind, LessonWishes } from '../../posterior/lessons/lesson.ts';
import type { LessonDesk } from './lessonDesk.ts';

export const LessonContext = createContext<LessonDesk | null>(null);

export interface Learnt<K extends LessonKind> {
  /** The latest, which may be that to the wish before; null until there is one. */
  readonly answer: LessonAnswers[K] | null;
  /** It is the whole answer to this very wish. */
  readonly done: boolean;
  readonly problem: string | null;
}

/** Asks while `active`; off screen the work rests, and what is done is not done again. */
export function useLesson<K extends LessonKind>(
  kind: K,
  wish: LessonWishes[K],
  active: boolean,
): Learnt<K> {
  const desk = useContext(LessonContext);
  const key = JSON.stringify(wish);
  const latest = useRef(wish);
  latest.current = wish;
  const [learnt, setLearnt] = useState<Learnt<K> & { readonly key: string }>(NOTHING);
  const done = learnt.done && learnt.key === key;
  useEffect(() => {
    if (desk === null || !active || done) return;
    return desk.ask(kind, latest.current, {
      answer: (answer, last) => setLearnt({ key, answer, done: last, problem: null }),
      problem: (problem) => setLearnt(({ answer }) => ({ key, answer, done: false, problem })),
    });
    // `key` stands for the wish.
  }, [desk, kind, key, active, done]);
  return { ...learnt, done };
}

const NOTHING = { key: '', answer: null, done: false, problem: null } as const;
