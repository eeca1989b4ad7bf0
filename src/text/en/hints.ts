/** Of the hints of a first visit. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const HINTS = {
  title: 'What to look at',
  hints: [
    '{strong:Change something:} other data, or a slider below them. The run follows, and the address is a link to it.',
    '{strong:What each model believes} about the hidden z of one held-out sequence. SIS-RNN’s posterior may fork; given one past a VRNN’s is one Gaussian.',
    '{strong:What that buys:} the bound on log p(x), the higher the better. Where the data’s own log p(x) is known, it is the dashed line.',
  ],
  done: 'Got it',
};

export type HintsText = Words<typeof HINTS>;
export const hintsText = section('hints', HINTS);
