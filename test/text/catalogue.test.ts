/** That nothing is said outside the catalogue, and that every language says all of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { speak } from '../../src/text/speak.ts';
import { CHINESE } from '../../src/text/zh/catalogue.ts';
import { proseOf } from './prose.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = (folder: string) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file))
    .sort();

afterEach(() => speak('en'));

const sections = files('src/text/en').map((file) => file.replace(/^.*\/(\w+)\.ts$/, '$1'));

describe('the catalogue', () => {
  test('has every section in every language', () => {
    expect(Object.keys(CHINESE).sort()).toEqual(sections);
    expect(files('src/text/zh').filter((file) => !file.endsWith('/catalogue.ts'))).toEqual(
      sections.map((name) => `src/text/zh/${name}.ts`),
    );
  });

  test.each(sections)('%s: is what the page says, in the language it speaks', async (name) => {
    const module: Record<string, unknown> = await import(`../../src/text/en/${name}.ts`);
    const words = module[`${name}Text`] as () => unknown;
    const english = words();
    await speak('zh');
    expect(words()).toBe(CHINESE[name as keyof typeof CHINESE]);
    expect(words()).not.toBe(english);
    await speak('en');
    expect(words()).toBe(english);
  });

  test.each(sections)('%s: no sentence was left in English', async (name) => {
    const module: Record<string, unknown> = await import(`../../src/text/en/${name}.ts`);
    const english = sentences((module[`${name}Text`] as () => unknown)());
    const same = sentences(CHINESE[name as keyof typeof CHINESE]).filter((sentence) =>
      english.includes(sentence),
    );
    expect(same).toEqual([]);
  });
});

/** Texts of two words or more; what functions say is left out. */
function sentences(words: unknown): string[] {
  if (typeof words === 'string') return /\p{L}{2,} \p{L}{2,}/u.test(words) ? [words] : [];
  if (typeof words !== 'object' || words === null) return [];
  return Object.values(words).flatMap(sentences);
}

/** Where people are spoken to. The command line and its rooms speak English to those who write the commands. */
const SPEAKING = [
  ...['src/ui', 'src/state', 'src/config', 'src/data', 'src/train', 'src/posterior', 'workers'],
];
/** Their English is the catalogue's: src/text/en/settings.ts, presets.ts. */
const TABLES = ['src/config/settings.ts', 'src/config/presets.ts'];
/** What the synthetic data say. */
const SYNTHETIC = [
  'src/data/pen/words.ts',
  ...['clauses', 'grammar', 'inflection', 'lexicon', 'nounPhrases', 'phrase', 'verbPhrases'].map(
    (file) => `src/data/text/${file}.ts`,
  ),
];
/** Names, by which programs know formats, channels, drawings, writers and messages. */
const NAMES = [
  'src/data/pen/hand.ts',
  'src/data/pen/inkFiles.ts',
  'src/data/pen/penDataset.ts',
  'src/data/pen/writers.ts',
  'src/train/checkpoint.ts',
  'workers/offline.ts',
];
/** Titles of papers are said as they were printed, and words in files are what programs look for. */
const QUOTED = [
  'src/ui/essay/references.ts',
  'src/state/library/fileWords.ts',
  'src/ui/sheets.ts',
  'src/ui/sentences/readingSheet.ts',
  'src/ui/tables/csvHeads.ts',
  'src/ui/tables/published.ts',
];

describe('outside the catalogue', () => {
  const silent = new Set([...TABLES, ...SYNTHETIC, ...NAMES, ...QUOTED]);
  test.each(SPEAKING.flatMap(files).filter((file) => !silent.has(file)))(
    '%s says nothing',
    (file) => {
      expect(proseOf(file, readFileSync(root + file, 'utf8'))).toEqual([]);
    },
  );
});

describe('the reader of prose', () => {
  test('finds what people would read, and nothing else', () => {
    const source = `
      import a from './not this one';
      type B = 'nor this one';
      const c = <b className="nor this one" title="this">And this {d} <i>, this</i></b>;
      const e = \`this as \${well}\`;
      const f = flag ? 'so is this' : 'id';
      const g = <p aria-label={'and' + d}>{'·'}</p>;
      // nor this one
      throw new Error('programmers may read this one');`;
    expect(proseOf('a.tsx', source)).toEqual([
      'this',
      'And this',
      ', this',
      'this as …',
      'so is this',
      'and',
    ]);
  });
});
