/** A table that scrolls sideways where the page is narrow, by pointer or, once it has the focus, by arrow keys. */
import { type ReactNode, useRef } from 'react';
import { pageText } from '../text/en/page.ts';
import { useScrolls } from './useScrolls.ts';

interface Props {
  /** What the table holds, for who comes to it by keyboard. */
  readonly label: string;
  readonly children: ReactNode;
}

export function TableScroll({ label, children }: Props) {
  const place = useRef<HTMLElement>(null);
  const scrolls = useScrolls(place);
  return (
    <section
      className="table-scroll"
      ref={place}
      {...(scrolls && { tabIndex: 0, 'aria-label': pageText().scrolls(label) })}
    >
      {children}
    </section>
  );
}
