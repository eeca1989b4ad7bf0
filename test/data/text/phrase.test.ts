import { expect, test } from 'vitest';
import {
  anyOf,
  choice,
  draw,
  expectedCounts,
  maybe,
  type Phrase,
  probabilityOf,
  sequence,
  shared,
} from '../../../src/data/text/phrase.ts';
import { fillUniform, stream } from '../../../src/rng.ts';

/** Every way to draw a phrase, with its probability. */
function ways(phrase: Phrase): { words: string[]; probability: number }[] {
  if (phrase.kind === 'word') return [{ words: [phrase.word], probability: 1 }];
  if (phrase.kind === 'choice')
    return phrase.options.flatMap((option, i) =>
      ways(option).map(({ words, probability }) => ({
        words,
        probability: probability * phrase.probabilities[i]!,
      })),
    );
  return phrase.parts.reduce(
    (sofar, part) =>
      sofar.flatMap((before) =>
        ways(part).map((after) => ({
          words: [...before.words, ...after.words],
          probability: before.probability * after.probability,
        })),
      ),
    [{ words: [] as string[], probability: 1 }],
  );
}

// "a a" can be drawn in several ways, and so can "a".
const ambiguous = sequence(
  maybe(0.3, 'a'),
  choice([
    ['a', 2],
    ['a a', 1],
    [anyOf(['b', sequence('c', maybe(0.5, 'a'))]), 1],
  ]),
);

function sentences(): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { words, probability } of ways(ambiguous)) {
    const sentence = words.join(' ');
    sums.set(sentence, (sums.get(sentence) ?? 0) + probability);
  }
  return sums;
}

test('the probability of a sentence is that of all ways to it, and all sentences together have 1', () => {
  const all = sentences();
  expect(all.size).toBeGreaterThan(4);
  let total = 0;
  for (const [sentence, probability] of all) {
    total += probability;
    expect(probabilityOf(ambiguous, sentence.split(' '))).toBeCloseTo(probability, 12);
  }
  expect(total).toBeCloseTo(1, 12);
  for (const other of [[], ['b', 'b'], ['a', 'a', 'a', 'a'], ['c', 'a', 'b']])
    expect(probabilityOf(ambiguous, other)).toBe(0);
});

test('sentences are drawn as often as their probability says', () => {
  const uniforms = fillUniform(new Float32Array(40000), stream(5, 'test/phrase'), 4);
  let used = 0;
  const drawn = new Map<string, number>();
  const count = 8000;
  for (let i = 0; i < count; i++) {
    const sentence = draw(ambiguous, () => uniforms[used++]!).join(' ');
    drawn.set(sentence, (drawn.get(sentence) ?? 0) + 1);
  }
  for (const [sentence, p] of sentences()) {
    const standardError = Math.sqrt((p * (1 - p)) / count);
    expect(Math.abs((drawn.get(sentence) ?? 0) / count - p)).toBeLessThan(4 * standardError);
  }
});

test('the expected number of each word is the sum over all sentences', () => {
  const counts = new Map<string, number>();
  for (const { words, probability } of ways(ambiguous))
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + probability);
  const expected = expectedCounts(ambiguous);
  expect([...expected.keys()].sort()).toEqual([...counts.keys()].sort());
  for (const [word, times] of counts) expect(expected.get(word)).toBeCloseTo(times, 12);
});

test('what weighs nothing is left out, and a choice of nothing is refused', () => {
  expect(
    choice([
      ['a', 1],
      ['b', 0],
    ]),
  ).toEqual({ kind: 'word', word: 'a' });
  expect(() => choice([['a', 0]])).toThrow('a choice of nothing');
});

test('a shared part is built once for a key', () => {
  let built = 0;
  const part = shared(
    (n: number) => `${n % 2}`,
    (n) => {
      built++;
      return n;
    },
  );
  expect([part(1), part(3), part(2)]).toEqual([1, 1, 2]);
  expect(built).toBe(2);
});
