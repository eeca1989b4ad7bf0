/** Of one sentence as the models read it. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

interface Made {
  readonly step: string;
  readonly draws: number;
  readonly mixingSamples: number;
}

const WORD_BY_WORD = {
  title: 'Word by word',
  field: 'The models read',
  waiting: 'The first reading is on its way.',
  figure: 'Log-probability of each word',
  made: ({ step, draws, mixingSamples }: Made) =>
    `As of training step ${step}: log p(word | those before, z) averaged over ${draws} draws of z from q given the sentence, its end ⏎ included. log p(x) is at least their sum less KL; SIS-RNN’s KL with K = ${mixingSamples}, high rather than low. An RNN’s is log p itself.`,
  line: (model: string) => `Read by ${model}`,
  point: 'Point, or focus a line and use ← →, to read a word’s log p; CSV has all of them.',
  totals: 'Totals of the sentence',
  nats: 'nats, this sentence',
  words: 'words',
  kl: 'KL',
  bound: 'log p(x) ≥',
  none: 'none',
  grammar: 'the grammar itself',
  grammarSays: (factors: readonly string[]) =>
    `What the grammar says of it: ${factors.join(', ')}.`,
  factor: (name: string, value: string) => `${name} ${value}`,
  likely: (name: string, value: string, percent: string) => `${name} ${value} (${percent} %)`,
};

export type WordByWordText = Words<typeof WORD_BY_WORD>;
export const wordByWordText = section('wordByWord', WORD_BY_WORD);
