/** Whether any of an element is within the window, or nearly so, and the tab in front. */
import { type RefObject, useEffect, useState } from 'react';

/** `margin` in CSS pixels around the window, above and below. */
export function useOnScreen(ref: RefObject<Element | null>, margin = 0): boolean {
  const [onScreen, setOnScreen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    let within = false;
    const tell = () => setOnScreen(within && !document.hidden);
    const observer = new IntersectionObserver(
      (entries) => {
        within = entries.at(-1)?.isIntersecting ?? within;
        tell();
      },
      { rootMargin: `${margin}px 0px` },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', tell);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [ref, margin]);
  return onScreen;
}
