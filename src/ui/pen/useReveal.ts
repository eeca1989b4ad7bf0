/** How much of an answer is on paper by now: it is drawn point by point, as fast as a pen. */
import { useEffect, useState } from 'react';
import { useReducedMotion } from '../useReducedMotion.ts';

/** Between two points; a hand on a tablet makes about so many. */
const POINT_MS = 20;

/**
 * Points to show, from the one after `first` up to `total` and again for every new `key`; with reduced motion all at once.
 * A negative number: so many of the ink before the answer are still to come.
 */
export function useReveal(key: string, first: number, total: number): number {
  const reduced = useReducedMotion();
  const [shown, setShown] = useState({ key, count: first });
  useEffect(() => {
    if (reduced) return;
    const began = performance.now();
    let frame = 0;
    const draw = () => {
      const count = Math.min(total, first + 1 + Math.floor((performance.now() - began) / POINT_MS));
      setShown((now) => (now.key === key && now.count === count ? now : { key, count }));
      if (count < total) frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [key, first, total, reduced]);
  if (reduced) return total;
  return shown.key === key ? shown.count : Math.min(total, first + 1);
}
