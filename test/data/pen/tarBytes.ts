/** Small tar archives for the tests, as POSIX and GNU tar write them. */

export interface TarEntry {
  readonly path: string;
  readonly content?: string;
  readonly type?: string;
  /** How a path too long for the header is written. */
  readonly long?: 'gnu' | 'pax';
}

export function tarBytes(entries: readonly TarEntry[]): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = [];
  for (const { path, content = '', type = '0', long } of entries) {
    if (long === 'gnu') blocks.push(...file('././@LongLink', `${path}\0`, 'L'));
    if (long === 'pax') blocks.push(...file('PaxHeader', paxRecord(path), 'x'));
    blocks.push(...file(path.slice(0, 99), content, type));
  }
  blocks.push(new Uint8Array(1024));
  const whole = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

function paxRecord(path: string): string {
  // The length of the record counts its own digits.
  const rest = ` path=${path}\n`;
  let length = rest.length;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return `${length}${rest}`;
}

function file(name: string, content: string, type: string): Uint8Array[] {
  const bytes = new TextEncoder().encode(content);
  const header = new Uint8Array(512);
  const put = (at: number, written: string) => header.set(new TextEncoder().encode(written), at);
  put(0, name);
  put(100, '0000644\0');
  put(124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
  put(148, '        ');
  put(156, type);
  put(257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  padded.set(bytes);
  return [header, padded];
}
