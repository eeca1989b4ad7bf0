import { describe, expect, test } from 'vitest';
import {
  EOS,
  type TokenKind,
  tokensOf,
  UNKNOWN,
  Vocabulary,
  WordCounts,
} from '../../../src/data/text/vocabulary.ts';

const counted = (lines: readonly string[], kind: TokenKind) => {
  const counts = new WordCounts();
  for (const line of lines) for (const word of tokensOf(line, kind)) counts.add(word);
  return counts;
};

describe('the tokens of a line', () => {
  test('of prose are words in small letters, with apostrophes and hyphens, numbers and marks', () => {
    expect(tokensOf(`Don't the twenty-one "Élan" cost 1,299.50 $?`, 'words')).toEqual([
      ...["don't", 'the', 'twenty-one', '"', 'élan', '"', 'cost', '1,299.50', '$', '?'],
    ]);
  });

  test('of a tokenised line are what its blanks separate, as it is', () => {
    expect(tokensOf(" no it was n't <unk> N Mr.  ", 'tokenised')).toEqual([
      ...['no', 'it', 'was', "n't", '<unk>', 'N', 'Mr.'],
    ]);
  });

  test('of characters are code points, runs of blanks one', () => {
    expect(tokensOf(' a  b🙂 ', 'characters')).toEqual(['a', ' ', 'b', '🙂']);
  });
});

describe('a vocabulary', () => {
  const lines = ['b a b', 'c b a d', 'b <unk> <eos>', '_UNK _UNK _UNK _UNK'];

  test('has EOS, <unk>, then the words by frequency and, equally frequent, by code units', () => {
    const { words, size } = counted(lines, 'tokenised').vocabulary('tokenised');
    expect(words).toEqual(['<eos>', '<unk>', 'b', 'a', '<eos>', 'c', 'd']);
    expect(size).toBe(7);
  });

  test('of at most 4 tokens keeps the two most frequent words, and the others are unknown', () => {
    const vocabulary = counted(lines, 'tokenised').vocabulary('tokenised', 4);
    expect(vocabulary.size).toBe(4);
    expect(vocabulary.encode('a d _UNK b')).toEqual([3, UNKNOWN, UNKNOWN, 2, EOS]);
    expect(vocabulary.decode([3, UNKNOWN, 2, EOS, 3])).toBe('a <unk> b');
  });

  test.each(['words', 'tokenised', 'characters'] as const)(
    '%s come back as they were where all are known',
    (kind) => {
      const line = 'the cat sat on the mat';
      const vocabulary = counted([line], kind).vocabulary(kind);
      expect(vocabulary.decode(vocabulary.encode(line))).toBe(line);
    },
  );

  test('ends a sentence at no word of the text', () => {
    const vocabulary = counted(lines, 'tokenised').vocabulary('tokenised');
    expect(vocabulary.encode('<eos>').slice(0, -1)).not.toContain(EOS);
  });

  test('refuses numbers that are no tokens, and a word given twice', () => {
    const vocabulary = new Vocabulary(['a'], 'words');
    expect(() => vocabulary.decode([3])).toThrow('token 3: 0 to 2');
    expect(() => new Vocabulary(['a', 'a'], 'words')).toThrow(RangeError);
  });
});
