import { afterEach, expect, test } from 'vitest';
import { FACTOR_NAMES, FACTORS } from '../../../src/data/text/grammar.ts';
import { speak } from '../../../src/text/speak.ts';
import { factorName, factorValue } from '../../../src/ui/sentences/factorWords.ts';

afterEach(() => speak('en'));

const values = [...new Set(FACTOR_NAMES.flatMap((name) => [...FACTORS[name]]))];

test('in English factors and their values go by the names of the data', () => {
  expect(FACTOR_NAMES.map(factorName)).toEqual(FACTOR_NAMES);
  expect(values.map(factorValue)).toEqual(values);
});

test('in Chinese every factor of the grammar and every value has a word of its own', async () => {
  await speak('zh');
  for (const word of [...FACTOR_NAMES.map(factorName), ...values.map(factorValue)])
    expect(word).toMatch(/^\p{Script=Han}+$/u);
  expect(new Set(values.map(factorValue)).size).toBe(values.length);
});

test('what has no word keeps its name', async () => {
  await speak('zh');
  expect(factorName('voice')).toBe('voice');
  expect(factorValue('toString')).toBe('toString');
});
