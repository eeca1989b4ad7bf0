/** Files made to hang, crash or fill the memory of who reads them: each refused, or read, in bounded time and memory. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { maybeGunzip } from '../../src/data/gzip.ts';
import { ImportError } from '../../src/data/importError.ts';
import { importFiles } from '../../src/data/importer.ts';
import { memorySource, type Source } from '../../src/data/source.ts';
import { tarBytes } from './pen/tarBytes.ts';

const text = (content: string) => new TextEncoder().encode(content);
/** Seconds on a busy machine; what is guarded against takes hours. */
const LONGEST_MS = 60_000;

async function refused(source: Source): Promise<string> {
  const before = process.memoryUsage();
  const began = performance.now();
  let message = '';
  try {
    await importFiles([source]);
  } catch (error) {
    expect(error).toBeInstanceOf(ImportError);
    message = (error as Error).message;
  }
  expect(performance.now() - began).toBeLessThan(LONGEST_MS);
  const after = process.memoryUsage();
  expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(500e6);
  return message;
}

const MB = 1e6;

test.each([
  [
    'digits followed by a sign, for which a number is looked for',
    `a,b\n1,1\n${'1'.repeat(0.9 * MB)}x,1\n`,
    'expected a number',
  ],
  ['the same in a column that is left out', `a,b\n${`${'1'.repeat(0.9 * MB)}x,1\n`.repeat(9)}`, ''],
  [
    'thousands of columns of names',
    `${Array.from({ length: 2000 }, (_, i) => `c${i}`).join()}\n${`1${',x'.repeat(1999)}\n`.repeat(3000)}`,
    '',
  ],
  [
    'quotation marks without order',
    `a,b\n${'"1"1,2\n'.repeat(MB)}`,
    'a quotation mark is out of place',
  ],
  ['a quotation mark never closed', `a,b\n1,2\n"${'1,2\n'.repeat(MB)}`, 'line 3: a quotation mark'],
  [
    'lines of nothing after the first digits',
    `0 1 0 1 0 1 0 1 0${'\n'.repeat(20 * MB)}`,
    'holds 9 numbers',
  ],
  [
    'one word as long as the file',
    'a'.repeat(5 * MB),
    'holds only numbers|a header line|longer than|rows below',
  ],
  [
    'JSON deeper than the stack is high',
    `{"drawing":${'['.repeat(MB)}${']'.repeat(MB)}}`,
    'expected \\[\\[x',
  ],
  [
    'fields deeper than the stack is high',
    `{"a":${'['.repeat(MB)}${']'.repeat(MB)},"drawing":[]}`,
    'more than 4 levels',
  ],
  [
    'a key that reaches what all objects share',
    '{"__proto__":{"a":1},"drawing":[[[0,1],[0,1]]]}',
    'a key __proto__',
  ],
  [
    'the same within',
    '{"a":{"constructor":{"b":1}},"drawing":[[[0,1],[0,1]]]}',
    'a key constructor',
  ],
  [
    'a name that is not one',
    '{"key_id":{"toString":1},"drawing":[[[0,1],[0,1]]]}',
    'expected a name',
  ],
  ['a coordinate without end', '{"drawing":[[[0,1e999],[0,1]]]}', 'has a point at Infinity'],
  ['comments that never end', `<svg>${'<!--'.repeat(MB)}`, 'a tag that cannot be read'],
  ['declarations that never end', `<svg>${'<?'.repeat(2 * MB)}`, 'a tag that cannot be read'],
  ['tags that never end', `<svg ${'a="<a '.repeat(MB)}`, 'cannot be read|cut off'],
  ['an attribute as long as the file', `<svg a${' '.repeat(10 * MB)}`, 'no XML|cut off|neither'],
  ['elements deeper than any drawing', `<svg>${'<g>'.repeat(MB)}`, 'more than 100 deep'],
  ['a curve in a drawing without extent', '<svg><path d="M0 0C9 9 9 0 0 0"/></svg>', ''],
  [
    'a curve whose handles are far away',
    '<svg><path d="M0 0C1e12 0 0 1e12 1 1"/></svg>',
    'has a point at',
  ],
  [
    'a row of nothing but commas',
    `a,b\n1,2\n3,4\n5,6\n${','.repeat(50 * MB)}`,
    'longer rows are not read',
  ],
  [
    'blanks where a transform should go on',
    `<svg><path transform="scale(1)${' '.repeat(9 * MB)}1" d="M0 0L1 1"/></svg>`,
    'cannot be read',
  ],
  [
    'a hundred transforms around each of many paths',
    `<svg>${`<g transform="${'scale(1)'.repeat(1000)}">`.repeat(98)}${'<path d="M0 0L1 1"/>'.repeat(100_000)}${'</g>'.repeat(98)}</svg>`,
    '',
  ],
  [
    'more curves than are drawn',
    `<svg><path d="M0 0${'c9 0 0 9 0 0'.repeat(5000)}"/></svg>`,
    'more than 1,000,000 points',
  ],
  ['more drawings than are kept', '{"drawing":[]}\n'.repeat(1.1 * MB), 'no more are read'],
  [
    'more XML than a drawing has',
    `<svg>${' '.repeat(17 * MB)}</svg>`,
    'larger drawings are not read',
  ],
  [
    'a line of ndjson longer than a drawing',
    `{"drawing":[]}\n${' '.repeat(17 * MB)}`,
    'a line of more than',
  ],
])('%s', async (_, content, said) => {
  const message = await refused(memorySource(text(content), 'file'));
  if (said === '') expect(message).toBe('');
  else expect(message).toMatch(new RegExp(said));
});

