import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pageFiles } from '../../src/cli/offlineBuild.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('every file of the page is kept but the worker itself and what is never used; unhashed names have a version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(folder, 'assets/fonts'), { recursive: true });
  const names = ['index.html', 'offline.js', 'assets/a-1.js', 'assets/fonts/f-2.woff2'];
  for (const name of [...names, 'assets/threaded-3.wasm']) writeFileSync(join(folder, name), name);
  const before = pageFiles(folder);
  expect(before).toEqual([
    { url: 'assets/a-1.js', revision: null },
    { url: 'assets/fonts/f-2.woff2', revision: null },
    { url: 'index.html', revision: expect.stringMatching(/^[0-9a-f]{16}$/) },
  ]);
  writeFileSync(join(folder, 'index.html'), 'newer');
  expect(pageFiles(folder)[2]!.revision).not.toBe(before[2]!.revision);
  rmSync(folder, { recursive: true });
});

test('the manifest names icons that are there, in the sizes it says, and addresses relative to itself', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'public/manifest.webmanifest'), 'utf8')) as {
    start_url: string;
    scope: string;
    icons: { src: string; sizes: string; type: string; purpose?: string }[];
  };
  expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
  const pictures = manifest.icons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of pictures) {
    const png = readFileSync(join(root, 'public', src));
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
  expect(pictures.map(({ sizes, purpose }) => `${sizes} ${purpose ?? 'any'}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ]);
  expect(readFileSync(join(root, 'index.html'), 'utf8')).toContain(
    '<link rel="manifest" href="./manifest.webmanifest" />',
  );
});
