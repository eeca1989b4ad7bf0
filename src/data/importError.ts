import { importFilesText } from '../text/en/importFiles.ts';
import { grouped } from '../text/numbers.ts';

/** Why a file was refused, in a sentence for the person who chose it: names the file, what it holds and what is read. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** A size in bytes for people: "12 bytes", "47.0 MB" (10^6 bytes). */
export function formatBytes(bytes: number): string {
  return bytes < 1e5 ? importFilesText().bytes(grouped(bytes)) : `${(bytes / 1e6).toFixed(1)} MB`;
}
