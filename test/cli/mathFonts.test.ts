import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { isInlined, mathFonts } from '../../src/cli/mathFonts.ts';

const path = createRequire(import.meta.url).resolve('katex/dist/katex.min.css');

test('of every font of KaTeX the style sheet keeps woff2 alone, and nothing else changes', () => {
  const sheet = readFileSync(path, 'utf8');
  const transform = mathFonts().transform as (code: string, id: string) => { code: string } | null;
  const code = transform(sheet, path)?.code ?? '';
  const faces = code.match(/@font-face\{[^}]*\}/g) ?? [];
  expect(faces.length).toBeGreaterThan(10);
  for (const face of faces)
    expect(face.match(/url\([^)]*\)/g)).toEqual([expect.stringMatching(/\.woff2\)$/)]);
  const rest = (text: string) => text.replaceAll(/@font-face\{[^}]*\}/g, '');
  expect(rest(code)).toBe(rest(sheet));
  expect(transform(sheet, 'other.css')).toBeNull();
});

test('fonts stay files, whatever their size', () => {
  expect(isInlined('/a/KaTeX_Size3-Regular.woff2')).toBe(false);
  expect(isInlined('/a/icon.svg')).toBeUndefined();
});
