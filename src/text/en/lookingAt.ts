/** Of the buttons that say what a panel shows. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const LOOKING_AT = {
  title: 'What am I looking at?',
  label: (panel: string) => `What am I looking at: ${panel}`,
};

export type LookingAtText = Words<typeof LOOKING_AT>;
export const lookingAtText = section('lookingAt', LOOKING_AT);
