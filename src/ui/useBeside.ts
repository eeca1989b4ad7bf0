/** A place beside an element, fixed in the window, for words that must not be cut off by what scrolls around it. */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { besidePlace, type Place } from './besidePlace.ts';

export interface Beside {
  /** Null while nothing is to be shown. */
  readonly place: Place | null;
  readonly show: () => void;
  readonly hide: () => void;
}

/** `width` and `height` of what will stand there, at most; CSS pixels. */
export function useBeside(
  thing: RefObject<HTMLElement | null>,
  width: number,
  height: number,
): Beside {
  const [place, setPlace] = useState<Place | null>(null);
  const shown = place !== null;
  const show = useCallback(() => {
    if (thing.current === null) return;
    // In the pixels that its style is written in, which slides enlarge.
    const zoom = thing.current.currentCSSZoom ?? 1;
    const seen = thing.current.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    setPlace(
      besidePlace(
        { left: seen.left / zoom, top: seen.top / zoom, bottom: seen.bottom / zoom },
        { width, height },
        { width: clientWidth / zoom, height: clientHeight / zoom },
      ),
    );
  }, [thing, width, height]);
  const hide = useCallback(() => setPlace(null), []);
  useEffect(() => {
    if (!shown) return;
    document.addEventListener('scroll', show, { capture: true, passive: true });
    window.addEventListener('resize', show);
    return () => {
      document.removeEventListener('scroll', show, { capture: true });
      window.removeEventListener('resize', show);
    };
  }, [shown, show]);
  return { place, show, hide };
}
