/** A button in the title line of a panel that says what is to be seen in it. Escape or a click elsewhere closes it. */
import { lazy, Suspense, type ToggleEvent, useId, useRef } from 'react';
import type { AboutText } from '../text/en/about.ts';
import { lookingAtText } from '../text/en/lookingAt.ts';
import { useBeside } from './useBeside.ts';

const load = () => import('./AboutWords.tsx');
const AboutWords = lazy(load);

/** As in its CSS, and of the longest one; CSS pixels. */
const WIDTH = 360;
const HEIGHT = 400;

interface Props {
  readonly of: keyof AboutText['panels'];
  /** Of the panel, in the language of the page. */
  readonly title: string;
}

export function About({ of, title }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { place, show, hide } = useBeside(button, WIDTH, HEIGHT);
  const text = lookingAtText();
  const onBeforeToggle = ({ newState }: ToggleEvent) => (newState === 'open' ? show() : hide());
  const onToggle = ({ newState, currentTarget }: ToggleEvent<HTMLElement>) => {
    const at = document.activeElement;
    if (newState === 'open') currentTarget.focus();
    // Escape has given the focus back; a click on what cannot be tabbed to, or is no other of these, has not.
    else if (at instanceof HTMLElement && at.tabIndex < 0 && at.popover === null)
      button.current?.focus({ preventScroll: true });
  };
  return (
    <span className="about" data-no-picture>
      <button
        type="button"
        className="about-button"
        ref={button}
        popoverTarget={id}
        aria-label={text.label(title)}
        title={text.title}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
      >
        ?
      </button>
      <div
        id={id}
        className="about-words"
        popover="auto"
        role="dialog"
        aria-label={text.label(title)}
        tabIndex={-1}
        style={place ?? undefined}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
      >
        {place !== null && (
          <Suspense fallback={null}>
            <AboutWords of={of} />
          </Suspense>
        )}
      </div>
    </span>
  );
}
