/** Of the tab of lines that are written from nothing. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

interface Made {
  readonly count: number;
  readonly steps: number;
  readonly step: string;
  readonly pen: string;
  readonly z: string;
  readonly first: number;
}

const PEN_SAMPLES = {
  figure: 'Lines from nothing beside real lines',
  title: 'Lines from nothing, beside real ones',
  real: 'Real, held out',
  line: (name: string, line: number) => `${name}, line ${line}`,
  again: 'Again',
  waiting: 'The first lines are on their way.',
  made: ({ count, steps, step, pen, z, first }: Made) =>
    `${count} lines of ${steps} steps of each model as of training step ${step}; temperature ${pen} of the pen, ${z} of z; noise of seeds ${first} to ${first + count - 1}, the same for every model`,
  readIt:
    '{strong:Read it:} the first column are held-out lines of the data; beside it, each model writes from nothing: z from its prior, the pen from its decoder. Four lines show what a model can do, not how often it does. At temperature 1 the model itself is sampled.',
};

export type PenSamplesText = Words<typeof PEN_SAMPLES>;
export const penSamplesText = section('penSamples', PEN_SAMPLES);
