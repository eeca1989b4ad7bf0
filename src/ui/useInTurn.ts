/**
 * Several charts change with one report. Drawn together they would hold the page for longer than a frame;
 * in turn, each in a task of its own, they do not.
 */
import { useEffect, useState } from 'react';

const waiting = new Set<() => void>();
let scheduled = false;

function schedule(): void {
  if (scheduled || waiting.size === 0) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    const [turn] = waiting;
    if (turn !== undefined) {
      waiting.delete(turn);
      turn();
    }
    schedule();
  }, 0);
}

/** Runs `turn` in a task of its own, after those that wait already. Returns what takes it back. */
export function takeTurn(turn: () => void): () => void {
  waiting.add(turn);
  schedule();
  return () => {
    waiting.delete(turn);
  };
}

/** The latest `value` that has had its turn. Values that come faster than turns are passed over. */
export function useInTurn<T>(value: T): T {
  const [shown, setShown] = useState<{ readonly value: T }>({ value });
  useEffect(
    () => takeTurn(() => setShown((now) => (Object.is(now.value, value) ? now : { value }))),
    [value],
  );
  return shown.value;
}
