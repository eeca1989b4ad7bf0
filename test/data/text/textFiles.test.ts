import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { blobSource, memorySource, type Source } from '../../../src/data/source.ts';
import {
  isText,
  MAX_TEXT_LINES,
  readText,
  TEXT_HEAD_BYTES,
  textPart,
} from '../../../src/data/text/textFiles.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const named = (name: string, text: string) => memorySource(bytes(text), name);
const isTextOf = (text: string) => isText(bytes(text).subarray(0, TEXT_HEAD_BYTES));

describe('what begins like sentences', () => {
  test.each([
    ['names', 'emma\nolivia\nava\n'],
    ['Penn Treebank', ' aer banknote berlitz \n pierre <unk> N years old will join the board \n'],
    [
      'sentences with numbers, now and then between commas',
      `It was 3, they said.\n${'In 1984, war began.\n'.repeat(9)}Then, 5, 6, go home.\n`,
    ],
    ['labelled sentences', '3\twhy is the sky blue ?\n7\tis he ill , or not ?\n'],
    ['one sentence', 'the cat sat'],
    ['a paragraph longer than is looked at', 'word '.repeat(5000)],
    ['letters beyond ASCII, cut in two', 'é'.repeat(5).concat('\n').repeat(4000)],
  ])('%s', (_what, text) => {
    expect(isTextOf(text)).toBe(true);
  });

  test.each([
    ['a table', 't,y\n0,1.5\n1,2\n'],
    ['a table of names and numbers', 'name;value\nanna;3\npeter;4.5\n'],
    [
      'a table that names its series',
      'land,year,x\nUnited States of America,1960,3.1\nCosta Rica,1960,2\n',
    ],
    ['a table with whole numbers first', 'id\tx\n1\t2.5\n2\t3.5\n'],
    ['one column of numbers', 'a\n1\nx'],
    ['numbers between blanks', 'a b\n1 2\n3 4\n'],
    ['a header alone', 't,y'],
    ['a list of forms of IAM-OnDB', 'a01-000u\na01-000x\na01-003\n'],
    ['nothing', ''],
  ])('but not %s', (_what, text) => {
    expect(isTextOf(text)).toBe(false);
  });

  test('nor binary, nor another encoding than UTF-8', () => {
    expect(isText(new Uint8Array([104, 105, 10, 0, 104, 105]))).toBe(false);
    expect(isText(new Uint8Array([0x61, 0x0a, 0xe9, 0x0a, 0x61]))).toBe(false);
  });
});

test('the part is in the name', () => {
  expect(
    ['data/ptb.train.txt', 'ptb.valid.txt', 'test.txt', 'yahoo-dev.txt', 'contest.txt'].map(
      textPart,
    ),
  ).toEqual(['train', 'validation', 'test', 'validation', null]);
});

describe('reading', () => {
  test('leaves out blank lines and the ends of lines of any kind, and needs no last one', async () => {
    const { parts } = await readText([named('a.txt', 'one two\r\n\n  \nthree\n\tfour')]);
    const { lines } = parts[0]!;
    expect(Array.from({ length: lines.count }, (_, i) => lines.line(i).trim())).toEqual([
      ...['one two', 'three', 'four'],
    ]);
  });

  test('in pieces of any size, packed or not, gives the same lines', async () => {
    const text = bytes('Élan vital\n🙂 smile\n\nlast');
    const pieces = (of: Uint8Array, size: number): Source => ({
      name: 'p',
      bytes: of.length,
      async *open() {
        for (let at = 0; at < of.length; at += size) yield of.subarray(at, at + size);
      },
    });
    for (const source of [
      pieces(text, 1),
      pieces(text, 7),
      pieces(new Uint8Array(gzipSync(text)), 5),
      blobSource(new Blob([text]), 'p'),
    ]) {
      const { parts } = await readText([source]);
      const { lines } = parts[0]!;
      expect(Array.from({ length: lines.count }, (_, i) => lines.line(i))).toEqual([
        ...['Élan vital', '🙂 smile', 'last'],
      ]);
    }
  });

  test('takes labels off where every line has one', async () => {
    const labelled = await readText([named('y', '3\twhy so ?\n10\tis it 5\tor 6 ?\n')]);
    expect(labelled.parts[0]!.lines.line(1)).toBe('is it 5\tor 6 ?');
    const not = await readText([named('y', '3\twhy so ?\nis it 5\tor 6 ?\n')]);
    expect(not.parts[0]!.lines.line(0)).toBe('3\twhy so ?');
  });

  test('passes over word lists, and over the files of characters beside those of words', async () => {
    const names = [
      'ptb.char.test.txt',
      'ptb.char.train.txt',
      'ptb.test.txt',
      'ptb.train.txt',
      'vocab.txt',
    ];
    const { parts } = await readText(names.map((name) => named(name, 'a b\n')));
    expect(parts.map(({ fileName }) => fileName)).toEqual(['ptb.test.txt', 'ptb.train.txt']);
  });

  test.each([
    [['train.txt', 'x.txt'], 'x.txt: of several texts each must have train, valid or test'],
    [['a.train.txt', 'b.train.txt'], 'a.train.txt and b.train.txt are both for train'],
    [['valid.txt', 'test.txt'], 'none of valid.txt, test.txt is for training'],
  ])('refuses %s', async (names, message) => {
    await expect(readText(names.map((name) => named(name, 'a b\n')))).rejects.toThrow(message);
  });

  test.each([
    ['an empty file', '', 'f is empty'],
    ['one of blanks', ' \n\n\t', 'f holds nothing but blanks'],
    ['one of zeros', 'a b\nc\0d', 'f is no text: its byte 5 is 0'],
    [
      'one line without end',
      'x'.repeat(2e5),
      'f, line 1 is longer than 0.1 MB: expected a sentence',
    ],
  ])('refuses %s', async (_what, text, message) => {
    await expect(readText([named('f', text)])).rejects.toThrow(message);
  });

  test('says where another encoding begins', async () => {
    const latin = memorySource(new Uint8Array([0x61, 0x0a, 0xe9, 0x0a, 0x61]), 'f');
    await expect(readText([latin])).rejects.toThrow('f is not UTF-8 text, at line 1 or soon after');
  });

  test('of ten million lines keeps the first two million and does not read the rest', async () => {
    const block = bytes('a few words\n'.repeat(10000));
    let given = 0;
    const endless: Source = {
      name: 'f',
      bytes: 1000 * block.length,
      async *open() {
        for (; given < 1000; given++) yield block;
      },
    };
    const { parts } = await readText([endless]);
    expect(parts[0]!.isCut).toBe(true);
    expect(parts[0]!.lines.count).toBe(MAX_TEXT_LINES);
    expect(parts[0]!.lines.line(MAX_TEXT_LINES - 1)).toBe('a few words');
    expect(given).toBeLessThan(210);
  });

  test('stops with the reason of the signal, and tells how far it is', async () => {
    const told: number[] = [];
    await readText([named('f', 'a b\n')], { onProgress: (read, total) => told.push(read / total) });
    expect(told.at(-1)).toBe(1);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readText([named('f', 'a b\n')], { signal })).rejects.toThrow('enough');
  });
});
