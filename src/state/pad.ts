/** What stands on the pad, and which view is open. */
import type { Continued, ContinueRequest, Ink, KlAlong, PointReading } from '../protocol.ts';
import { PEN_DEFAULTS, type PenOptions } from './sharedInk.ts';

export const VIEWS = [
  'posterior',
  'samples',
  'draw',
  'hand',
  'digits',
  'sentences',
  'tables',
  'runs',
] as const;
export type View = (typeof VIEWS)[number];

export interface Inspected {
  readonly at: number;
  readonly dimension: number;
}

export interface PadState {
  readonly ink: Ink;
  /** Ink before each change that can be undone, the latest last. */
  readonly past: readonly Ink[];
  readonly options: PenOptions;
  /** Asks while the pen is still down. */
  readonly live: boolean;
  /** Null while nothing has been asked since the run or the ink began. */
  readonly asked: ContinueRequest | null;
  readonly answer: Continued | null;
  /** Answers kept to compare with. */
  readonly kept: readonly Continued[];
  /** The step of the ink that is looked at, and the z; null while none is. */
  readonly inspected: Inspected | null;
  /** The last reading there, and the KL along the ink. */
  readonly point: PointReading | null;
  readonly along: KlAlong | null;
  /** Lines from nothing, and the seed of the first. */
  readonly samples: Continued | null;
  readonly samplesSeed: number;
  /** The step at which a link's completions were made, until another request is made. */
  readonly atStep: number | null;
}

export const NO_INK: Ink = { strokes: [], sampled: false };

export const BLANK_PAD: PadState = {
  ink: NO_INK,
  past: [],
  options: PEN_DEFAULTS,
  live: false,
  asked: null,
  answer: null,
  kept: [],
  inspected: null,
  point: null,
  along: null,
  samples: null,
  samplesSeed: 1,
  atStep: null,
};
