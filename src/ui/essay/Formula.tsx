/** A formula. KaTeX builds it node by node, as the page's policy wants it, with MathML for who cannot see it. */
import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';

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
  return <span className={display ? 'formula formula-display' : 'formula'} ref={place} />;
}
