import { describe, expect, test } from 'vitest';
import type { Measurement } from '../../../src/state/measurements.ts';
import { paperTablesText } from '../../../src/text/en/paperTables.ts';
import {
  comparisonCsv,
  comparisonMarkdown,
  comparisonSheet,
  comparisons,
  elsewhere,
} from '../../../src/ui/tables/comparison.ts';
import { differencesOf, protocolOf, tableOf } from '../../../src/ui/tables/differences.ts';
import { PUBLISHED } from '../../../src/ui/tables/published.ts';

const MNIST =
  'MNIST idx file train-images-idx3-ubyte.gz: 60,000 images, 784 steps of one pixel, pixels as the file has them';
const PTB =
  'ptb.train.txt, ptb.valid.txt, ptb.test.txt: 42,068 / 3,370 / 3,761 sentences to learn from, validate and test, tokens between blanks, a vocabulary of 10,000, 78,669 + 3,761 ends in the test part, 6.0 % of its words unknown';
const whole: Measurement = {
  source: 'result.json',
  model: 'SIS-RNN',
  bound: 'iwae',
  particles: 50,
  mixingSamples: 20,
  mean: -72.5,
  stderr: 0.25,
  perplexity: null,
  split: 'test',
  sequences: 10_000,
  step: 780_000,
  hidden: 64,
  seed: 1,
  data: MNIST,
  interrupted: false,
};
const of = (change: Partial<Measurement>): Measurement => ({ ...whole, ...change });
const words = (change: Partial<Measurement>) => differencesOf(of(change)).join('; ');

describe('published numbers', () => {
  test('are those of the paper, as many columns in every row', () => {
    const figure = (table: string, model: string) =>
      PUBLISHED.find(({ name }) => name === table)!.rows.find((row) => row.model === model)!
        .figures;
    expect(figure('mnist', 'VRNN')).toEqual(['74.15']);
    expect(figure('mnist', 'SIS-RNN-64')).toEqual(['71.90']);
    expect(figure('mnist', 'SIS-RNN-128')).toEqual(['70.57']);
    expect(figure('handwriting', 'SIS-RNN')).toEqual(['−1973']);
    expect(figure('text', 'PTB: SIS-RNN')).toEqual(['101.2', '101.8', '1.6']);
    expect(PUBLISHED.map(({ rows }) => rows.length)).toEqual([17, 7, 9]);
    for (const { name, rows } of PUBLISHED)
      for (const { figures } of rows)
        expect(figures).toHaveLength(paperTablesText().tables[name].columns.length);
  });
});

describe('which table a measurement stands beside', () => {
  test.each([
    [MNIST, 'mnist'],
    [
      'Synthetic digits drawn from strokes (not MNIST), 28 rows of 28 pixels, on above 0.5',
      'mnist',
    ],
    [
      'binary file a.amat: 50,000 images, 784 steps of one pixel, pixels as the file has them',
      'mnist',
    ],
    ['lines (IAM-OnDB): 12,000 drawings, parts as the file says; standardised', 'handwriting'],
    ['Handwriting by 4 writers (a, b), letters after Hershey; standardised', 'handwriting'],
    [PTB, 'text'],
    ['Synthetic sentences of a grammar with 7 hidden factors (topic), 1,190 tokens', 'text'],
    ['Generator mirror: x = |z| + e', null],
    ['digits.csv: 4 series, 100 rows, channels a', null],
    ['', null],
  ])('%s: %s', (data, table) => {
    expect(tableOf(of({ data }))).toBe(table);
  });
});

