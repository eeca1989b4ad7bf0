import { expect, test } from 'vitest';
import { article, noun, verb } from '../../../src/data/text/inflection.ts';

test.each([
  ['cake', 'cakes'],
  ['story', 'stories'],
  ['essay', 'essays'],
  ['glass', 'glasses'],
  ['match', 'matches'],
  ['man/men', 'men'],
  ['sheep/sheep', 'sheep'],
])('the plural of %s is %s', (written, plural) => {
  expect(noun(written).plural).toBe(plural);
});

test.each([
  ['bake', 'bakes baked baked baking'],
  ['stir', 'stirs stirred stirred stirring'],
  ['study', 'studies studied studied studying'],
  ['play', 'plays played played playing'],
  ['boil', 'boils boiled boiled boiling'],
  ['wash', 'washes washed washed washing'],
  ['argue', 'argues argued argued arguing'],
  ['swallow', 'swallows swallowed swallowed swallowing'],
  ['sing/sang/sung', 'sings sang sung singing'],
  ['lead/led', 'leads led led leading'],
  ['run/ran/run', 'runs ran run running'],
])('the forms of %s are %s', (written, forms) => {
  const { third, past, participle, gerund } = verb(written);
  expect([third, past, participle, gerund].join(' ')).toBe(forms);
});

test('a or an is by sound', () => {
  expect(['egg', 'useful', 'uncle', 'cook', 'oven', 'useless'].map(article)).toEqual([
    ...['an', 'a', 'an', 'a', 'an', 'a'],
  ]);
});
