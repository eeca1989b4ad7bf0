/** What stands on the canvas of pictures, how models complete it, and what they answered. */
import type { DigitReading, Pictured, PictureRequest } from '../protocol.ts';
import { blankPicture, type Picture } from './canvas.ts';

/** Least and most. */
export const DIGIT_BOUNDS = { count: [1, 8], particles: [1, 64] } as const;

export interface DigitOptions {
  /** Completions of each model. */
  readonly count: number;
  /** N of the particle filter behind each. */
  readonly particles: number;
  /** Of the first completion; whole, below 2^32. */
  readonly seed: number;
}

export interface DigitState {
  readonly picture: Picture;
  /** Pictures before each change that can be undone, the latest last. */
  readonly past: readonly Picture[];
  readonly options: DigitOptions;
  /** Null while nothing has been asked since the run or the picture began. */
  readonly asked: PictureRequest | null;
  readonly answer: Pictured | null;
  /** Pictures from nothing. */
  readonly samples: Pictured | null;
  readonly samplesSeed: number;
  /** Which completion the models read, from 0, and which z is shown. */
  readonly chosen: number;
  readonly dimension: number;
  readonly reading: DigitReading | null;
}

export const BLANK_DIGITS: DigitState = {
  picture: blankPicture(28, 'lower'),
  past: [],
  options: { count: 4, particles: 8, seed: 1 },
  asked: null,
  answer: null,
  samples: null,
  samplesSeed: 1,
  chosen: 0,
  dimension: 0,
  reading: null,
};
