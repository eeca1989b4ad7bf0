/** What a data set is, in English for files and in the language of the page for people. */
import { afterEach, expect, test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import { fromHandwriting } from '../../src/data/pen/handwriting.ts';
import { WRITERS } from '../../src/data/pen/writers.ts';
import { fromSentences } from '../../src/data/text/sentences.ts';
import { dataSetsText } from '../../src/text/en/dataSets.ts';
import { speak } from '../../src/text/speak.ts';

afterEach(() => speak('en'));

const made = {
  handwriting: () =>
    fromHandwriting({ ...presetNamed('handwriting')!.experiment.settings, writers: 2 }),
  sentences: () => fromSentences({ seed: 1, sequenceLength: 40, validationSize: 4, testSize: 4 }),
};

test('the line of a file is English whatever the page speaks', async () => {
  const english = [made.handwriting(), made.sentences()].map(({ description }) => description);
  expect(english[0]).toBe(
    'Handwriting by 2 writers (upright print, slanted script), letters after Hershey; standardised, one scale for dx and dy',
  );
  await speak('zh');
  expect(made.handwriting().description).toBe(english[0]);
  expect(made.sentences().description).toBe(english[1]);
});

test('people are told in their language, whichever it was when the data were made', async () => {
  const { description, facts } = made.handwriting();
  expect(dataSetsText().line(facts!)).toBe(description);
  await speak('zh');
  expect(dataSetsText().line(facts!)).toBe(
    '2 位书写者的手写（直立印刷体、倾斜连笔），字形取自 Hershey；已标准化，dx 和 dy 用同一尺度',
  );
  const writers = WRITERS.map(({ name }) => name);
  const all = dataSetsText().line({ kind: 'handwriting', writers, normaliser: 'pooled' });
  for (const name of writers) expect(all).not.toContain(name);
  const told = dataSetsText().line(made.sentences().facts!);
  expect(told).toMatch(/^由语法合成的句子，有 7 个隐藏因子（话题、.*），[\d,]+ 个词元$/);
  // Every factor of the grammar has a word of its own.
  expect(told).not.toMatch(/[a-z]/);
});
