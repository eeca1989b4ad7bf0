/**
 * What of the page is shown, as the search of its address asks: all of it, one panel in a frame of another page
 * (`embed=`), one panel at a time in large type (`slides`), and what is left out (`hide=`).
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataSetName } from '../config/settings.ts';
import type { ChoiceStorage } from './choices.ts';
import { THEMES, type Theme } from './theme.ts';

interface About {
  /** It can stand alone, in a frame or as a slide. */
  readonly single?: true;
  /** The preset a frame begins with whose address names none; absent: the first. */
  readonly preset?: DataSetName;
}

/** Everything that `hide=` can name, in the order in which slides go. */
export const PARTS = {
  posterior: { single: true },
  samples: { single: true, preset: 'handwriting' },
  draw: { single: true, preset: 'handwriting' },
  hand: {},
  digits: { single: true, preset: 'digits-rows' },
  sentences: { single: true, preset: 'sentences' },
  tables: {},
  runs: {},
  bound: { single: true },
  gap: { single: true },
  diagnostics: { single: true },
  kl: { single: true },
  'held-out': { single: true },
  estimates: {},
  data: {},
  presets: {},
  generator: {},
  files: {},
  models: {},
  settings: {},
  essay: {},
  hints: {},
  resume: {},
  reset: {},
  play: {},
  step: {},
  counters: {},
  backend: {},
  share: {},
  export: {},
  slides: {},
  habits: {},
  theme: {},
  language: {},
  help: {},
} as const satisfies Readonly<Record<string, About>>;

export type Part = keyof typeof PARTS;
export type Single = {
  [Name in Part]: (typeof PARTS)[Name] extends { single: true } ? Name : never;
}[Part];

export const PART_NAMES = Object.keys(PARTS) as Part[];
export const SINGLES = PART_NAMES.filter((name): name is Single => 'single' in PARTS[name]);

/** What an address asks of the page. */
export interface ScreenWish {
  /** The panel of a frame; `refused`: a frame was asked for, of something that is no such panel. */
  readonly embed: Single | 'refused' | null;
  readonly slide: Single | null;
  readonly hidden: ReadonlySet<Part>;
  readonly theme: Theme | null;
  /** What was asked for and is not there: key, value, and what the key takes. */
  readonly problems: readonly ScreenProblem[];
}

export interface ScreenProblem {
  readonly key: 'embed' | 'slides' | 'hide' | 'theme';
  readonly value: string;
  readonly known: readonly string[];
}

const SHOWN_CHARACTERS = 40;

/** Reads the search of an address, with or without `?`. Never throws: what is wrong is among the problems. */
export function readScreen(search: string): ScreenWish {
  const asked = new URLSearchParams(search);
  const problems: ScreenProblem[] = [];
  const wrong = (key: ScreenProblem['key'], value: string, known: readonly string[]): null => {
    problems.push({ key, value: value.slice(0, SHOWN_CHARACTERS), known });
    return null;
  };
  const one = <Name extends string>(key: 'embed' | 'slides' | 'theme', known: readonly Name[]) => {
    const value = asked.get(key);
    if (value === null) return null;
    return known.find((name) => name === value) ?? wrong(key, value, known);
  };
  const hidden = new Set<Part>();
  for (const name of asked.getAll('hide').flatMap((names) => names.split(',')))
    if (isPart(name.trim())) hidden.add(name.trim() as Part);
    else if (name.trim() !== '') wrong('hide', name.trim(), PART_NAMES);
  const embed = asked.has('embed') ? (one('embed', SINGLES) ?? 'refused') : null;
  const first = SINGLES[0]!;
  const slide = asked.get('slides') === '' ? first : one('slides', SINGLES);
  return {
    embed,
    slide: embed === null && asked.has('slides') ? (slide ?? first) : null,
    hidden,
    theme: one('theme', THEMES),
    problems,
  };
}

function isPart(name: string): boolean {
  return Object.hasOwn(PARTS, name);
}

/** The hash that a page opens with: its own, or for a frame whose address names none that of the panel's data. */
export function openingHash(hash: string, embed: ScreenWish['embed']): string {
  if (hash.replace(/^#/, '') !== '' || embed === null || embed === 'refused') return hash;
  const about: About = PARTS[embed];
  return about.preset === undefined ? hash : `#v=1&preset=${about.preset}`;
}

export type Screen = Pick<ScreenWish, 'embed' | 'slide' | 'hidden'>;

export type ScreenStore = StoreApi<Screen> & {
  /** Goes to a slide; null leaves the slides. The address follows. */
  readonly show: (slide: Single | null) => void;
};

/** `rewrite` puts another search, `?` included or empty, into the address. */
export function createScreen(
  { embed, slide, hidden }: ScreenWish,
  address: { readonly search: () => string; readonly rewrite: (search: string) => void },
): ScreenStore {
  const store = createStore<Screen>()(() => ({ embed, slide, hidden }));
  const show = (next: Single | null) => {
    store.setState({ slide: next });
    const asked = new URLSearchParams(address.search());
    if (next === null) asked.delete('slides');
    else asked.set('slides', next);
    address.rewrite(asked.size === 0 ? '' : `?${asked}`);
  };
  return { ...store, show };
}

/** What a page in another's frame has for storage: it lasts as long as the page, and the reader's own is left alone. */
export function fleetingStorage(): ChoiceStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}
