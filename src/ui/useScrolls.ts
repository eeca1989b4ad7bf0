/** Whether something is wider than its place and scrolls there: then the keyboard must be able to reach it. */
import { type RefObject, useEffect, useState } from 'react';

export function useScrolls(ref: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setScrolls(element.scrollWidth > element.clientWidth),
    );
    // It scrolls for a narrower place and for wider content.
    for (const one of [element, ...element.children]) observer.observe(one);
    return () => observer.disconnect();
  }, [ref]);
  return scrolls;
}
