import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readInk } from '../../../src/data/pen/inkFiles.ts';
import { toNdjsonLine } from '../../../src/data/pen/ndjson.ts';
import { memorySource, type Source } from '../../../src/data/source.ts';
import { lineXml } from './lineXml.ts';
import { tarBytes } from './tarBytes.ts';

const text = (content: string) => new TextEncoder().encode(content);
const gzip = (content: Uint8Array) => new Uint8Array(gzipSync(content));
const source = (name: string, content: string | Uint8Array): Source =>
  memorySource(typeof content === 'string' ? text(content) : content, name);

const NDJSON = ['é', 'b', 'c']
  .map((name, i) => `{"key_id":"${name}","drawing":[[[${i},5],[1,2]]]}\n`)
  .join('');
const LINE = lineXml([
  [
    [10, 20],
    [12, 25],
  ],
]);

/** The same bytes in pieces, as a stream hands them out. */
const inPieces = (name: string, bytes: Uint8Array, size: number): Source => ({
  name,
  bytes: bytes.length,
  async *open() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  },
});

describe('QuickDraw ndjson', () => {
  test.each([1, 2, 1000])(
    'is read line by line, in pieces of %i bytes, packed or not',
    async (size) => {
      for (const bytes of [text(NDJSON), gzip(text(NDJSON)), text(NDJSON.trimEnd())]) {
        const { drawings, format, fileName } = await readInk([inPieces('f.ndjson', bytes, size)]);
        expect([format, fileName]).toEqual(['QuickDraw ndjson', 'f.ndjson']);
        expect(drawings.map(({ name }) => name)).toEqual(['é', 'b', 'c']);
      }
    },
  );

  test('names the line that is wrong', async () => {
    const wrong = NDJSON.replace('"b"', 'b');
    await expect(readInk([source('f.ndjson', wrong)])).rejects.toThrow(
      'f.ndjson, line 2 is not JSON',
    );
    const cut = source('f.ndjson', NDJSON.slice(0, -9));
    await expect(readInk([cut])).rejects.toThrow('f.ndjson, line 3 is not JSON');
  });
});

describe('IAM-OnDB', () => {
  const entries = [
    'lineStrokes/b02/b02-004/b02-004-01.xml',
    'lineStrokes/a01/a01-000/a01-000u-02.xml',
    'lineStrokes/a01/a01-000/a01-000u-01.xml',
    'lineStrokes/c03/c03-007/c03-007a-01.xml',
  ];
  const lists = [
    source('task1/trainset.txt', ' a01-000u\n x99-999z\n'),
    source('task1/testset_v.txt', 'b02-004\n'),
    source('task1/testset_f.txt', 'c03-007a\r\n'),
  ];
  const names = ['a01-000u-01', 'a01-000u-02', 'b02-004-01', 'c03-007a-01'];
  const archive = gzip(
    tarBytes([
      { path: 'lineStrokes/', type: '5' },
      ...entries.map((path) => ({ path, content: LINE })),
      { path: 'lineStrokes/README', content: 'not read' },
    ]),
  );

  test('comes as one file, several, or the distributed tar.gz, in the order of its names', async () => {
    const files = entries.map((path) => source(path, LINE));
    for (const sources of [files, [inPieces('lineStrokes-all.tar.gz', archive, 37)]]) {
      const { drawings, format } = await readInk(sources);
      expect(format).toBe('IAM-OnDB');
      expect(drawings.map(({ name }) => name)).toEqual(names);
      expect(drawings.every(({ split }) => split === null)).toBe(true);
      expect(drawings[0]!.strokes).toEqual([{ x: [10, 12], y: [20, 25] }]);
    }
    expect((await readInk([files[0]!])).drawings).toHaveLength(1);
  });

  test('takes its parts from the official lists, whichever comes first', async () => {
    const tar = source('lineStrokes-all.tar.gz', archive);
    for (const sources of [
      [tar, ...lists],
      [...lists, tar],
    ]) {
      const { drawings } = await readInk(sources);
      expect(drawings.map(({ split }) => split)).toEqual(['train', 'train', 'validation', 'test']);
    }
  });

  test('lists that name none of the forms are refused, and lists alone', async () => {
    const other = source('trainset.txt', 'z01-001a\n');
    await expect(readInk([source(entries[0]!, LINE), other])).rejects.toThrow(
      'the lists name none of the forms of the lines, such as b02-004',
    );
    await expect(readInk([other])).rejects.toThrow(
      'only lists of forms: give the lineStrokes as well',
    );
    await expect(readInk([source('trainset.txt', 'hello\n')])).rejects.toThrow(
      'trainset.txt lists no form',
    );
  });

  test('names the file of the archive and the line that are wrong', async () => {
    const bad = gzip(
      tarBytes([
        { path: entries[0]!, content: LINE },
        { path: entries[1]!, content: LINE.replace('x="12"', 'x="twelve"') },
      ]),
    );
    await expect(readInk([source('all.tar.gz', bad)])).rejects.toThrow(
      `all.tar.gz, ${entries[1]}, line 12: x is "twelve": expected a number`,
    );
    const cut = source('all.tar.gz', archive.subarray(0, archive.length - 20));
    await expect(readInk([cut])).rejects.toThrow('all.tar.gz is a truncated gzip file');
  });
});

