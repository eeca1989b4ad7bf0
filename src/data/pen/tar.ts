/**
 * The files of a tar archive, one after the other as its bytes come (POSIX ustar, with the long names of GNU tar
 * and pax): never the whole archive at once.
 */

import { importInkText } from '../../text/en/importInk.ts';
import { grouped } from '../../text/numbers.ts';
import { formatBytes, ImportError } from '../importError.ts';

export interface TarFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
/** Larger than any file of an archive of drawings. */
const MAX_FILE_BYTES = 16e6;
/** Longer than any file system allows a path to be. */
const MAX_NAME_BYTES = 65536;

/** True where a file begins like a tar archive. */
export function isTar(start: Uint8Array): boolean {
  return start.length >= 263 && String.fromCharCode(...start.subarray(257, 262)) === 'ustar';
}

/**
 * `wanted` decides by path which files are handed out; the others are read over.
 * Throws an ImportError for a damaged or truncated archive.
 */
export async function* tarFiles(
  chunks: AsyncIterable<Uint8Array>,
  archive: string,
  wanted: (path: string) => boolean,
): AsyncGenerator<TarFile> {
  const source = new Pull(chunks);
  let longName = '';
  for (;;) {
    const at = source.position;
    const header = await source.take(BLOCK);
    if (header === null) throw new ImportError(importInkText().tarEnds(archive, formatBytes(at)));
    if (header.every((byte) => byte === 0)) return;
    checkSum(header, archive, at);
    const written = field(header, 124, 12) || '0';
    if (!/^[0-7]{1,12}$/.test(written))
      throw new ImportError(importInkText().tarSize(archive, grouped(at), written));
    const size = Number.parseInt(written, 8);
    const type = String.fromCharCode(header[156]!);
    const prefix = field(header, 345, 155);
    const short = field(header, 0, 100);
    const path = longName || (prefix === '' ? short : `${prefix}/${short}`);
    const isFile = type === '0' || type === '\0';
    const isName = type === 'L' || type === 'x';
    if ((isFile && wanted(path)) || isName) {
      const most = isName ? MAX_NAME_BYTES : MAX_FILE_BYTES;
      if (size > most)
        throw new ImportError(
          importInkText().tarTooLarge(archive, path, formatBytes(size), formatBytes(most)),
        );
      const bytes = await source.take(size);
      if (bytes === null) throw new ImportError(importInkText().tarCutOff(archive, path));
      longName = isName ? nameIn(bytes, type) : '';
      if (isFile) yield { path, bytes };
    } else {
      if (!(await source.skip(size)))
        throw new ImportError(importInkText().tarCutOff(archive, path));
      longName = type === 'g' ? longName : '';
    }
    await source.skip((BLOCK - (size % BLOCK)) % BLOCK);
  }
}

function field(header: Uint8Array, offset: number, length: number): string {
  const bytes = header.subarray(offset, offset + length);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
}

/** A path that is too long for the header: the whole content in GNU tar, a record `path=` in pax. */
function nameIn(bytes: Uint8Array, type: string): string {
  const text = new TextDecoder().decode(bytes);
  if (type === 'L') return text.replace(/\0.*$/s, '');
  return /^\d+ path=(.*)$/m.exec(text)?.[1] ?? '';
}

function checkSum(header: Uint8Array, archive: string, at: number): void {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : header[i]!;
  if (sum !== Number.parseInt(field(header, 148, 8), 8))
    throw new ImportError(importInkText().tarChecksum(archive, grouped(at)));
}

/** Bytes in pieces of a wanted size, from chunks of any. */
class Pull {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  position = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next `count` bytes; null where fewer are left. */
  async take(count: number): Promise<Uint8Array | null> {
    const whole = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (this.#rest.length === 0 && !(await this.#refill())) return null;
      const part = this.#rest.subarray(0, count - filled);
      whole.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    this.position += count;
    return whole;
  }

  /** False where fewer bytes are left. */
  async skip(count: number): Promise<boolean> {
    let left = count;
    while (left > 0) {
      if (this.#rest.length === 0 && !(await this.#refill())) return false;
      const part = Math.min(left, this.#rest.length);
      this.#rest = this.#rest.subarray(part);
      left -= part;
    }
    this.position += count;
    return true;
  }

  async #refill(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    this.#rest = value ?? new Uint8Array(0);
    return done !== true;
  }
}
