import { afterEach, expect, test } from 'vitest';
import { habitsText } from '../../src/text/en/habits.ts';
import { language, onLanguage } from '../../src/text/language.ts';
import { speak } from '../../src/text/speak.ts';

afterEach(() => speak('en'));

test('of two quick choices the last is spoken, though the words of the first come later', async () => {
  await Promise.all([speak('zh'), speak('en')]);
  expect([language(), habitsText()]).toEqual(['en', habitsText.english]);
});

test('of three quick choices the last is spoken, and becomes the language once', async () => {
  const heard: string[] = [];
  const deaf = onLanguage(() => heard.push(language()));
  await Promise.all([speak('zh'), speak('en'), speak('zh')]);
  deaf();
  expect([language(), heard]).toEqual(['zh', ['en', 'zh']]);
  expect(habitsText().title).not.toBe(habitsText.english.title);
});