describe('InkML and SVG', () => {
  const ink = '<ink><trace>0 0, 3 4</trace></ink>';
  const svg = '<?xml version="1.0"?><svg><path d="M0 0L3 4"/></svg>';

  test('come as files of a folder, packed or not, or in an archive, in the order of their names', async () => {
    for (const [format, content] of [
      ['InkML', ink],
      ['SVG', svg],
    ] as const) {
      const ending = format.toLowerCase();
      const names = ['b', 'a', 'c'].map((name) => `folder/${name}.${ending}`);
      const files = names.map((name) => source(name, content));
      const archive = tarBytes(names.map((path) => ({ path, content })));
      const packed = [...files.slice(1), source(names[0]!, gzip(text(content)))];
      for (const sources of [files, packed, [source('all.tar', archive)]]) {
        const read = await readInk(sources);
        expect(read.format).toBe(format);
        expect(read.drawings.map(({ name }) => name[7])).toEqual(['a', 'b', 'c']);
        expect(read.drawings[0]!.strokes).toEqual([{ x: [0, 3], y: [0, 4] }]);
      }
    }
  });

  test('name the file of the archive and the line that are wrong', async () => {
    const bad = tarBytes([
      { path: 'a.inkml', content: ink },
      { path: 'b.inkml', content: ink.replace('3 4', '3') },
    ]);
    await expect(readInk([source('all.tar', bad)])).rejects.toThrow(
      'all.tar, b.inkml, line 1, trace 1, point 2: "3" has 1 values: expected X, Y',
    );
  });
});

test.each([
  ['an empty file', [source('f', '')], 'f is empty'],
  [
    'a text',
    [source('f.csv', 'a,b\n1,2\n')],
    'f.csv is neither QuickDraw ndjson nor a line of IAM-OnDB',
  ],
  [
    'two kinds at once',
    [source('a.ndjson', NDJSON), source('b.xml', LINE)],
    '2 files hold both QuickDraw ndjson and IAM-OnDB: give one kind at a time',
  ],
  [
    'SVG beside InkML',
    [
      source('a.svg', '<svg><path d="M0 0h1"/></svg>'),
      source('b', '<ink><trace>0 0</trace></ink>'),
    ],
    '2 files hold both SVG and InkML',
  ],
  [
    'an archive of something else',
    [source('t.tar', tarBytes([{ path: 'a.png', content: 'x' }]))],
    't.tar: no drawing in it',
  ],
])('refuses %s', async (_what, sources, message) => {
  await expect(readInk(sources)).rejects.toThrow(message);
});

describe('a large reading', () => {
  const bytes = text(NDJSON.repeat(50));

  test('tells how far it is', async () => {
    const told: (readonly [number, number])[] = [];
    await readInk([inPieces('a', bytes, 1000), inPieces('b', bytes, 1000)], {
      onProgress: (read, total) => told.push([read, total]),
    });
    const total = 2 * bytes.length;
    expect(told.every(([, of]) => of === total)).toBe(true);
    expect(told.map(([read]) => read)).toEqual(
      told.map(([read]) => read).toSorted((a, b) => a - b),
    );
    expect(told.at(-1)).toEqual([total, total]);
  });

  test.each(['plain', 'packed'])('can be cancelled, %s', async (kind) => {
    const cancel = new AbortController();
    const whole = kind === 'packed' ? gzip(bytes) : bytes;
    let handedOut = 0;
    const counted: Source = {
      ...inPieces('a', whole, 20),
      async *open() {
        for await (const piece of inPieces('a', whole, 20).open()) {
          handedOut++;
          yield piece;
        }
      },
    };
    const reading = readInk([counted], {
      signal: cancel.signal,
      onProgress: (read) => {
        if (read > 60) cancel.abort(new Error('enough'));
      },
    });
    await expect(reading).rejects.toThrow('enough');
    expect(handedOut).toBeLessThan(whole.length / 20 - 1);
  });
});

test('Omniglot itself goes from ndjson to ndjson without loss', async ({ skip }) => {
  const path = new URL('../../../../shared/data/strokes/omniglot.ndjson.gz', import.meta.url);
  skip(!existsSync(path), `${path.pathname} is not here`);
  const bytes = readFileSync(path);
  const { drawings } = await readInk([memorySource(bytes, 'omniglot.ndjson.gz')]);
  const count = (part: string) => drawings.filter(({ split }) => split === part).length;
  expect(['train', 'validation', 'test'].map(count)).toEqual([30_000, 1000, 1000]);
  expect(`${drawings.map(toNdjsonLine).join('\n')}\n`).toBe(gunzipSync(bytes).toString('utf8'));
});
