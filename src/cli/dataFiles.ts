/** The file or folder a person named with --data, as sources to read. */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ImportedFile, importFiles } from '../data/importer.ts';
import type { Source } from '../data/source.ts';
import { UsageError } from './flags.ts';

/** Of what a folder holds (scans, transcriptions), the files that are read. */
const WANTED = /\.(xml|svg|inkml|txt|ndjson|amat|gz|tgz|tar)$|-ubyte$/i;

const TELL_READING_BYTES = 20e6;

/** What --data names, read; null where it was not given. Tells of large files on stderr. */
export async function readData(path: string | undefined): Promise<ImportedFile | null> {
  if (path === undefined) return null;
  const sources = sourcesAt(path);
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  let told = 0;
  return importFiles(sources, {
    onProgress: (read) => {
      const tenth = Math.floor((10 * read) / total);
      if (total < TELL_READING_BYTES || tenth === told) return;
      told = tenth;
      process.stderr.write(`reading ${path}: ${10 * tenth} %\n`);
    },
  });
}

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
      `--data ${path}: no file of drawings, digits or text in this folder (xml, svg, inkml, ndjson, tar.gz, ubyte, amat, txt)`,
    );
  return sources;
}

/** Bytes of a file; null for a folder. */
function sizeOf(path: string): number | null {
  try {
    const stats = statSync(path);
    return stats.isDirectory() ? null : stats.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `--data ${path}: there is no such file or folder`
        : `--data ${path} cannot be read (${code ?? error})`,
    );
  }
}

function fileSource(path: string, name: string, bytes: number): Source {
  return { name, bytes, open: () => createReadStream(path) };
}
