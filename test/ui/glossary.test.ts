import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { glossaryText } from '../../src/text/en/glossary.ts';

const root = new URL('../../src/ui/', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

test('every word of the glossary is explained in one or two sentences, somewhere on the page', () => {
  for (const [term, words] of Object.entries(glossaryText())) {
    expect(words).toMatch(/^[A-Z].*\.$/);
    expect(words.length).toBeLessThan(180);
    expect(sources, term).toMatch(new RegExp(`<Term of="${term}">`));
  }
});
