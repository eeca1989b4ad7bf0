/** The file or folder a person named with --data, as sources to read. */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Source } from '../data/source.ts';
import { UsageError } from './flags.ts';

/** What a folder may hold beside what is read: scans, transcriptions. */
const WANTED = /\.(xml|txt|ndjson|gz|tgz|tar)$/i;

/** The file itself, or all files below a folder in the order of their names. Throws a UsageError. */
export function sourcesAt(path: string): Source[] {
  const bytes = sizeOf(path);
  if (bytes !== null) return [fileSource(path, basename(path), bytes)];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => WANTED.test(name) && !/(^|\/)ascii(-all)?\//.test(name));
  const sources = names.sort().flatMap((name) => {
    const size = sizeOf(join(path, name));
    return size === null ? [] : [fileSource(join(path, name), name, size)];
  });
  if (sources.length === 0)
    throw new UsageError(
      `--data ${path}: no file of drawings in this folder (xml, ndjson, tar.gz)`,
    );
  return sources;
}

/** Bytes of a file; null for a folder. */
function sizeOf(path: string): number | null {
  try {
    const stats = statSync(path);
    return stats.isDirectory() ? null : stats.size;
  } catch (error) {
    throw new UsageError(`--data ${path}: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

function fileSource(path: string, name: string, bytes: number): Source {
  return { name, bytes, open: () => createReadStream(path) };
}
