import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import type { Settings } from '../../../src/config/settings.ts';
import type { Split } from '../../../src/data/dataset.ts';
import { datasetFrom, importFile, importFiles } from '../../../src/data/importer.ts';
import { memorySource } from '../../../src/data/source.ts';
import { EOS, UNKNOWN } from '../../../src/data/text/vocabulary.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const settings = (differences: Partial<Settings>): Settings => ({
  ...presetNamed('text')!.experiment.settings,
  ...differences,
});
const read = (files: Readonly<Record<string, string>>) =>
  importFiles(Object.entries(files).map(([name, text]) => memorySource(bytes(text), name)));
const sentences = (split: Split) =>
  Array.from({ length: split.count }, (_, i) => split.batch([i], 0));

// Like Mikolov's files: a blank before and after, <unk> and N in the text already.
const ptb = {
  'ptb.train.txt': ` no it was n't <unk> \n the company said N \n${' the market fell N %\n'.repeat(20)}`,
  'ptb.valid.txt': ' the company fell \n',
  'ptb.test.txt': ' the dollar said <unk> \n it fell N N \n',
};

describe('Penn Treebank files', () => {
  const made = read(ptb).then((file) =>
    datasetFrom({ ...presetNamed('ptb')!.experiment.settings }, file),
  );

  test('have their parts by name, and counts of words, ends and unknown words', async () => {
    const { train, validation, test: held, text, vocabulary, steps } = await made;
    expect([train.count, validation.count, held.count]).toEqual([22, 1, 2]);
    expect(text!.counts).toEqual({
      train: { sentences: 22, words: 5 + 4 + 20 * 5, unknown: 1 },
      validation: { sentences: 1, words: 3, unknown: 0 },
      test: { sentences: 2, words: 8, unknown: 2 },
    });
    // no it was n't the company said N market fell %, the end and <unk>
    expect(vocabulary).toBe(13);
    expect(steps).toBe(128);
    expect(text!.vocabulary.words.slice(0, 2)).toEqual(['<eos>', '<unk>']);
    expect(text!.truth).toBeNull();
  });

  test('are batched with the end of each sentence under the mask and padding outside', async () => {
    const { validation, train, text } = await made;
    const batch = validation.batch([0], 0);
    expect([batch.steps, batch.size, batch.channels]).toEqual([8, 1, 1]);
    expect(text!.vocabulary.decode(batch.x)).toBe('the company fell');
    expect([...batch.mask!]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(batch.x[3]).toBe(EOS);
    const two = train.batch([0, 1], 0);
    const length = (b: number) =>
      Array.from({ length: two.steps }, (_, t) => two.mask![t * 2 + b]!).reduce((a, m) => a + m);
    expect([length(0), length(1)]).toEqual([train.stepsOf!(0), train.stepsOf!(1)]);
    expect(() => train.batch([22], 0)).toThrow('sentence 22: a whole number below 22');
  });

  test('say what they are', async () => {
    expect((await made).description).toBe(
      'ptb.train.txt, ptb.valid.txt, ptb.test.txt: 22 / 1 / 2 sentences to learn from, validate and test, tokens between blanks, a vocabulary of 13, 8 + 2 ends in the test part, 25.0 % of its words unknown',
    );
  });
});

test('a labelled Yahoo file loads without its labels, whatever words are called there', async () => {
  const lines = (count: number) => '3\thow do i boil an egg ?\n'.repeat(count);
  const file = await read({
    'yahoo.train.txt': lines(30),
    'yahoo.valid.txt': lines(3),
    'yahoo.test.txt': lines(4),
  });
  const { text, train } = datasetFrom(presetNamed('yahoo')!.experiment.settings, file);
  expect(text!.counts.test).toEqual({ sentences: 4, words: 28, unknown: 0 });
  expect(text!.vocabulary.decode(train.batch([0], 0).x)).toBe('how do i boil an egg ?');
});

describe('a text in one file', () => {
  const numbers = 'one two three four five six seven eight nine ten'.split(' ');
  const lines = Array.from(
    { length: 100 },
    (_, i) => `${numbers.slice(0, 1 + (i % 10)).join(' ')} .`,
  );
  const file = importFile('mine.txt', bytes(lines.join('\n')));

  test('is parted by the seed: a fifth at most for the test, a tenth for validation', async () => {
    const one = datasetFrom(settings({}), await file);
    expect([one.train.count, one.validation.count, one.test.count]).toEqual([70, 10, 20]);
    const same = datasetFrom(settings({}), await file);
    const other = datasetFrom(settings({ seed: 9 }), await file);
    expect(sentences(same.test)).toEqual(sentences(one.test));
    expect(sentences(other.test)).not.toEqual(sentences(one.test));
  });

  test('leaves out longer sentences or cuts them, and says how many', async () => {
    // Numbers up to seven, a full stop and the end are 9 tokens; 30 sentences have more.
    const shorter = datasetFrom(settings({ sequenceLength: 9 }), await file);
    const count = ({ train, validation, test: held }: typeof shorter) =>
      train.count + validation.count + held.count;
    expect(count(shorter)).toBe(70);
    expect(shorter.description).toContain('30 longer than 9 left out');
    const cut = datasetFrom(settings({ sequenceLength: 9, longSentences: 'cut' }), await file);
    expect(count(cut)).toBe(100);
    expect(cut.description).toContain('30 longer than 9 cut off');
    for (const { x, mask, steps } of sentences(cut.train)) {
      expect(steps).toBeLessThanOrEqual(9);
      const ends = Array.from(x, (token, t) => token === EOS && mask![t] === 1);
      expect(ends.filter(Boolean)).toHaveLength(1);
    }
  });

  test('knows the most frequent words of the training part only', async () => {
    const {
      text,
      vocabulary,
      test: held,
    } = datasetFrom(settings({ vocabularySize: 5 }), await file);
    expect(vocabulary).toBe(5);
    expect(text!.vocabulary.words.slice(2).sort()).toEqual(['.', 'one', 'two']);
    const unknown = sentences(held).reduce(
      (sum, { x }) => sum + x.filter((token) => token === UNKNOWN).length,
      0,
    );
    expect(text!.counts.test!.unknown).toBe(unknown);
    expect(unknown).toBeGreaterThan(0);
  });

  test('in which too few are short enough is refused, with what to do', async () => {
    const imported = await file;
    expect(() => datasetFrom(settings({ sequenceLength: 2 }), imported)).toThrow(
      'mine.txt: 0 sentences of at most 2 tokens for train, and at least 10 needed; 100 are longer: raise the sequence length',
    );
    const few = await importFile('few.txt', bytes('one two\nthree four\n'));
    expect(() => datasetFrom(settings({}), few)).toThrow('few.txt: 0 sentences');
  });
});

const names = '../shared/data/text/names.txt';
test.skipIf(!existsSync(names))(`first names letter by letter (${names})`, async () => {
  const file = await importFile('names.txt', new Uint8Array(readFileSync(names)));
  const made = datasetFrom(presetNamed('names')!.experiment.settings, file);
  expect(made.vocabulary).toBe(28);
  expect(made.train.count + made.validation.count + made.test.count).toBe(32033);
  const { counts, vocabulary } = made.text!;
  expect(counts.train!.unknown + counts.test!.unknown).toBe(0);
  const letters = counts.train!.words / counts.train!.sentences;
  expect(letters).toBeGreaterThan(5.5);
  expect(letters).toBeLessThan(6.5);
  expect(vocabulary.decode(made.test.batch([0], 0).x)).toMatch(/^[a-z]+$/);
});
