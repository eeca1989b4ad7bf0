import { describe, expect, test } from 'vitest';
import {
  drawSentence,
  FACTOR_NAMES,
  FACTORS,
  factorsGiven,
  grammarVocabulary,
  sentenceLogProbability,
} from '../../../src/data/text/grammar.ts';
import { article } from '../../../src/data/text/inflection.ts';

const drawn = Array.from({ length: 4000 }, (_, i) => drawSentence(1, 'train', i));
const place = (name: (typeof FACTOR_NAMES)[number]) => FACTOR_NAMES.indexOf(name);
const factorOf = ({ factors }: (typeof drawn)[number], name: (typeof FACTOR_NAMES)[number]) =>
  FACTORS[name][factors[place(name)]!];
const logP = (sentence: string) => sentenceLogProbability(sentence.split(' '));

describe('sentences of the grammar', () => {
  test('are the same for the same seed, part and index, and others for others', () => {
    expect(drawSentence(1, 'train', 7)).toEqual(drawn[7]);
    const texts = [drawSentence(2, 'train', 7), drawSentence(1, 'test', 7), drawn[8]!].map(
      ({ words }) => words.join(' '),
    );
    expect(texts).not.toContain(drawn[7]!.words.join(' '));
    expect(() => drawSentence(1, 'train', -1)).toThrow('sentence -1 of train');
  });

  test('are no toy: a thousand words, and hardly one sentence twice', () => {
    const vocabulary = grammarVocabulary();
    expect(vocabulary.size).toBeGreaterThan(1000);
    const texts = new Set(drawn.map(({ words }) => words.join(' ')));
    expect(texts.size).toBeGreaterThan(0.97 * drawn.length);
    for (const { words } of drawn)
      for (const word of words) expect(vocabulary.tokenOf(word)).toBeGreaterThan(1);
  });

  test('end with the mark of their mood', () => {
    for (const sentence of drawn) {
      const mark = sentence.words.at(-1);
      const mood = factorOf(sentence, 'mood');
      if (mood === 'statement') expect(mark).toBe('.');
      else if (mood === 'question') expect(mark).toBe('?');
      else expect(['!', '.']).toContain(mark);
    }
  });

  test('agree: a or an by the next word, he is, they are, these cakes', () => {
    const pairs = drawn.flatMap(({ words }) => words.slice(1).map((next, i) => [words[i]!, next]));
    const nextTo = (first: string) =>
      new Set(pairs.filter(([a]) => a === first).map(([, b]) => b!));
    for (const next of nextTo('a')) expect(article(next)).toBe('a');
    for (const next of nextTo('an')) if (next !== 'hour') expect(article(next)).toBe('an');
    // After a question's auxiliary he may stand before anything; first in a statement not.
    const openers = drawn.filter(({ words }) => words.at(-1) === '.').map(({ words }) => words);
    const following = (subject: string) =>
      new Set(openers.filter(([first]) => first === subject).map(([, second]) => second!));
    for (const wrong of ['are', 'were', 'have', 'do', 'am'])
      for (const subject of ['he', 'she']) expect(following(subject)).not.toContain(wrong);
    for (const wrong of ['is', 'was', 'has', 'does', 'am'])
      for (const subject of ['they', 'we', 'you']) expect(following(subject)).not.toContain(wrong);
    expect(following('i').size).toBeGreaterThan(5);
  });

  test('have their factors as often as they should, and words that betray them', () => {
    const share = (name: (typeof FACTOR_NAMES)[number], value: string) =>
      drawn.filter((sentence) => factorOf(sentence, name) === value).length / drawn.length;
    const error = 4 * Math.sqrt(0.25 / drawn.length);
    expect(Math.abs(share('mood', 'statement') - 0.7)).toBeLessThan(error);
    expect(Math.abs(share('tone', 'warm') - 0.5)).toBeLessThan(error);
    expect(Math.abs(share('polarity', 'negative') - 0.25)).toBeLessThan(error);
    expect(Math.abs(share('topic', 'sea') - 1 / 8)).toBeLessThan(error);
    expect(share('tense', 'none')).toBe(share('mood', 'command'));
    const tensesWith = (word: string) =>
      new Set(
        drawn.filter(({ words }) => words.includes(word)).map((found) => factorOf(found, 'tense')),
      );
    expect(tensesWith('yesterday')).toEqual(new Set(['past']));
    expect(tensesWith('tomorrow')).toEqual(new Set(['future']));
    const topicsWith = (word: string) =>
      new Set(
        drawn.filter(({ words }) => words.includes(word)).map((found) => factorOf(found, 'topic')),
      );
    expect(topicsWith('sailor')).toEqual(new Set(['sea']));
  });
});

