/** A word that is explained when it is pointed at or has the focus. Escape, or leaving it, takes the words away. */
import { type ReactNode, useId, useRef } from 'react';
import { type GlossaryText, glossaryText } from '../text/en/glossary.ts';
import { useBeside } from './useBeside.ts';

interface Props {
  readonly of: keyof GlossaryText;
  readonly children: ReactNode;
}

/** Of the explanation, as in its CSS, and of the longest one. */
const WIDTH = 280;
const HEIGHT = 140;

export function Term({ of, children }: Props) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  // Fixed in the window: the word may stand in a table that scrolls and would cut it off.
  const { place, show, hide } = useBeside(word, WIDTH, HEIGHT);
  return (
    <span onPointerEnter={show} onPointerLeave={hide}>
      <button
        type="button"
        className="term"
        ref={word}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || place === null) return;
          hide();
          // It closes nothing else.
          event.preventDefault();
        }}
      >
        {children}
      </button>
      <span
        id={id}
        className="term-help"
        role="tooltip"
        data-no-picture
        hidden={place === null}
        style={place ?? undefined}
      >
        {glossaryText()[of]}
      </span>
    </span>
  );
}
