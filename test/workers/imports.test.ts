import { expect, test } from 'vitest';
import type { FromWorker } from '../../src/protocol.ts';
import { Imports } from '../../workers/imports.ts';

async function said(name: string, content: BlobPart): Promise<FromWorker[]> {
  const messages: FromWorker[] = [];
  const imports = new Imports((message) => messages.push(message));
  await imports.read([{ name, blob: new Blob([content]) }]);
  return messages;
}

test('a table is kept, and it is said for which data set', async () => {
  expect(await said('a.csv', 't,y\n0,1\n1,2\n')).toEqual([
    { type: 'imported', data: 'your-csv', description: 'a.csv: 1 series, channels t, y' },
  ]);
});

test('so is text, a sentence a line', async () => {
  expect(await said('pasted', 'it was so .\nit was not .\n')).toEqual([
    { type: 'imported', data: 'text', description: 'pasted: 2 lines of text' },
  ]);
});

test.each([
  ['a binary file', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'f is neither'],
  ['an empty one', '', 'f is empty'],
])('of %s the page is told what is wrong, and nothing is kept', async (_what, content, message) => {
  const [problem, ...more] = await said('f', content);
  expect(problem).toMatchObject({ type: 'problem', message: expect.stringContaining(message) });
  expect(more).toEqual([]);
});