describe('archives', () => {
  const LINE = '<WhiteboardCaptureSession></WhiteboardCaptureSession>';

  /** The first header's size as it is written here, its checksum made right. */
  function withSize(size: string): Uint8Array {
    const bytes = tarBytes([{ path: 'a.xml', content: LINE }]);
    bytes.set(text(size.padEnd(12, '\0')), 124);
    bytes.fill(32, 148, 156);
    const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    bytes.set(text(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    return bytes;
  }

  test.each([
    ['-1', 'gives a size of "-1"'],
    ['9', 'gives a size of "9"'],
    ['77777777777', 'at most 16.0 MB are read'],
    ['70000000', 'is cut off within a.xml'],
  ])('a tar whose file has a size of %s', async (size, said) => {
    expect(await refused(memorySource(withSize(size), 'file.tar'))).toContain(said);
  });

  test('a zip archive says what to do with it', async () => {
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, ...new Uint8Array(60));
    expect(await refused(memorySource(zip, 'file.zip'))).toContain('unpack it');
  });

  /** A bomb: each byte of it holds a thousand. */
  const bomb = (content: string | Uint8Array) => gzipSync(content, { level: 9 });

  test('a gzip bomb is left as soon as it passes the bound, not unpacked and then measured', async () => {
    const packed = new Uint8Array(bomb(new Uint8Array(300e6)));
    let peak = 0;
    const before = process.memoryUsage().arrayBuffers;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    }, 1);
    await expect(maybeGunzip(packed, 20e6, 'bomb.gz')).rejects.toThrow('more than 20.0 MB');
    clearInterval(watch);
    expect(peak).toBeLessThan(100e6);
  });

  test('a bomb of drawings, of blanks or within a tar is stopped at its line, its file or its size', async () => {
    const blanks = memorySource(bomb(`{"drawing":[]}\n${' '.repeat(200e6)}`), 'a.ndjson.gz');
    expect(await refused(blanks)).toContain('a line of more than');
    const xml = memorySource(bomb(`<svg>${' '.repeat(200e6)}`), 'a.svg.gz');
    expect(await refused(xml)).toContain('larger drawings are not read');
    const tar = memorySource(
      bomb(tarBytes([{ path: 'a.xml', content: ' '.repeat(50e6) }])),
      'a.tgz',
    );
    expect(await refused(tar)).toContain('at most 16.0 MB are read');
  });

  test('a bomb in a bomb is no text, no table and no drawing', async () => {
    const twice = memorySource(bomb(bomb(new Uint8Array(100e6))), 'a.gz.gz');
    expect(await refused(twice)).toContain('is neither');
  });
});

test('a file that changes while it is read is said to have changed', async () => {
  const grows: Source = {
    name: 'grows.csv',
    bytes: 8,
    async *open() {
      yield text('a,b\n1,2\n');
      yield text('3,4\n5,6\n');
    },
  };
  expect(await refused(grows)).toBe('grows.csv was changed while it was read: give it again');
});
