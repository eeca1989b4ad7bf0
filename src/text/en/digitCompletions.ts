/** Of the digits that a reader begins and the models complete. */
import { plural } from '../numbers.ts';
import { section } from '../section.ts';
import type { Words } from '../words.ts';

interface Made {
  readonly count: number;
  readonly step: string;
  readonly holes: string;
  readonly pixels: string;
  readonly particles: number;
  readonly seed: number;
}

const DIGIT_COMPLETIONS = {
  data: '{strong:Data:} {description}.',
  title: 'Draw a part, the models do the rest',
  canvas: 'The canvas: what is known of a digit; grey is missing',
  tool: 'What the pointer leaves',
  tools: { ink: 'Ink', blank: 'Blank', hole: 'Erase' },
  toolNote: 'Ink and Blank are known to the models; what you erase is grey and theirs to fill in.',
  clear: 'Clear',
  undo: 'Undo',
  instead: 'Instead of drawing',
  example: 'a held-out digit…',
  heldOut: (digit: number) => `held-out digit ${digit}`,
  missing: 'Missing',
  parts: {
    lower: 'lower half',
    upper: 'upper half',
    right: 'right half',
    middle: 'a band in the middle',
    none: 'nothing',
    all: 'everything',
  },
  figure: 'Completions',
  nothing:
    'Nothing drawn yet: write the upper half of a digit on the canvas, or choose a held-out one.',
  count: 'Completions of each model',
  particles: 'Particles N behind each',
  otherNoise: 'Other noise',
  asTheyAre: 'By the models as they are now',
  read: (completion: number, model: string) => `Read completion ${completion} of ${model}`,
  completion: (completion: number, model: string) => `${model}, completion ${completion}`,
  onlyRead: (step: string) =>
    `Nothing is missing: the models of training step ${step} only read this digit, below.`,
  made: ({ count, step, holes, pixels, particles, seed }: Made) =>
    [
      `${count} ${plural(count, { one: 'completion', other: 'completions' })} of each model as of training step ${step}`,
      `${holes} of ${pixels} pixels missing`,
      particles === 1
        ? 'one particle each: what is known below a missing pixel has no say'
        : `each one of N = ${particles} particles, weighed by the known pixels (K = 0)`,
      `noise of ${count === 1 ? `seed ${seed}` : `seeds ${seed} to ${seed + count - 1}`}, the same for every model`,
    ].join('; '),
};

export type DigitCompletionsText = Words<typeof DIGIT_COMPLETIONS>;
export const digitCompletionsText = section('digitCompletions', DIGIT_COMPLETIONS);
