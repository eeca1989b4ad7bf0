import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { maybeGunzip } from '../../src/data/gzip.ts';
import { ImportError } from '../../src/data/importError.ts';

const LIMIT = 10e6;
const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const packed = new Uint8Array(gzipSync(content));

test('a gzip file comes out as it went in', async () => {
  expect(await maybeGunzip(packed, LIMIT, 'a.gz')).toEqual(content);
});

test('what is not gzip passes through untouched', async () => {
  const plain = new Uint8Array([1, 2, 3]);
  expect(await maybeGunzip(plain, LIMIT, 'a')).toBe(plain);
});

test('content of exactly the bound is read, one byte more is not', async () => {
  expect((await maybeGunzip(packed, content.length, 'a.gz')).length).toBe(content.length);
  await expect(maybeGunzip(packed, content.length - 1, 'a.gz')).rejects.toThrow(
    'a.gz unpacks to more than 0.3 MB',
  );
});

test('a gzip bomb stops at the bound', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(200e6), { level: 9 }));
  expect(bomb.length).toBeLessThan(1e6);
  const before = process.memoryUsage().arrayBuffers;
  await expect(maybeGunzip(bomb, 1e6, 'bomb.gz')).rejects.toThrow('more than 1.0 MB');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
});

test('a truncated file is called truncated, wherever it was cut', async () => {
  for (const length of [2, 9, 11, packed.length >> 1, packed.length - 1])
    await expect(
      maybeGunzip(packed.slice(0, length), LIMIT, 'cut.gz'),
      `${length} bytes`,
    ).rejects.toThrow(/^cut\.gz is a truncated gzip file/);
});

test('a damaged file is called damaged', async () => {
  const damaged = packed.slice();
  damaged.fill(0xff, packed.length >> 1, (packed.length >> 1) + 50);
  const wrongSum = packed.slice();
  wrongSum[wrongSum.length - 6]! ^= 1;
  for (const bytes of [damaged, wrongSum]) {
    const failure = maybeGunzip(bytes, LIMIT, 'bad.gz');
    await expect(failure).rejects.toThrow(/^bad\.gz is a damaged gzip file/);
    await expect(failure).rejects.toBeInstanceOf(ImportError);
  }
});
