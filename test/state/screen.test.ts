import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import { parseLink } from '../../src/state/link.ts';
import {
  createScreen,
  fleetingStorage,
  openingHash,
  PART_NAMES,
  PARTS,
  readScreen,
  SINGLES,
} from '../../src/state/screen.ts';

describe('what an address asks of the page', () => {
  test('is nothing where it says nothing of it', () => {
    expect(readScreen('?backend=wasm&lang=zh')).toEqual({
      embed: null,
      slide: null,
      hidden: new Set(),
      theme: null,
      problems: [],
    });
  });

  test.each(SINGLES)('a frame or a slide of %s', (name) => {
    expect(readScreen(`?embed=${name}`)).toMatchObject({ embed: name, slide: null, problems: [] });
    expect(readScreen(`?slides=${name}`)).toMatchObject({ embed: null, slide: name, problems: [] });
  });

  test.each(['', 'runs', 'Posterior', 'toString', '__proto__'])(
    'a frame of "%s" is refused, with what can be had',
    (name) => {
      expect(readScreen(`?embed=${name}`)).toMatchObject({
        embed: 'refused',
        problems: [{ key: 'embed', value: name, known: SINGLES }],
      });
    },
  );

  test('slides begin with the first panel, also where the one asked for is not there', () => {
    expect(readScreen('?slides')).toMatchObject({ slide: 'posterior', problems: [] });
    expect(readScreen('?slides=nothing')).toMatchObject({
      slide: 'posterior',
      problems: [{ key: 'slides', value: 'nothing', known: SINGLES }],
    });
    expect(readScreen('?slides&embed=gap')).toMatchObject({ slide: null, embed: 'gap' });
  });

  test('names to hide, with commas and spaces, once or several times; others are told with all there are', () => {
    const { hidden, problems } = readScreen('?hide=share,%20gap,&hide=essay,constructor,gap');
    expect([...hidden]).toEqual(['share', 'gap', 'essay']);
    expect(problems).toEqual([{ key: 'hide', value: 'constructor', known: PART_NAMES }]);
  });

  test('a long value is told in part', () => {
    const [problem] = readScreen(`?theme=${'x'.repeat(500)}`).problems;
    expect(problem).toEqual({
      key: 'theme',
      value: 'x'.repeat(40),
      known: ['system', 'light', 'dark'],
    });
    expect(readScreen('?theme=dark').theme).toBe('dark');
  });
});

describe('the table of parts', () => {
  test('has presets that are there', () => {
    for (const [name, about] of Object.entries(PARTS))
      if ('preset' in about) expect(presetNamed(about.preset), name).toBeDefined();
  });

  test('is that of docs/embed.md', () => {
    const page = readFileSync(new URL('../../docs/embed.md', import.meta.url), 'utf8');
    const listed = page.match(/^`hide=` takes .*$/m)?.[0].match(/`[\w-]+`/g);
    expect(listed).toEqual(PART_NAMES.map((name) => `\`${name}\``));
    const single = page.match(/^`embed=` takes .*$/m)?.[0].match(/`[\w-]+`/g);
    expect(single).toEqual(SINGLES.map((name) => `\`${name}\``));
  });
});

test('a frame whose address names no experiment begins with data that its panel is for', () => {
  expect(openingHash('', null)).toBe('');
  expect(openingHash('', 'posterior')).toBe('');
  expect(openingHash('#', 'refused')).toBe('#');
  expect(openingHash('#v=1&preset=ring', 'digits')).toBe('#v=1&preset=ring');
  const { experiment, notices } = parseLink(openingHash('#', 'digits'));
  expect([experiment.preset, notices]).toEqual(['digits-rows', []]);
});

test('the address follows the slides and keeps what else it says', () => {
  let search = '?backend=wasm&hide=gap';
  const screen = createScreen(readScreen(search), {
    search: () => search,
    rewrite: (next) => {
      search = next;
    },
  });
  screen.show('bound');
  expect([screen.getState().slide, search]).toEqual([
    'bound',
    '?backend=wasm&hide=gap&slides=bound',
  ]);
  screen.show(null);
  expect([screen.getState().slide, search]).toEqual([null, '?backend=wasm&hide=gap']);
  search = '?slides=kl';
  screen.show(null);
  expect(search).toBe('');
});

test('storage in a frame forgets with the page', () => {
  const storage = fleetingStorage();
  storage.setItem('a', 'b');
  expect([storage.getItem('a'), storage.getItem('c')]).toEqual(['b', null]);
  expect(fleetingStorage().getItem('a')).toBeNull();
});
