/** Of the digits that are drawn from nothing. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

interface Made {
  readonly count: number;
  readonly step: string;
  readonly seed: number;
}

const DIGIT_SAMPLES = {
  figure: 'Digits from nothing beside real ones',
  title: 'Digits from nothing, beside real ones',
  titleSynthetic: 'Digits from nothing, beside those of the data',
  data: 'Data, held out',
  dataSynthetic: 'Data, synthetic',
  heldOut: (count: number) => `${count} held-out digits of the data`,
  others: 'Others',
  waiting: 'The first digits are on their way.',
  made: ({ count, step, seed }: Made) =>
    `${count} digits of each model as of training step ${step}; z from its prior, pixels from the decoder, noise of seeds ${seed} to ${seed + count - 1}, the same for every model.`,
  ofModel: (count: number, model: string) => `${count} digits of ${model}`,
  readIt:
    '{strong:Read it:} sixteen digits show what a model can do, not how often it does. Pixels are drawn, not their probabilities, so a spotty digit is an unsure decoder.',
};

export type DigitSamplesText = Words<typeof DIGIT_SAMPLES>;
export const digitSamplesText = section('digitSamples', DIGIT_SAMPLES);
