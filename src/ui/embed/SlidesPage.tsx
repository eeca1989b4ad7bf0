/** For a lecture room: one panel at a time in large type, chosen by number. Escape leaves. */
import { useCallback, useEffect, useRef } from 'react';
import { type ScreenStore, SINGLES, type Single } from '../../state/screen.ts';
import { headerText } from '../../text/en/header.ts';
import { screenText } from '../../text/en/screen.ts';
import { Announcement } from '../Announcement.tsx';
import { Help } from '../Help.tsx';
import { Notices } from '../Notices.tsx';
import { PlayButton } from '../PlayButton.tsx';
import { focusOf, usePageKey } from '../pageKeys.ts';
import { usePlayground } from '../usePlayground.ts';
import { useScreenStore } from './ScreenContext.tsx';
import { isThere, panelName, SinglePanel } from './SinglePanel.tsx';
import { StepCount } from './StepCount.tsx';

/** Where the browser lets the page have the whole screen, it takes it; not having it is no fault. */
export function enterSlides(screen: ScreenStore): void {
  screen.show(SINGLES[0]!);
  document.documentElement.requestFullscreen?.().catch(() => {});
}

export function SlidesPage({ slide }: { readonly slide: Single }) {
  const screen = useScreenStore();
  const main = useRef<HTMLElement>(null);
  // A string, so that a report changes it only where it differs.
  const there = usePlayground((state) =>
    SINGLES.filter((name) => isThere(name, state) === true).join(),
  );
  const slides = SINGLES.filter((name) => there.split(',').includes(name));
  const leave = useCallback(() => {
    screen.show(null);
    if (document.fullscreenElement !== null) void document.exitFullscreen();
  }, [screen]);
  useSlideKeys(slides, screen.show, leave);
  useLeftFullscreen(leave);
  // What was pressed to come here is gone.
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  const text = screenText();
  return (
    <div className="single slides">
      <header className="slides-bar">
        <h1 className="visually-hidden">
          {headerText().name}: {panelName(slide)}
        </h1>
        <Announcement />
        <PlayButton small />
        <StepCount />
        <nav aria-label={text.slides}>
          {slides.map((name, index) => (
            <button
              key={name}
              type="button"
              className="button button-plain"
              aria-current={name === slide}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => screen.show(name)}
            >
              <kbd>{index + 1}</kbd> {panelName(name)}
            </button>
          ))}
        </nav>
        <Help />
        <button
          type="button"
          className="button button-plain"
          aria-keyshortcuts="Escape"
          title={text.leaveTitle}
          onClick={leave}
        >
          {text.leave}
        </button>
      </header>
      <Notices />
      <main className="single-main" ref={main} tabIndex={-1}>
        <SinglePanel key={slide} panel={slide} />
      </main>
    </div>
  );
}

function useSlideKeys(
  slides: readonly Single[],
  show: (slide: Single) => void,
  leave: () => void,
): void {
  usePageKey('slides', leave);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const free = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey;
      const focus = focusOf(target);
      // What is open over the slides closes first.
      const covered = document.querySelector('dialog[open], :popover-open') !== null;
      if (!free || covered || focus === 'text' || focus === 'dialog') return;
      if (event.key === 'Escape') leave();
      const slide = slides[Number(event.key) - 1];
      if (slide !== undefined) show(slide);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [slides, show, leave]);
}

/** In fullscreen the browser keeps Escape to itself: the page hears only that it is over. */
function useLeftFullscreen(leave: () => void): void {
  useEffect(() => {
    const onChange = () => {
      if (document.fullscreenElement === null) leave();
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, [leave]);
}
