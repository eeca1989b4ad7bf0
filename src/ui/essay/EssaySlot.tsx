/** Where the essay will stand. Its script, formulas and fonts come when the page has nothing else to do, or is scrolled near. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { announcedText } from '../../text/en/announced.ts';
import { useOnScreen } from '../useOnScreen.ts';
import type { OpenLessons } from './lessonDesk.ts';

/** With the fonts of its formulas: a formula that changed its font on the page would move what is beside it. */
const Essay = lazy(async () => {
  try {
    const essay = await import('./Essay.tsx');
    const fonts = FONTS.map((font) => document.fonts.load(font));
    const patience = new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE_MS));
    await Promise.race([Promise.allSettled(fonts), patience]);
    return essay;
  } catch {
    return { default: Missing };
  }
});

const FONTS = [
  ...['Main', 'Size1', 'Size2', 'Size3', 'AMS', 'Caligraphic'].map((name) => `16px KaTeX_${name}`),
  'italic 16px KaTeX_Math',
];
const FONT_PATIENCE_MS = 3000;

/** As far below the window as the essay is fetched, in CSS pixels. */
const NEAR = 1200;
/** Training and the page's own charts come first. */
const IDLE_AFTER_MS = 6000;

interface Props {
  readonly openLessons: OpenLessons;
}

export function EssaySlot({ openLessons }: Props) {
  const slot = useRef<HTMLElement>(null);
  const near = useOnScreen(slot, NEAR);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (wanted) return;
    if (near) setWanted(true);
    const timer = setTimeout(() => setWanted(true), IDLE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [near, wanted]);
  const text = announcedText();
  const waiting = <p className="essay-waiting">{text.loading}</p>;
  return (
    <section className="essay" ref={slot} aria-label={text.title}>
      {wanted ? (
        <Suspense fallback={waiting}>
          <Essay openLessons={openLessons} />
        </Suspense>
      ) : (
        waiting
      )}
    </section>
  );
}

function Missing(_: Props) {
  return <p className="essay-waiting">{announcedText().missing}</p>;
}
