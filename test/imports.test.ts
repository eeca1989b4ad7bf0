import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cycles, importsOf, type Rule, roomOf, violations } from './importGraph.ts';

const TFJS = '@tensorflow/tfjs';

/** Which room may import what. A room that is not here does not exist. */
const ROOMS: Readonly<Record<string, Rule>> = {
  // Its English words of the settings and presets are those of their tables.
  text: { rooms: ['config'] },
  config: { rooms: ['generators', 'text'] },
  rng: {},
  crc32: {},
  generators: {},
  data: { rooms: ['config', 'rng', 'generators', 'text'], packages: ['papaparse', 'svg-pathdata'] },
  model: { rooms: ['config', 'rng', 'generators'], packages: [TFJS] },
  kernels: {
    rooms: ['model', 'rng'],
    packages: [TFJS, `${TFJS}-backend-webgpu`, `${TFJS}-backend-wasm`],
  },
  posterior: { rooms: ['rng', 'generators', 'text'] },
  sweep: { rooms: ['config', 'text'] },
  train: {
    rooms: ['config', 'rng', 'crc32', 'generators', 'data', 'model', 'posterior', 'text'],
    packages: [TFJS],
  },
  protocol: { types: ['config', 'data', 'train', 'posterior'] },
  workers: {
    rooms: ['protocol', 'config', 'rng', 'data', 'model', 'kernels', 'train', 'posterior', 'text'],
    // Of the WebAssembly backend the addresses of its files, which only a bundler knows.
    packages: [TFJS, `${TFJS}-backend-wasm`, 'workbox-precaching'],
  },
  state: { rooms: ['config', 'protocol', 'sweep', 'crc32', 'text'], packages: ['zustand', 'idb'] },
  ui: {
    rooms: ['state', 'config', 'generators', 'protocol', 'posterior', 'sweep', 'text'],
    packages: ['react', 'react-dom', 'recharts', 'zustand', 'perfect-freehand', 'katex'],
  },
  main: {
    rooms: ['state', 'ui', 'protocol', 'config', 'workers', 'text'],
    packages: ['react', 'react-dom'],
  },
  cli: {
    rooms: [
      'protocol',
      'config',
      'rng',
      'generators',
      'data',
      'model',
      'kernels',
      'train',
      'posterior',
      'sweep',
    ],
    packages: ['node:', TFJS, 'vite', 'webgpu', 'assemblyscript', 'bullmq', 'ioredis'],
  },
};

function readSources(): Map<string, string> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = ['src', 'workers'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  );
  const sources = files.filter((file) => /\.(tsx?|mjs)$/.test(file));
  return new Map(sources.sort().map((file) => [file, readFileSync(root + file, 'utf8')]));
}

describe('the house', () => {
  const sources = readSources();

  test('every import is allowed by the table of rooms', () => {
    expect(sources.size).toBeGreaterThan(20);
    expect(violations(sources, ROOMS)).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(cycles(sources)).toEqual([]);
  });

  test('imports are found in every room but those that have none', () => {
    const withImports = new Set(
      [...sources].filter(([, text]) => importsOf(text).length > 0).map(([file]) => roomOf(file)),
    );
    for (const room of ['config', 'data', 'model', 'train', 'posterior', 'protocol', 'state'])
      expect(withImports).toContain(room);
  });
});

describe('the reader of imports', () => {
  test('finds every form', () => {
    const source = `
      import a from './a.ts';
      import * as b from "./b.ts";
      import type { C } from './c.ts';
      import { type D, type E } from './d.ts';
      import { type F, g } from './e.ts';
      import {
        h,
        type I,
      } from './f.ts';
      import './g.css';
      export { j } from './h.ts';
      export * from './i.ts';
      export type { K } from './j.ts';
      const k = await import('./k.ts');
      type L = import('./l.ts').L;
      new Worker(new URL('../workers/m.ts', import.meta.url), { type: 'module' });`;
    const found = importsOf(source);
    expect(found.map(({ specifier }) => specifier).sort()).toEqual([
      '../workers/m.ts',
      ...[...'abcdef'].map((letter) => `./${letter}.ts`),
      './g.css',
      ...[...'hijkl'].map((letter) => `./${letter}.ts`),
    ]);
    expect(found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual([
      './c.ts',
      './d.ts',
      './j.ts',
    ]);
  });

  test('is not misled by comments, messages and templates', () => {
    const source = `
      // import a from './a.ts';
      /* import b from './b.ts'; */
      const message = { type: 'import', text: 'x' }; // it's 'from "c"'
      const shader = \`
        import d from './d.ts';\`;
      export const note = 'https://example.org/from';
      import e from './e.ts';`;
    expect(importsOf(source)).toEqual([{ specifier: './e.ts', typeOnly: false }]);
  });
});

describe('the checker, on a made-up house', () => {
  const table: Readonly<Record<string, Rule>> = {
    low: {},
    high: { rooms: ['low'], packages: ['@scope/tool', 'node:'] },
    signs: { types: ['low'] },
  };
  const house = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));

  test('lets through what the table allows', () => {
    const sources = house({
      'src/low.ts': '',
      'src/high/a.ts': "import { x } from '../low.ts';\nimport { b } from './b.tsx';",
      'src/high/b.tsx': "import t from '@scope/tool/part';\nimport fs from 'node:fs';",
      'src/signs.ts': "import type { X } from './low.ts';",
    });
    expect(violations(sources, table)).toEqual([]);
    expect(cycles(sources)).toEqual([]);
  });

  test('refuses a room, a value where only types may be, a package, a missing file and a missing room', () => {
    const sources = house({
      'src/low.ts': "import { a } from './high/a.ts';\nimport react from 'react';",
      'src/high/a.ts': "import type { X } from '../signs.ts';\nconst y = import('../gone.ts');",
      'src/signs.ts': "import { type X, y } from './low.ts';\nexport { a } from './high/a';",
      'src/cellar/a.ts': '',
    });
    expect(violations(sources, table)).toEqual([
      'src/low.ts imports ./high/a.ts: low may not import high',
      'src/low.ts imports react: low may not use react',
      'src/high/a.ts imports ../signs.ts: high may not import signs',
      'src/high/a.ts imports ../gone.ts: there is no such file',
      'src/signs.ts imports ./low.ts: signs may import only types of low',
      'src/signs.ts imports ./high/a: the ending is missing',
      'src/cellar/a.ts: the table has no room cellar',
    ]);
  });

  test('finds a cycle and says where it runs', () => {
    const sources = house({
      'src/low.ts': '',
      'src/high/a.ts': "import './b.ts';\nimport '../low.ts';",
      'src/high/b.ts': "export { c } from './c.ts';",
      'src/high/c.ts': "import type { A } from './a.ts';",
    });
    expect(cycles(sources)).toEqual([
      ['src/high/a.ts', 'src/high/b.ts', 'src/high/c.ts', 'src/high/a.ts'],
    ]);
  });
});
