/** What stands in the essay's place before its text is there; apart, so that the page's first script has no more of it. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const ANNOUNCED = {
  title: 'What a random posterior buys, and when it buys nothing',
  /** While the essay is on its way. */
  loading: 'The essay is on its way.',
  missing: 'The essay could not be loaded. Reload the page to try again.',
};

export type AnnouncedText = Words<typeof ANNOUNCED>;
export const announcedText = section('announced', ANNOUNCED);
