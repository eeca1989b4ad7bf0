import { describe, expect, test } from 'vitest';
import { isTar, tarFiles } from '../../../src/data/pen/tar.ts';
import { tarBytes } from './tarBytes.ts';

const text = (content: string) => new TextEncoder().encode(content);
const LONG = `${'deep/'.repeat(30)}file.xml`;
const ARCHIVE = tarBytes([
  { path: 'a.xml', content: 'one' },
  { path: 'folder/', type: '5' },
  { path: 'folder/b.bin', content: 'x'.repeat(1500) },
  { path: LONG, content: 'long', long: 'gnu' },
  { path: `pax-${LONG}`, content: 'pax', long: 'pax' },
  { path: 'empty.xml', content: '' },
]);

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, pieces = 4096): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const wanted = (path: string) => path.endsWith('.xml');
  for await (const file of tarFiles(inPieces(bytes, pieces), 't.tar', wanted))
    found[file.path] = new TextDecoder().decode(file.bytes);
  return found;
}

describe('a tar archive', () => {
  test.each([1, 7, 512, 1e6])(
    'hands out the wanted files, read in pieces of %i bytes',
    async (size) => {
      expect(isTar(ARCHIVE)).toBe(true);
      expect(await read(ARCHIVE, size)).toEqual({
        'a.xml': 'one',
        [LONG]: 'long',
        [`pax-${LONG}`]: 'pax',
        'empty.xml': '',
      });
    },
  );

  test('that ends too early is refused, within a file and without its end mark', async () => {
    await expect(read(ARCHIVE.subarray(0, 514))).rejects.toThrow('t.tar is cut off within a.xml');
    await expect(read(ARCHIVE.subarray(0, 1024))).rejects.toThrow(
      't.tar is cut off: it ends after 1,024 bytes without the end mark',
    );
    await expect(read(ARCHIVE.subarray(0, 2600))).rejects.toThrow(
      't.tar is cut off within folder/b.bin',
    );
  });

  test('with a damaged header is refused with its place', async () => {
    const damaged = Uint8Array.from(ARCHIVE);
    damaged[1024 + 3]! ^= 1;
    await expect(read(damaged)).rejects.toThrow(
      't.tar is damaged: the tar header at byte 1,024 has a wrong checksum',
    );
  });

  test('is told from other files', () => {
    expect(isTar(text('<?xml version="1.0"?>'))).toBe(false);
    expect(isTar(new Uint8Array(600))).toBe(false);
  });
});
