/** Of the pad itself. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const PAD = {
  label: 'The pad, with what is drawn and how the models go on',
};

export type PadText = Words<typeof PAD>;
export const padText = section('pad', PAD);
