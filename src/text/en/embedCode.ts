/** Of the dialog that gives the HTML of a frame. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const EMBED_CODE = {
  open: 'Copy embed code…',
  title: 'One panel in a page of your own',
  about:
    'A frame that trains this experiment in the reader’s browser and shows one panel of it. It keeps nothing in the browser and rests while it is out of sight.',
  panel: 'Panel',
  width: 'Width, pixels; empty: as wide as there is room',
  height: 'Height, pixels',
  preview: (width: string, height: string) => `${width} × ${height}`,
  roomWide: 'full width',
  code: 'The code',
  copy: 'Copy',
  copied: 'Copied. Paste it into the HTML of your page.',
  notCopied: 'The browser would not copy: take the code from the field.',
  frameTitle: (page: string, panel: string, experiment: string) =>
    `${page}: ${panel}, ${experiment}`,
};

export type EmbedCodeText = Words<typeof EMBED_CODE>;
export const embedCodeText = section('embedCode', EMBED_CODE);
