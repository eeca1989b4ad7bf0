/** A count that goes up by itself while a figure is on screen; where the reader wants no motion it is at its end at once. */
import { useEffect, useState } from 'react';
import { useReducedMotion } from '../useReducedMotion.ts';

/**
 * From `first` to `last`, by `next`, every `everyMs`, and again from the first for every new `key`. A `last` that has
 * come nearer is not passed.
 */
export function useTicking(
  key: string,
  first: number,
  last: number,
  next: (count: number) => number,
  everyMs: number,
  active: boolean,
): number {
  const reduced = useReducedMotion();
  const [ticked, setTicked] = useState({ key, count: first });
  const count = reduced ? last : Math.min(last, ticked.key === key ? ticked.count : first);
  useEffect(() => {
    if (!active || count >= last) return;
    const timer = setTimeout(() => setTicked({ key, count: next(count) }), everyMs);
    return () => clearTimeout(timer);
  }, [key, count, last, next, everyMs, active]);
  return count;
}
