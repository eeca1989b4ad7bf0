/** Unpacks gzip with the platform's own DecompressionStream, up to a bound: a small file may hold a huge one. */
import { formatBytes, ImportError } from './importError.ts';

/** True where the bytes begin like a gzip member. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
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
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = await reader.read().catch((error: unknown) => {
      throw new ImportError(describeFailure(fileName, total, error));
    });
    if (chunk.done) return concatenate(chunks, total);
    chunks.push(chunk.value);
    total += chunk.value.byteLength;
    if (total > maxBytes) {
      // What is left is not wanted; that a pipe may complain about its closing changes nothing.
      await reader.cancel().catch(() => {});
      throw new ImportError(
        `${fileName} unpacks to more than ${formatBytes(maxBytes)}: larger files are not read`,
      );
    }
  }
}

function describeFailure(fileName: string, unpacked: number, error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const reason = `${String(code ?? '')} ${String(message ?? '')}`;
  const after = `after ${formatBytes(unpacked)} of content`;
  // Node says "unexpected end of file" (Z_BUF_ERROR), Chromium "Compressed input was truncated".
  return /end of file|truncated|BUF_ERROR/i.test(reason)
    ? `${fileName} is a truncated gzip file: it ends too early, ${after}. Copy or download it again`
    : `${fileName} is a damaged gzip file: it cannot be unpacked ${after}. Copy or download it again`;
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
