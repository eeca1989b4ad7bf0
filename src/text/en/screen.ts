/** Of one panel alone: in a frame of another page, or as a slide. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SCREEN = {
  /** The other panels are tabs, which the page names. */
  results: {
    bound: 'Bound',
    gap: 'Gap',
    diagnostics: 'Diagnostics',
    kl: 'KL',
    'held-out': 'Held-out',
  },
  open: 'Open in the playground',
  opensTab: 'in a new tab',
  starting: 'Training begins.',
  step: (count: string) => `step ${count}`,
  absent: (panel: string) => `The data of this experiment have nothing to show under “${panel}”.`,
  slides: 'Slides',
  slidesTitle: 'Slides: one panel at a time, in large type (s)',
  leave: 'Leave',
  leaveTitle: 'Leave the slides (Esc)',
  problems: {
    embed: (value: string, known: string) =>
      `embed = ${value} was refused: it takes one of ${known}.`,
    slides: (value: string, known: string) =>
      `slides = ${value} was refused: it takes one of ${known}, or nothing. The first panel is shown.`,
    hide: (value: string, known: string) =>
      `hide = ${value} hides nothing: it takes names of ${known}, with commas between them.`,
    theme: (value: string, known: string) =>
      `theme = ${value} was refused: it takes one of ${known}.`,
  },
};

export type ScreenText = Words<typeof SCREEN>;
export const screenText = section('screen', SCREEN);
