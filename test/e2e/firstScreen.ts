/** What the built page loads before its first picture, read off its files: `index.html` and what its scripts import at once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface FirstScreen {
  /** Names in the build's folder, of the page and not of its workers. */
  readonly scripts: readonly string[];
  readonly scriptBytes: number;
  /** As a host sends them: each compressed by itself. */
  readonly scriptBytesGzip: number;
  readonly styleBytesGzip: number;
  /** All scripts in one, to be searched. */
  readonly code: string;
  /** Scripts of the build that the first screen does without. */
  readonly later: readonly string[];
}

const IMPORTED_AT_ONCE = /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
const NAMED_IN_PAGE = /(?:src|href)="\.\/([^"]+\.(?:js|css))"/g;

/** Of a build in `folder`. Throws where a file that is named is missing. */
export function firstScreen(folder: string): FirstScreen {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const named = [...read('index.html').matchAll(NAMED_IN_PAGE)].map(([, name]) => name!);
  const code = new Map<string, string>();
  const add = (name: string) => {
    if (code.has(name)) return;
    const text = read(name);
    code.set(name, text);
    for (const [, address] of text.matchAll(IMPORTED_AT_ONCE))
      add(posix.join(posix.dirname(name), address!));
  };
  named.filter((name) => name.endsWith('.js')).forEach(add);
  const scripts = [...code.keys()];
  const packed = (names: readonly string[]) =>
    names.reduce((total, name) => total + gzipSync(read(name)).length, 0);
  const all = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
  return {
    scripts,
    scriptBytes: scripts.reduce((total, name) => total + Buffer.byteLength(code.get(name)!), 0),
    scriptBytesGzip: packed(scripts),
    styleBytesGzip: packed(named.filter((name) => name.endsWith('.css'))),
    code: [...code.values()].join('\n'),
    later: all.filter((name) => name.endsWith('.js') && !code.has(name)),
  };
}
