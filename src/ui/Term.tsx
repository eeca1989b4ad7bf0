/** A word that is explained when it is pointed at or has the focus. Escape, or leaving it, takes the words away. */
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { type GlossaryText, glossaryText } from '../text/en/glossary.ts';

interface Props {
  readonly of: keyof GlossaryText;
  readonly children: ReactNode;
}

/** From the edges of the window, in CSS pixels. */
type Place = { readonly left: number } & ({ readonly top: number } | { readonly bottom: number });

/** Of the explanation, as in its CSS, and of the longest one. */
const WIDTH = 280;
const HEIGHT = 140;
const EDGE = 8;

export function Term({ of, children }: Props) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  // Fixed in the window: the word may stand in a table that scrolls and would cut it off.
  const [place, setPlace] = useState<Place | null>(null);
  const shown = place !== null;
  const show = useCallback(() => {
    if (word.current === null) return;
    // In the pixels that its style is written in, which slides enlarge.
    const zoom = word.current.currentCSSZoom ?? 1;
    const seen = word.current.getBoundingClientRect();
    const rect = { left: seen.left / zoom, top: seen.top / zoom, bottom: seen.bottom / zoom };
    const clientWidth = document.documentElement.clientWidth / zoom;
    const clientHeight = document.documentElement.clientHeight / zoom;
    const left = Math.max(EDGE, Math.min(rect.left, clientWidth - WIDTH - EDGE));
    const fitsBelow = rect.bottom + HEIGHT < clientHeight;
    setPlace(fitsBelow ? { left, top: rect.bottom } : { left, bottom: clientHeight - rect.top });
  }, []);
  const hide = () => setPlace(null);
  useEffect(() => {
    if (!shown) return;
    document.addEventListener('scroll', show, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', show, { capture: true });
  }, [shown, show]);
  return (
    <span onPointerEnter={show} onPointerLeave={hide}>
      <button
        type="button"
        className="term"
        ref={word}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {children}
      </button>
      <span
        id={id}
        className="term-help"
        role="tooltip"
        data-no-picture
        hidden={!shown}
        style={place ?? undefined}
      >
        {glossaryText()[of]}
      </span>
    </span>
  );
}
