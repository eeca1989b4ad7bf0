/** The way into the slides, by the button and by the key. */
import { useCallback } from 'react';
import { screenText } from '../../text/en/screen.ts';
import { SlidesIcon } from '../icons.tsx';
import { usePageKey } from '../pageKeys.ts';
import { useScreenStore } from './ScreenContext.tsx';
import { enterSlides } from './SlidesPage.tsx';

export function SlidesButton() {
  const screen = useScreenStore();
  const enter = useCallback(() => enterSlides(screen), [screen]);
  usePageKey('slides', enter);
  const text = screenText();
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={text.slides}
      aria-keyshortcuts="s"
      title={text.slidesTitle}
      onClick={enter}
    >
      <SlidesIcon />
    </button>
  );
}
