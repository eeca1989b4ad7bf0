/**
 * A hand of one's own: lines written on the pad become drawings to learn from. Few lines are little data, so each
 * one that is learned from comes in many slants, sizes and starts; those held out stay as they were written.
 */

import { englishHand, type HandFacts } from '../../text/en/dataSets.ts';
import { importInkText } from '../../text/en/importInk.ts';
import { ImportError } from '../importError.ts';
import { Dice } from './dice.ts';
import type { Drawing, InkFile, InkSplit, Stroke } from './ink.ts';
import { inkOf, offsetsOfInk } from './pad.ts';

/** Fewer lines cannot be parted. */
export const FEWEST_LINES = 3;
/** What each line to learn from is made into, itself among them. */
const COPIES = 24;
/** The pad as the embedded hands use it: x-heights in a pad unit, and a tempo like theirs. */
const TEMPO = { unit: 1 / 110, speed: 0.5, slowing: 0.3 };
/** Standard deviations: of slant and of the line's slope, and of the logarithms of size and width. */
const SPREAD = { slant: 0.12, slope: 0.03, size: 0.1, width: 0.08 };

/** Drawings of a hand, which says of how many lines. */
export interface HandFile extends InkFile {
  readonly hand: HandFacts;
}

/**
 * The lines as a file of drawings, in whole pad units; a fifth each, at least one, is held out for validation and
 * test, drawn by the seed. Throws an ImportError for fewer than three lines of two points or more.
 */
export function handFile(lines: readonly (readonly Stroke[])[], seed: number): HandFile {
  const sampled = lines
    .map((strokes) => offsetsOfInk(strokes, TEMPO, { sampled: false, lifted: true }))
    .filter((offsets) => offsets.length > 0);
  if (sampled.length < FEWEST_LINES)
    throw new ImportError(importInkText().fewLines(sampled.length, FEWEST_LINES));
  const held = Math.max(1, Math.floor(sampled.length / 5));
  const dice = new Dice(seed, 'data/hand/parts', 0);
  const order = sampled
    .map((offsets, line) => ({ offsets, line, key: dice.uniform() }))
    .sort((a, b) => a.key - b.key);
  const drawings = order.flatMap(({ offsets, line }, place): Drawing[] => {
    const split: InkSplit = place < held ? 'test' : place < 2 * held ? 'validation' : 'train';
    const drawing = (strokes: readonly Stroke[], copy: number): Drawing => ({
      name: copy === 0 ? `line ${line + 1}` : `line ${line + 1}, copy ${copy}`,
      split,
      strokes,
    });
    const written = inkOf(offsets, TEMPO);
    if (split !== 'train') return [drawing(written, 0)];
    return Array.from({ length: COPIES }, (_, copy) =>
      drawing(
        copy === 0
          ? written
          : varied(offsets, new Dice(seed, 'data/hand/copy', COPIES * line + copy)),
        copy,
      ),
    );
  });
  const hand = { lines: sampled.length, held, copies: COPIES };
  return { fileName: englishHand(hand), format: 'pad units', hand, drawings };
}

/** The same line by the same hand on another day, from one of its strokes on. */
function varied(offsets: Float32Array, dice: Dice): Stroke[] {
  const slant = SPREAD.slant * dice.normal();
  const slope = SPREAD.slope * dice.normal();
  const size = Math.exp(SPREAD.size * dice.normal());
  const width = size * Math.exp(SPREAD.width * dice.normal());
  const starts = [0];
  // The step after a lift goes through the air: a line may begin behind it.
  for (let i = 0; i + 6 < offsets.length; i += 3) if (offsets[i + 2] === 1) starts.push(i + 6);
  const from = dice.pick(starts.slice(0, Math.max(1, starts.length - 1)));
  const changed = offsets.slice(from);
  for (let i = 0; i < changed.length; i += 3) {
    const [dx, dy] = [changed[i]!, changed[i + 1]!];
    const across = width * (dx + slant * dy);
    changed[i] = across;
    changed[i + 1] = size * dy + slope * across;
  }
  return inkOf(changed, TEMPO);
}
