/** Drawings as a file holds them: strokes of points, in the file's own units, y downwards. */

import type { HandFacts } from '../../text/en/dataSets.ts';
import { importInkText } from '../../text/en/importInk.ts';
import { grouped } from '../../text/numbers.ts';
import { ImportError } from '../importError.ts';

export interface Stroke {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Where the file has times: kept so that the file can be written again. */
  readonly t?: readonly number[];
  /** Of a pen that feels it, 0 to 1: for drawing the stroke; no file and no model gets it. */
  readonly pressure?: readonly number[];
}

export type InkSplit = 'train' | 'validation' | 'test';

export interface Drawing {
  /** As the file names it; empty where it does not. */
  readonly name: string;
  /** The part the file, or a list beside it, puts it in; null where nothing is said. */
  readonly split: InkSplit | null;
  readonly strokes: readonly Stroke[];
  /** What else a line of ndjson says of it. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export type InkFormat = 'QuickDraw ndjson' | 'IAM-OnDB' | 'InkML' | 'SVG' | 'pad units';

export interface InkFile {
  /** "omniglot.ndjson.gz", or what the files of several are in. */
  readonly fileName: string;
  readonly format: InkFormat;
  /** Of lines written here. */
  readonly hand?: HandFacts;
  readonly drawings: readonly Drawing[];
}

export function pointsOf({ strokes }: Drawing): number {
  return strokes.reduce((sum, { x }) => sum + x.length, 0);
}

/** Farthest from the origin in a file's units: a difference of two such numbers has a square that single precision holds. */
const FARTHEST = 1e9;

/** Throws an ImportError where a point is farther away than any paper is wide, or nowhere. */
export function checkCoordinates({ strokes }: Drawing, where: string): void {
  for (const { x, y, t } of strokes) {
    if (t?.some((value) => !Number.isFinite(value)))
      throw new ImportError(importInkText().noTime(where));
    for (const axis of [x, y])
      for (const value of axis)
        if (!(Math.abs(value) <= FARTHEST))
          throw new ImportError(importInkText().farPoint(where, value, grouped(FARTHEST)));
  }
}

/** The names of parts as files write them. */
export function inkSplitOf(written: string): InkSplit | null {
  switch (written.toLowerCase()) {
    case 'train':
    case 'training':
      return 'train';
    case 'valid':
    case 'val':
    case 'validation':
      return 'validation';
    case 'test':
      return 'test';
    default:
      return null;
  }
}
