import { expect, test } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import type { EstimateReport } from '../../../src/protocol.ts';
import {
  askedWords,
  figureNote,
  overWords,
  refusalOf,
} from '../../../src/ui/estimates/estimateRows.ts';

const { experiment } = presetNamed('mirror')!;
const request = { estimator: 'fivo', particles: 1000, mixingSamples: 20, sequences: 100 } as const;
const report: EstimateReport = {
  request,
  experiment,
  data: 'Mirror',
  sequences: 100,
  testCount: 1000,
  tokens: null,
  step: 1200,
  models: [],
  exact: null,
};

test('K, N, the number of sequences and the step stand beside every figure', () => {
  expect(askedWords(request)).toBe('FIVO, N = 1,000, K = 20');
  expect(overWords(report)).toBe('first 100 of 1,000 test sequences, training step 1,200');
  expect(overWords({ ...report, sequences: 1000 })).toContain('all 1,000 test sequences');
});

test('a figure says where it is exact, and where its K is another', () => {
  const figure = { model: experiment.models[0]!, mean: -3, stderr: 1, belowExact: null };
  const of = (bound: 'fivo' | 'exact', mixingSamples: number | null) =>
    figureNote({ ...figure, bound, particles: 1000, mixingSamples }, request);
  expect([of('fivo', 20), of('fivo', 0), of('exact', null)]).toEqual(['', 'K = 0', 'exact']);
});

test('only FIVO is refused, and only for sentences, with the reason', () => {
  expect(refusalOf('fivo', 'sequence')).toBeNull();
  for (const name of ['elbo', 'iwae'] as const) expect(refusalOf(name, 'sentence')).toBeNull();
  expect(refusalOf('fivo', 'sentence')).toContain('a sentence has one z');
});
