/**
 * Builds the service worker beside the page, with the list of the page's files in it: what it keeps, so that the page
 * opens without a network. A file whose name holds its hash is its own version; the others' versions are written down.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/** A file of the page as workbox-precaching takes it. */
export interface PageFile {
  readonly url: string;
  /** Null where the name changes with the content. */
  readonly revision: string | null;
}

const WORKER = 'offline.js';
/** WebAssembly with threads, which tfjs brings along and this page never starts. */
const NEVER_USED = /threaded/;

export function offlineBuild(): Plugin {
  let root = '';
  let outDir = '';
  return {
    name: 'offline-build',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = resolve(root, config.build.outDir);
    },
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        await build({
          configFile: false,
          root,
          logLevel: 'warn',
          publicDir: false,
          define: {
            PAGE_FILES: JSON.stringify(pageFiles(outDir)),
            'process.env.NODE_ENV': '"production"',
          },
          build: {
            outDir,
            emptyOutDir: false,
            lib: {
              entry: join(root, 'workers/offline.ts'),
              formats: ['iife'],
              name: 'offline',
              fileName: () => WORKER,
            },
          },
        });
      },
    },
  };
}

/** All files under a folder that the page may ask for, by name. */
export function pageFiles(folder: string): PageFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== WORKER && !NEVER_USED.test(name))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((url) => ({
      url,
      revision: url.startsWith('assets/')
        ? null
        : createHash('sha256')
            .update(readFileSync(join(folder, url)))
            .digest('hex')
            .slice(0, 16),
    }));
}
