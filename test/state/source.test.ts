import { expect, test } from 'vitest';
import { fetchFile } from '../../src/state/source.ts';

const answering = (body: BodyInit | null) => async () => new Response(body);

test.each(['https://example.org/a.csv', 'http://localhost:8000/a.csv', 'http://127.0.0.1/a.csv'])(
  '%s is read',
  async (address) => {
    const { fileName, blob } = await fetchFile(address, answering('a,b\n1,2'));
    expect([fileName, await blob.text()]).toEqual(['a.csv', 'a,b\n1,2']);
  },
);

test.each(['http://example.org/a.csv', 'file:///etc/passwd', 'data:text/csv,a', 'javascript:1'])(
  '%s is not, and nobody is asked',
  async (address) => {
    const asked = () => Promise.reject(new Error('asked'));
    await expect(fetchFile(address, asked)).rejects.toThrow(
      'is not https; this page reads nothing',
    );
  },
);

test('a host that sends without end is left at the bound, and one that breaks off is named', async () => {
  let sent = 0;
  const piece = new Uint8Array(64e6);
  const endless = new ReadableStream({
    pull(controller) {
      sent += piece.length;
      controller.enqueue(piece);
    },
  });
  await expect(fetchFile('https://example.org/a', answering(endless))).rejects.toThrow(
    'example.org sends more than 512 MB',
  );
  expect(sent).toBeLessThan(700e6);
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
  await expect(fetchFile('https://example.org/a', answering(broken))).rejects.toThrow(
    'the connection to example.org broke off',
  );
});
