/** A formula. KaTeX builds it node by node, as the page's policy wants it, with MathML for who cannot see it. */
import katex from 'katex';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { essayText } from '../../text/en/essay.ts';
import { useScrolls } from '../useScrolls.ts';

interface Props {
  readonly tex: string;
  /** On a line of its own. */
  readonly display?: boolean;
}

export function Formula({ tex, display = false }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (place.current !== null)
      katex.render(tex, place.current, { displayMode: display, throwOnError: false });
  }, [tex, display]);
  return display ? <Displayed place={place} /> : <span className="formula" ref={place} />;
}

/** Wider than a phone, it scrolls. */
function Displayed({ place }: { readonly place: RefObject<HTMLSpanElement | null> }) {
  const scrolls = useScrolls(place);
  return (
    <span
      className="formula formula-display"
      ref={place}
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': essayText().scrolls })}
    />
  );
}
