/** Unpacks gzip with the platform's own DecompressionStream, up to a bound: a small file may hold a huge one. */

import { importFilesText } from '../text/en/importFiles.ts';
import { formatBytes, ImportError } from './importError.ts';

/** True where the bytes begin like a gzip member. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What comes out of one file in pieces, none of which is kept: more than any collection of drawings. */
const MAX_UNPACKED_BYTES = 2e9;

/**
 * The unpacked content of a gzip file piece by piece as its bytes come; that of any other file as it is.
 * Throws an ImportError for a truncated or damaged file, and as soon as more than `maxBytes` come out.
 */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  fileName: string,
  maxBytes = MAX_UNPACKED_BYTES,
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  let total = 0;
  try {
    for await (const chunk of unpackedFrom(source, fileName)) {
      total += chunk.byteLength;
      if (total > maxBytes)
        throw new ImportError(importFilesText().unpacksTooLarge(fileName, formatBytes(maxBytes)));
      yield chunk;
    }
  } finally {
    // Whoever stops before the end lets go of the file.
    await source.return?.();
  }
}

async function* unpackedFrom(
  source: AsyncIterator<Uint8Array>,
  fileName: string,
): AsyncGenerator<Uint8Array> {
  let first = new Uint8Array(0);
  let ended = false;
  while (first.length < 2 && !ended) {
    const { value, done } = await source.next();
    ended = done === true;
    if (value !== undefined) first = concatenate([first, value], first.length + value.length);
  }
  if (!isGzip(first)) {
    yield first;
    for (;;) {
      const { value, done } = await source.next();
      if (done === true) return;
      yield value;
    }
  }
  let failure: unknown = null;
  const packed = new ReadableStream<BufferSource>({
    start: (controller) => controller.enqueue(first),
    pull: async (controller) => {
      try {
        const { value, done } = await source.next();
        if (done === true) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  let total = 0;
  try {
    for (;;) {
      const chunk = await reader.read().catch((error: unknown) => {
        // What the source itself threw (a cancelled reading) says nothing about the file.
        throw failure ?? new ImportError(describeFailure(fileName, total, error));
      });
      if (chunk.done) return;
      total += chunk.value.byteLength;
      yield chunk.value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * The unpacked content of a gzip file; any other file as it is.
 * Throws an ImportError for a truncated or damaged file, and as soon as more than `maxBytes` come out.
 */
export async function maybeGunzip(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
  fileName: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isGzip(bytes)) return bytes;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of unpacked(single(bytes), fileName, maxBytes)) {
    chunks.push(chunk);
    total += chunk.byteLength;
  }
  return concatenate(chunks, total);
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function describeFailure(fileName: string, unpacked: number, error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const reason = `${String(code ?? '')} ${String(message ?? '')}`;
  // Node says "unexpected end of file" (Z_BUF_ERROR), Chromium "Compressed input was truncated".
  return /end of file|truncated|BUF_ERROR/i.test(reason)
    ? importFilesText().gzipCutOff(fileName, formatBytes(unpacked))
    : importFilesText().gzipDamaged(fileName, formatBytes(unpacked));
}

function concatenate(chunks: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
