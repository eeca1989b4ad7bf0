/** Of the table of held-out figures. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const HELD_OUT = {
  title: 'Held-out',
  scrolls: 'Held-out figures',
  nats: { sequence: 'nats per sequence', sentence: 'nats per sentence' },
  exact: 'exact',
  bound: (mixingSamples: string) => `bound, K = ${mixingSamples}`,
  perplexity: { word: 'perplexity, a word or end', character: 'perplexity, a character or end' },
  reconstruction: 'reconstruction',
  deficit: {
    sequence: 'deficit to exact, nats per step',
    sentence: 'deficit to exact, nats per sentence',
  },
  counted: { sequence: 'sequences', sentence: 'sentences' },
  none: 'Nothing has been measured.',
  waiting: 'The first validation is on its way.',
  told: (step: string, unit: 'sequence' | 'sentence') =>
    `Validation set at step ${step}; ± one standard error over ${unit}s. β = 1.`,
  perplexityIs: {
    word: (count: string) =>
      `Perplexity: exp of the negative bound over ${count} words and ends, so high rather than low.`,
    character: (count: string) =>
      `Perplexity: exp of the negative bound over ${count} characters and ends, so high rather than low.`,
  },
};

export type HeldOutText = Words<typeof HELD_OUT>;
export const heldOutText = section('heldOut', HELD_OUT);