describe('in what a measurement differs from the paper', () => {
  test('in nothing but the bound, where all else is as in the paper', () => {
    expect(differencesOf(whole)).toEqual([
      'an upper bound on NLL; which bound, K and N the paper used it does not say',
    ]);
    expect(differencesOf(of({ bound: 'exact' }))).toEqual([]);
  });

  test.each<readonly [string, Partial<Measurement>]>([
    [
      'synthetic digits, not MNIST',
      { data: MNIST.replace(/^MNIST.*?, /, 'Synthetic digits drawn, ') },
    ],
    [
      'does not call itself MNIST',
      { data: MNIST.replace('train-images-idx3-ubyte.gz', 'mine.idx') },
    ],
    ['row by row', { data: MNIST.replace('784 steps of one pixel', '28 rows of 28 pixels') }],
    [
      '14 × 14 cells',
      { data: MNIST.replace('one pixel', 'one cell, the mean grey of 2 × 2 pixels') },
    ],
    ['easier than the stochastic files', { data: MNIST.replace(/pixels as.*/, 'on above 0.5') }],
    [
      'coins of this run’s seed',
      { data: MNIST.replace(/pixels as.*/, 'each a coin with its grey') },
    ],
    ['100 test digits, not 10,000', { sequences: 100 }],
    ['400 training steps, where the paper’s', { step: 400 }],
    ['training steps not stated', { step: null }],
    ['GRU of 48', { hidden: 48 }],
    ['validation, not test', { split: 'validation' }],
    ['the run was interrupted', { interrupted: true }],
    ['synthetic handwriting', { data: 'Handwriting by one writer (a), letters after Hershey' }],
    ['not IAM-OnDB', { data: 'cats (QuickDraw ndjson): 10 drawings' }],
    ['cut off', { data: 'x (IAM-OnDB): 10 drawings, 3 cut off at 100 steps' }],
    ['each channel’s own scale', { data: 'x (IAM-OnDB): 10 drawings; dx and dy each by its own' }],
  ])('%s', (expected, change) => {
    expect(words(change)).toContain(expected);
    expect(words({})).not.toContain(expected);
  });

  test('a text is measured against the one it calls itself', () => {
    const ptb = { data: PTB, sequences: 3761 };
    expect(words(ptb)).toBe(words({}));
    expect(words({ ...ptb, sequences: 100 })).toContain('100 test sentences, not 3,761');
    const prose = PTB.replace('tokens between blanks', 'words of prose');
    expect(words({ ...ptb, data: prose })).toContain('tokens made anew');
    expect(words({ data: PTB.replaceAll('ptb', 'novel') })).toContain('neither PTB nor Yahoo');
    expect(words({ data: 'Synthetic sentences of a grammar' })).toContain('not comparable');
    const { measured } = comparisons([of({ ...ptb, mean: -101.5, perplexity: 102.4 })])[2]!;
    expect(measured[0]!.figure).toBe('≤ 101.50 ± 0.25, PPL ≤ 102.40');
  });

  test('the protocol names bound, N, K, sequences, step, seed, data and source', () => {
    expect(protocolOf(whole)).toBe(
      `IWAE, N = 50, K = 20; 10,000 sequences of test; training step 780,000; GRU 64; seed 1; ${MNIST}; result.json`,
    );
    expect(protocolOf(of({ mixingSamples: null, step: null, data: '' }))).toContain(
      'K not stated; 10,000 sequences of test; training steps not stated; GRU 64; seed 1; data not stated',
    );
  });
});

describe('tables side by side', () => {
  const exact = of({ model: 'RNN', bound: 'exact', mean: -90, stderr: Number.NaN });
  const mirror = of({ data: 'Generator mirror: x', mean: 12.5 });
  const all = [whole, exact, mirror];

  test('a bound is marked as one, an exact figure is not', () => {
    const [mnist, handwriting] = comparisons(all);
    expect(mnist!.measured.map(({ figure }) => figure)).toEqual(['≤ 72.50 ± 0.25', '90.00']);
    expect(handwriting!.measured).toEqual([]);
    expect(elsewhere(all).map(({ figure }) => figure)).toEqual(['≤ −12.50 ± 0.25']);
  });

  test('no row of the sheet has a published figure and a measured one', () => {
    const { columns, rows } = comparisonSheet(all);
    const [published, measured] = [columns.indexOf('published'), 3];
    expect(rows).toHaveLength(17 + 7 + 9 + 3);
    for (const row of rows)
      expect([row[published], row[measured]].filter((cell) => cell !== null)).toHaveLength(1);
    expect(rows.filter((row) => row[published] === null)).toHaveLength(3);
  });

  test('CSV quotes what needs it; Markdown has a table for each of the paper’s, all rows as wide as the head', () => {
    expect(comparisonCsv(all)).toContain('"IWAE, N = 50, K = 20;');
    const markdown = comparisonMarkdown([of({ source: 'a|b.json' })]);
    expect(markdown.match(/^## /gm)).toHaveLength(3);
    const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(lines.some((line) => line.includes('a\\|b.json'))).toBe(true);
    const width = (line: string) => line.replaceAll('\\|', '').split('|').length;
    expect(new Set(lines.map(width))).toEqual(new Set([6, 8]));
  });
});
