/**
 * The forms a letter may take: the roman and the script one of Hershey, and others drawn here, because people
 * write the same letter in different ways and in a different order of strokes. What comes next is then open
 * even where the text is known.
 */
import { HERSHEY_BASELINE, ROMAN, SCRIPT } from './hershey.ts';

export interface Point {
  readonly x: number;
  /** Upwards. */
  readonly y: number;
}

export interface LetterForm {
  readonly kind: 'roman' | 'script';
  /** In heights of an x, from the left end of the letter and from the baseline. */
  readonly strokes: readonly (readonly Point[])[];
  /** Strokes from here on may wait until the word is written: dots and bars. */
  readonly delayedFrom: number;
  /** Where the next letter begins, before the writer's own spacing. */
  readonly advance: number;
}

/** Other ways to write a letter, on the grid of `ROMAN`. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  a: ['4,10 7,8 11,8 14,11 14,22 / 14,14 8,14 4,17 4,20 7,22 11,21 14,18'],
  b: ['4,1 4,19 7,22 11,21 13,17 11,13 7,12 4,15'],
  d: ['13,15 10,10 6,11 3,16 5,21 9,22 13,18 13,11 10,5 5,2'],
  e: ['13,10 10,8 6,8 4,11 6,14 10,14 6,14 3,17 4,21 8,22 12,21 14,19'],
  f: ['13,3 11,1 9,2 8,6 8,24 7,28 5,29 3,27 / 3,10 13,10'],
  g: ['13,9 9,8 5,10 4,13 7,16 11,14 13,9 13,22 12,27 8,29 4,27 5,24 13,20'],
  h: ['4,1 4,22 4,13 8,8 12,8 14,12 14,22'],
  i: ['4,8 4,22'],
  k: ['4,1 4,22 / 13,8 5,15 7,15 14,22'],
  l: ['3,18 8,12 10,5 8,1 6,4 6,18 8,22 11,21'],
  m: ['4,8 4,22 4,12 8,8 12,9 13,13 13,22 13,12 17,8 21,9 22,13 22,22'],
  n: ['4,8 4,22 4,13 8,8 12,8 14,12 14,22'],
  o: ['8,8 12,9 15,14 13,20 8,22 4,20 3,14 5,9 9,8'],
  p: ['4,8 4,29 4,12 8,8 13,9 15,13 13,19 9,20 5,18'],
  q: ['14,10 10,8 5,9 3,14 5,20 10,20 14,15 / 14,8 14,28 17,25'],
  r: ['4,10 5,8 5,22 5,14 8,9 12,8 13,10'],
  t: ['6,1 6,22 / 1,8 12,8'],
  u: ['4,8 4,18 6,22 11,22 14,18 14,8'],
  v: ['3,8 6,14 8,22 10,14 12,9 15,8'],
  w: ['3,8 4,19 7,22 10,19 11,11 12,19 15,22 18,19 19,8'],
  x: ['3,8 6,9 8,15 11,21 14,22 / 14,8 11,9 8,15 6,21 3,22'],
  y: ['3,8 4,15 7,18 11,17 14,8 13,22 11,28 7,29 4,27'],
  z: ['3,8 14,8 3,22 14,22', '3,8 14,8 3,22 14,22 / 5,15 12,15'],
  A: ['1,22 9,1 17,22 / 4,15 14,15'],
  E: ['15,4 11,1 6,2 5,7 10,10 5,13 4,19 9,22 16,20'],
  I: ['4,1 4,22 / 0,1 8,1 / 0,22 8,22'],
};

/** Of these Hershey draws the stem or the dot first; a hand does it last, or begins with the bowl. */
const LAST_FIRST = { roman: 'adgqij', script: 'ij' } as const;
const DOTTED = 'ij';
/** Letters whose second stroke crosses or dots the first. */
const CROSSED = { roman: 'ijtfx', script: 'ijtx' } as const;

const X_HEIGHT = { roman: 14, script: 11 } as const;
/** Between roman letters, in heights of an x. */
const GAP = 0.3;

function formOf(letter: string, kind: LetterForm['kind'], drawn: string): LetterForm {
  let strokes = drawn.split(' / ').map((stroke) =>
    stroke.split(' ').map((pair) => {
      const [x, y] = pair.split(',').map(Number);
      return { x: x! / X_HEIGHT[kind], y: (HERSHEY_BASELINE - y!) / X_HEIGHT[kind] };
    }),
  );
  if (strokes.length > 1 && LAST_FIRST[kind].includes(letter)) {
    const [first, ...rest] = strokes;
    // A dot is a flick of the pen, not the little diamond of the plotter.
    strokes = [...rest, DOTTED.includes(letter) ? first!.slice(0, 2) : first!];
  }
  const delayedFrom = CROSSED[kind].includes(letter) ? 1 : strokes.length;
  if (kind === 'script')
    return { kind, strokes, delayedFrom, advance: strokes[delayedFrom - 1]!.at(-1)!.x };
  const xs = strokes.flat().map(({ x }) => x);
  const left = Math.min(...xs);
  return {
    kind,
    strokes: strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x - left, y }))),
    delayedFrom,
    advance: Math.max(...xs) - left + GAP,
  };
}

/** All forms of each letter: roman first, script second, then the others. */
export const LETTER_FORMS: Readonly<Record<string, readonly LetterForm[]>> = Object.fromEntries(
  Object.keys(ROMAN).map((letter) => [
    letter,
    [
      formOf(letter, 'roman', ROMAN[letter]!),
      formOf(letter, 'script', SCRIPT[letter]!),
      ...(OTHERS[letter] ?? []).map((drawn) => formOf(letter, 'roman', drawn)),
    ],
  ]),
);
