import { expect, test } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import { datasetFrom } from '../../../src/data/importer.ts';
import { drawSentence, FACTOR_NAMES } from '../../../src/data/text/grammar.ts';
import { Batches } from '../../../src/train/batches.ts';

const { settings } = presetNamed('sentences')!.experiment;
const made = datasetFrom({ ...settings, testSize: 50, validationSize: 20 }, null);

test('the sentences of the grammar come as tokens, without end, and held out ones as many as asked', () => {
  expect([made.train.count, made.validation.count, made.test.count]).toEqual([Infinity, 20, 50]);
  expect(made.observation).toBe('tokens');
  expect(made.vocabulary).toBe(made.text!.vocabulary.size);
  const batch = made.test.batch([3, 4], 0);
  const tokens = (b: number) => Array.from({ length: batch.steps }, (_, t) => batch.x[t * 2 + b]!);
  for (const b of [0, 1]) {
    const { words } = drawSentence(settings.seed, 'test', 3 + b);
    expect(made.text!.vocabulary.decode(tokens(b))).toBe(words.join(' '));
    expect(made.test.stepsOf!(3 + b)).toBe(words.length + 1);
  }
  expect(() => made.test.batch([50], 0)).toThrow('sentence 50');
});

test('each has its factors and the log of its probability', () => {
  const truth = made.text!.truth!;
  expect(truth.factors.map(({ name }) => name)).toEqual(FACTOR_NAMES);
  for (let i = 0; i < 20; i++) {
    expect(truth.factorsOf('test', i)).toEqual(drawSentence(settings.seed, 'test', i).factors);
    expect(truth.logProbability('test', i)).toBeLessThan(-5);
    expect(truth.logProbability('test', i)).toBeGreaterThan(-100);
  }
});

test('longer ones than the sequence length are cut off, and it is said of how many', () => {
  const short = datasetFrom(
    { ...settings, testSize: 50, validationSize: 20, sequenceLength: 8 },
    null,
  );
  expect(short.description).toMatch(/of 70 held out \d+ cut off at 8 tokens$/);
  for (let i = 0; i < 50; i++) expect(short.test.stepsOf!(i)).toBeLessThanOrEqual(8);
});

test('batches gather sentences of like length', () => {
  const batches = new Batches(made.train, 1);
  let padding = 0;
  let all = 0;
  for (let i = 0; i < 16; i++) {
    const { mask } = batches.next(32);
    all += mask!.length;
    padding += mask!.filter((m) => m === 0).length;
  }
  expect(padding / all).toBeLessThan(0.25);
});
