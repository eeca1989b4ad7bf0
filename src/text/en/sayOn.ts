/** Of the sentences that a reader begins and the models say on. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SAY_ON = {
  title: 'Begin a sentence, the models say on',
  begins: 'A sentence begins',
  drawn: 'z is drawn',
  source: 'Where z comes from',
  sources: { prior: 'from its prior', given: 'from q given a sentence' },
  given: 'z given the sentence',
  temperature: 'Temperature',
  likeliest: '0: the likeliest word',
  count: 'Sentences of each model',
  made: (count: number, step: string) =>
    `${count} sentences of each model as of training step ${step}; z drawn from its prior, a new one for each; an RNN has none. The same noise for every model.`,
  madeGiven: (count: number, step: string) =>
    `${count} sentences of each model as of training step ${step}; z drawn from q given the sentence, a new one for each; an RNN has none. The same noise for every model.`,
};

export type SayOnText = Words<typeof SAY_ON>;
export const sayOnText = section('sayOn', SAY_ON);
