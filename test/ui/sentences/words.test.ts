import { expect, test } from 'vitest';
import { newModel } from '../../../src/config/experiment.ts';
import type { SentenceReading } from '../../../src/protocol.ts';
import { perplexityOf } from '../../../src/ui/perplexity.ts';
import { readingSheet, sayingSheet } from '../../../src/ui/sentences/readingSheet.ts';
import { noteOf } from '../../../src/ui/sentences/understood.ts';
import { FULL_SURPRISE, surpriseShare } from '../../../src/ui/sentences/wordColour.ts';

test('the tint grows with surprise and stays between none and full', () => {
  expect(surpriseShare(0)).toBe(0);
  expect(surpriseShare(-FULL_SURPRISE / 2)).toBe(0.5);
  expect(surpriseShare(-99)).toBe(1);
  expect(surpriseShare(Number.NEGATIVE_INFINITY)).toBe(1);
  expect(surpriseShare(Number.NaN)).toBe(1);
});

test('a reading has a row for every word, the end and KL', () => {
  const reading: SentenceReading = {
    step: 30,
    sentence: { words: ['they', 'sleep'], unknown: [], isCut: false },
    draws: 16,
    mixingSamples: 50,
    truth: null,
    models: [
      { id: 'sis-rnn', logProbabilities: [-1, -2, -0.5], kl: 0.25 },
      { id: 'rnn', logProbabilities: [-1.5, -2.5, -1], kl: null },
    ],
    done: true,
  };
  expect(readingSheet(reading, [newModel('sis-rnn', []), newModel('rnn', [])])).toEqual({
    title: 'log p of each word, nats, step 30',
    columns: ['word', 'SIS-RNN', 'RNN'],
    rows: [
      ['they', -1, -1.5],
      ['sleep', -2, -2.5],
      ['end', -0.5, -1],
      ['KL', 0.25, null],
    ],
  });
});

test('what was said has a row for every word, and says which were given', () => {
  const sentence = { words: ['they', 'sleep'], logProbabilities: [-1, -2, -3], ended: true };
  const broken = { words: ['they'], logProbabilities: [-1], ended: false };
  const sheet = sayingSheet(
    {
      step: 30,
      beginning: { words: ['they'], unknown: [], isCut: false },
      like: null,
      models: [{ id: 'vrnn', sentences: [sentence, broken] }],
      done: true,
    },
    [newModel('sis-rnn', []), newModel('vrnn', [])],
  );
  expect(sheet.rows).toEqual([
    ['VRNN', 1, 'they', 'given', -1],
    ['VRNN', 1, 'sleep', 'said', -2],
    ['VRNN', 1, 'end', 'said', -3],
    ['VRNN', 2, 'they', 'given', -1],
  ]);
});

test('what was not understood is told', () => {
  expect(noteOf({ words: [], unknown: [], isCut: false })).toBe('');
  expect(noteOf({ words: [], unknown: ['baker'], isCut: true })).toBe(
    'baker: not in the vocabulary, read as <unk>; longer than any sentence of the data: its end is left out',
  );
});

test('perplexity is a word’s share of the bound', () => {
  // Four tokens of probability 1/8 in two sentences.
  expect(perplexityOf(-2 * Math.log(8), 2, 4)).toBeCloseTo(8, 10);
});
