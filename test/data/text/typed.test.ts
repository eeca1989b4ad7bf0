import { expect, test } from 'vitest';
import { typedTokens } from '../../../src/data/text/typed.ts';
import { UNKNOWN, Vocabulary } from '../../../src/data/text/vocabulary.ts';

const grammar = new Vocabulary(['the', 'cook', 'sleeps', '.', 'N', 'IBM'], 'tokenised');

test('capitals and marks need not be set as the text has them', () => {
  const { tokens, unknown } = typedTokens('The cook  sleeps.', grammar, 9);
  expect(tokens).toEqual([2, 3, 4, 5]);
  expect(unknown).toEqual([]);
});

test('a word the vocabulary has as it is stays so', () => {
  expect(typedTokens('IBM N', grammar, 9).tokens).toEqual([7, 6]);
});

test('what is not in the vocabulary is <unk>, and named once', () => {
  const { tokens, unknown } = typedTokens('the Baker and the baker', grammar, 9);
  expect(tokens).toEqual([2, UNKNOWN, UNKNOWN, 2, UNKNOWN]);
  expect(unknown).toEqual(['baker', 'and']);
});

test('what is too long is cut, and it is said', () => {
  expect(typedTokens('the cook sleeps .', grammar, 2)).toEqual({
    tokens: [2, 3],
    unknown: [],
    isCut: true,
  });
  expect(typedTokens('the cook', grammar, 2).isCut).toBe(false);
});

test('characters are taken one by one', () => {
  const letters = new Vocabulary(['a', 'n', 'A'], 'characters');
  expect(typedTokens(' Anna ', letters, 9).tokens).toEqual([4, 3, 3, 2]);
  expect(typedTokens('', letters, 9).tokens).toEqual([]);
  expect(typedTokens('NaB', letters, 9)).toMatchObject({ tokens: [3, 2, UNKNOWN], unknown: ['B'] });
});
