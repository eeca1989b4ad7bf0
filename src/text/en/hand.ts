/** Of the tab where the models learn the reader's own hand. */
import { grouped, plural } from '../numbers.ts';
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const kept = (lines: number, points: number) =>
  `${lines} ${plural(lines, { one: 'line', other: 'lines' })} kept in this browser, ${grouped(points)} points`;

const HAND = {
  /** Lines to write, none of them special. */
  wishes: [
    'the quick brown fox',
    'jumps over the lazy dog',
    'pack my box with',
    'five dozen jugs',
    'sphinx of black quartz',
    'judge my vow',
  ],
  hint: (wish: string) => `Write a line here, for example “${wish}”, then add it.`,
  add: 'Add this line',
  undoStroke: 'Undo stroke',
  clear: 'Clear',
  none: 'No line kept yet: three are the fewest, ten make a hand.',
  few: (lines: number, points: number, missing: number) =>
    `${kept(lines, points)}; ${missing} more to begin.`,
  enough: (lines: number, points: number, held: number) =>
    `${kept(lines, points)}: ${lines - 2 * held} to learn from, ${held} for validation, ${held} for test.`,
  learned: (words: string) =>
    `${words} The models are learning this hand: see Samples and Draw & complete.`,
  learn: 'Learn this hand',
  export: 'Export ndjson',
  deleteAll: 'Delete all',
  undoDelete: 'Undo delete',
  line: (line: number) => `Line ${line}`,
  deleteLine: (line: number) => `Delete line ${line}`,
  readIt:
    '{strong:Read it:} your lines are resampled at the tempo of the embedded hands and stay in this browser. A fifth of them, at least one, is held out for validation and as many for test, as written; each of the others is learned from in 24 slants, sizes and starts. A few lines are little data: expect shapes of your letters, not words. Speed and pressure are not used.',
};

export type HandText = Words<typeof HAND>;
export const handText = section('hand', HAND);
