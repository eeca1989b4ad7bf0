/** In which order and how finely a model reads a picture of 28 by 28 pixels. */
import type { Settings } from '../config/settings.ts';
import { DIGIT_PIXELS, DIGIT_SIDE } from './idx.ts';

export interface Scan {
  /** T */
  readonly steps: number;
  readonly channelNames: readonly string[];
  /** Pixels a side as the model sees the picture: 28 or 14. */
  readonly side: number;
  /** What is read at one step: a row of 28 pixels, a cell of 2 × 2 pixels, a pixel. */
  readonly unit: 'row' | 'cell' | 'pixel';
}

const CELL_SIDE = DIGIT_SIDE / 2;

const SCANS: Readonly<Record<Settings['scan'], Scan>> = {
  rows: {
    steps: DIGIT_SIDE,
    channelNames: Array.from({ length: DIGIT_SIDE }, (_, column) => `column ${column + 1}`),
    side: DIGIT_SIDE,
    unit: 'row',
  },
  cells: {
    steps: CELL_SIDE ** 2,
    channelNames: ['cell'],
    side: CELL_SIDE,
    unit: 'cell',
  },
  pixels: {
    steps: DIGIT_PIXELS,
    channelNames: ['pixel'],
    side: DIGIT_SIDE,
    unit: 'pixel',
  },
};

export function scanOf({ scan }: Pick<Settings, 'scan'>): Scan {
  return SCANS[scan];
}

/** Greys in the order a scan reads them, 0 to 1: the pixels themselves, or the means of 2 by 2. [side^2] */
export function greys(pixels: ArrayLike<number>, first: number, { side }: Scan): Float32Array {
  if (side === DIGIT_SIDE)
    return Float32Array.from({ length: DIGIT_PIXELS }, (_, i) => pixels[first + i]! / 255);
  return Float32Array.from({ length: side * side }, (_, i) => {
    const corner = first + 2 * Math.floor(i / side) * DIGIT_SIDE + 2 * (i % side);
    const above = pixels[corner]! + pixels[corner + 1]!;
    const below = pixels[corner + DIGIT_SIDE]! + pixels[corner + DIGIT_SIDE + 1]!;
    return (above + below) / (4 * 255);
  });
}
