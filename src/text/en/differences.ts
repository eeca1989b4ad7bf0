/** How a figure was measured, and in what that differs from the paper. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const DIFFERENCES = {
  facts: (facts: readonly string[]) => facts.join('; '),
  bound: (parts: readonly string[]) => parts.join(', '),
  exact: 'exact',
  particles: (count: string) => `N = ${count}`,
  noParticles: 'N not stated',
  mixing: (count: string) => `K = ${count}`,
  noMixing: 'K not stated',
  sequences: {
    test: (count: string) => `${count} sequences of test`,
    validation: (count: string) => `${count} sequences of validation`,
  },
  step: (step: string) => `training step ${step}`,
  noSteps: 'training steps not stated',
  seed: (seed: number) => `seed ${seed}`,
  noData: 'data not stated',
  validation: 'validation, not test',
  interrupted: 'the run was interrupted',
  upperBound: 'an upper bound on NLL; which bound, K and N the paper used it does not say',
  syntheticDigits: 'synthetic digits, not MNIST: not comparable',
  otherDigits: 'digits of a file that does not call itself MNIST',
  rows: 'read row by row, not pixel by pixel: the same pixels, another factorisation',
  cells: '14 × 14 cells, not 28 × 28 pixels: other data',
  thresholded: 'thresholded: easier than the stochastic files of most rows by about 23 nats',
  coins: 'binarised by coins of this run’s seed, not by the fixed files of most rows',
  fewDigits: (count: string, all: string) => `${count} test digits, not ${all}`,
  fewSteps: (count: string, all: string) =>
    `${count} training steps, where the paper’s 2,000 epochs are about ${all}`,
  width: (hidden: number) => `GRU of ${hidden}, not 64 or 128`,
  syntheticText: 'sentences of this programme’s grammar, not PTB or Yahoo: not comparable',
  otherText: 'a text that calls itself neither PTB nor Yahoo: not comparable',
  characters: 'characters, not words',
  prose: 'tokens made anew, not those of the file',
  longSentences: 'long sentences are left out or cut off',
  fewSentences: (count: string, all: string) => `${count} test sentences, not ${all}`,
  syntheticPen: 'synthetic handwriting of this programme, not IAM-OnDB: not comparable',
  yourPen: 'a hand of the reader’s, not IAM-OnDB: not comparable',
  otherPen: 'other drawings, not IAM-OnDB: not comparable',
  cutLines: 'lines are cut off: a shorter line has another NLL',
  dequantised: 'offsets are dequantised, of which the paper says nothing',
  ownScales: 'NLL in units of each channel’s own scale; the paper does not say its own',
  oneScale: 'NLL in units of one scale for both channels; the paper does not say its own',
};

export type DifferencesText = Words<typeof DIFFERENCES>;
export const differencesText = section('differences', DIFFERENCES);
