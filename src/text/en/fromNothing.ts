/** Of the sentences that are made from nothing. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const FROM_NOTHING = {
  title: 'Sentences from nothing, beside real ones',
  titleSynthetic: 'Sentences from nothing, beside those of the grammar',
  data: 'Data, held out',
  dataSynthetic: 'Data, synthetic',
  others: 'Others',
  made: (count: number, step: string, temperature: string) =>
    `${count} sentences of each model as of training step ${step}; z from its prior, words from the decoder at temperature ${temperature}.`,
};

export type FromNothingText = Words<typeof FROM_NOTHING>;
export const fromNothingText = section('fromNothing', FROM_NOTHING);
