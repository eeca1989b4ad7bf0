/** Of the tab of sentences: what its parts have in common. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SENTENCES = {
  data: '{strong:Data:} {description}. One latent z a sentence; VRNN is here the VAE with one Gaussian for it.',
  asTheyAre: 'By the models as they are now',
  otherNoise: 'Other noise',
  waiting: 'The first sentences are on their way.',
  choose: (label: string) => `${label}: choose a held-out sentence`,
  heldOut: 'held-out…',
  unknown: (words: readonly string[], more: boolean) =>
    `${words.join(', ')}${more ? ' …' : ''}: not in the vocabulary, read as <unk>`,
  cut: 'longer than any sentence of the data: its end is left out',
  notes: (notes: readonly string[]) => notes.join('; '),
  words: (label: string, sentence: string) => `${label}: ${sentence}. Arrow keys read its words`,
  word: (word: string, log: string, share: string) => `“${word}”: log p = ${log} nats, ${share}`,
  end: (log: string, share: string) => `the end: log p = ${log} nats, ${share}`,
  hardly: 'less than 0.1 %',
  readBy: (model: string, reading: string) => `${model}, ${reading}`,
  tint: (nats: number) =>
    `A word is tinted by how little it was expected, up to log p = −${nats} nats. Point, or focus a sentence and use ← →.`,
  continuation: (n: number, model: string) => `continuation ${n} of ${model}`,
  sentence: (n: number, model: string) => `sentence ${n} of ${model}`,
  sheet: (step: number) => `log p of each word, nats, step ${step}`,
};

export type SentencesText = Words<typeof SENTENCES>;
export const sentencesText = section('sentences', SENTENCES);
