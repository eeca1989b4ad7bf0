/** Of the gallery of data sets and of the one that was chosen. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const GALLERY = {
  title: 'Data',
  hand: 'Your pen',
  handTitle: 'Write a few lines: both models learn your hand in this tab',
  counts: (training: string, validation: string, test: string) =>
    `training ${training}, validation ${validation}, test ${test}`,
  endless: 'endless',
  known: 'prior and decoder known, frozen',
  learned: 'prior and decoder learned',
  generator: 'Generator',
  dragKnown:
    'Drag: data, exact posterior and the best Gaussian’s gap follow at once. Let go: the models start again.',
  drag: 'Drag: the data follow at once. Let go: the models start again.',
};

export type GalleryText = Words<typeof GALLERY>;
export const galleryText = section('gallery', GALLERY);
