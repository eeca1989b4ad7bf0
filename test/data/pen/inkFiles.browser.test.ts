import { describe, expect, it } from 'vitest';
import { readInk } from '../../../src/data/pen/inkFiles.ts';
import { blobSource } from '../../../src/data/source.ts';
import { lineXml } from './lineXml.ts';
import { tarBytes } from './tarBytes.ts';

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).blob();
}

describe('files of the page', () => {
  const line = lineXml([
    [
      [1, 2],
      [3, 4],
    ],
  ]);
  const archive = tarBytes(
    Array.from({ length: 300 }, (_, i) => ({
      path: `lineStrokes/a01/a01-000/a01-000u-${String(i).padStart(3, '0')}.xml`,
      content: line,
    })),
  );

  it('are read as streams: a tar.gz of IAM-OnDB, with progress', async () => {
    const blob = await packed(archive);
    const told: number[] = [];
    const { drawings } = await readInk([blobSource(blob, 'all.tar.gz')], {
      onProgress: (read) => told.push(read),
    });
    expect(drawings).toHaveLength(300);
    expect(told.at(-1)).toBe(blob.size);
  });

  it('that are cut off or cancelled say so', async () => {
    const blob = await packed(archive);
    const cut = blobSource(blob.slice(0, blob.size / 2), 'all.tar.gz');
    await expect(readInk([cut])).rejects.toThrow('all.tar.gz is a truncated gzip file');
    const cancel = new AbortController();
    cancel.abort(new Error('enough'));
    const whole = blobSource(blob, 'all.tar.gz');
    await expect(readInk([whole], { signal: cancel.signal })).rejects.toThrow('enough');
  });
});
