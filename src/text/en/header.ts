/** Of the header. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const HEADER = {
  name: 'SIS-RNN Playground',
  reset: 'Reset: start again from the seed',
  resetTitle: 'Start again from the seed',
  play: 'Play',
  playTitle: 'Play (space)',
  pause: 'Pause',
  pauseTitle: 'Pause (space)',
  step: 'Step',
  stepTitle: 'One training step',
  backend: 'Backend, adapter or instruction set, and memory of the tensors',
  starting: 'starting…',
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  theme: (now: string, next: string) => `Theme: ${now}. Change to ${next}`,
  language: (now: string, next: string) => `Language: ${now}. Change to ${next}`,
  languageRefused: (written: string, known: string) =>
    `lang = ${written} was refused: it takes one of ${known}.`,
  languageNotLoaded: (language: string, why: string) =>
    `${language} could not be loaded (${why}): the page goes on in the language it has.`,
};

export type HeaderText = Words<typeof HEADER>;
export const headerText = section('header', HEADER);
