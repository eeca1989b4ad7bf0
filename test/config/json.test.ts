import { expect, test } from 'vitest';
import { checkJson, readJson } from '../../src/config/json.ts';

const limits = { characters: 40, depth: 3 };

test('JSON within its bounds is read', () => {
  expect(readJson('{"a":[{"b":1}]}', limits)).toEqual({ a: [{ b: 1 }] });
  expect(readJson('"x"', limits)).toBe('x');
});

test.each([
  ['too long', `"${'x'.repeat(39)}"`, 'it has 41 characters, and at most 40 are read'],
  ['no JSON', '{a:1}', 'it is not JSON'],
  ['too deep', '[[[[]]]]', 'nested more than 3 levels deep'],
  ['with __proto__', '{"a":{"__proto__":{"b":1}}}', 'a key __proto__, which is refused'],
  ['with constructor', '[{"constructor":1}]', 'a key constructor, which is refused'],
  ['with prototype', '{"prototype":1}', 'a key prototype, which is refused'],
])('%s it is refused with words', (_what, text, message) => {
  expect(() => readJson(text, limits)).toThrow(message);
});

test('a hundred thousand levels are refused without a stack of them', () => {
  let deep: unknown = 0;
  for (let i = 0; i < 100_000; i++) deep = { a: deep };
  expect(() => checkJson(deep, 8)).toThrow('nested more than 8 levels deep');
});