describe('what a sentence says of its factors', () => {
  const given = (sentence: string, name: (typeof FACTOR_NAMES)[number]) =>
    factorsGiven(sentence.split(' '))[place(name)]!;

  test('is certain where its words are', () => {
    const sentence = 'yesterday , the sailors did not steer the leaky boat .';
    const certain = (name: (typeof FACTOR_NAMES)[number], value: string) => {
      const at = (FACTORS[name] as readonly string[]).indexOf(value);
      expect(given(sentence, name)[at]).toBeCloseTo(1, 12);
    };
    certain('topic', 'sea');
    certain('tense', 'past');
    certain('polarity', 'negative');
    certain('number', 'plural');
    certain('form', 'action');
  });

  test('is in doubt where they are: of its tone one adjective tells, none tells nothing', () => {
    const cool = FACTORS.tone.indexOf('cool');
    expect(given('the leaky boat was sunk .', 'tone')[cool]).toBeCloseTo(0.85, 12);
    expect(given('the boat was sunk .', 'tone')[cool]).toBeCloseTo(0.5, 12);
    const topics = given('is anna very happy ?', 'topic');
    for (const probability of topics) expect(probability).toBeCloseTo(1 / 8, 12);
  });

  test('is right as often as it says', () => {
    // Given the sentence, the probability that its true tone was given is on average the sum of squares.
    const excess = drawn.slice(0, 400).map(({ words, factors }) => {
      const tones = factorsGiven(words)[place('tone')]!;
      return tones[factors[place('tone')]!]! - tones.reduce((sum, p) => sum + p * p, 0);
    });
    const mean = excess.reduce((sum, e) => sum + e, 0) / excess.length;
    const variance = excess.reduce((sum, e) => sum + (e - mean) ** 2, 0) / excess.length;
    expect(variance).toBeGreaterThan(0);
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / excess.length));
    for (const { words, factors } of drawn.slice(0, 100))
      factorsGiven(words).forEach((probabilities, i) => {
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10);
        expect(probabilities[factors[i]!]).toBeGreaterThan(0);
      });
  });
});

describe('log p', () => {
  test('is finite for what was drawn', () => {
    for (const { words } of drawn.slice(0, 150))
      expect(sentenceLogProbability(words)).toBeGreaterThan(-100);
  });

  test.each([
    ['the cook are tired .', 'the cook is tired .'],
    ['a egg is boiled .', 'an egg is boiled .'],
    ['the cake was boiled .', 'the cake was baked .'],
    ['will you eat yesterday ?', 'will you eat tomorrow ?'],
    ['the sailor baked it .', 'the baker baked it .'],
    ['eat', 'eat !'],
  ])('knows no "%s", but "%s"', (wrong, right) => {
    expect(logP(wrong)).toBe(-Infinity);
    expect(logP(right)).toBeGreaterThan(-30);
  });

  test('of a sentence with few words in it is as often as it is drawn', () => {
    // Of one topic's commands: 0.1 commands, 1/8 of the topics, 1/4 without objects, 3/4 affirmative ...
    const p = Math.exp(logP('eat !'));
    const affirmative = 0.75;
    const plain = 0.75 * 0.65;
    const alone = 0.75 * 0.75; // neither manner nor place
    const oneOfFour = 0.25;
    expect(p).toBeCloseTo((0.1 * 0.25 * affirmative * plain * alone * oneOfFour) / 8, 10);
  });
});
