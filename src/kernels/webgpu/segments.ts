/**
 * How many steps of time one dispatch of a recurrence takes. A driver's watchdog ends a dispatch that runs too
 * long, and there is no way to interrupt one: so dispatches begin short and grow where they are measured quick.
 * The numbers do not depend on the length, as long as it is a multiple of `stepsPerChunk`.
 */

import { upToFour } from './packing.ts';
import { type Strips, stripsLength } from './strips.ts';

/** Aim of a forward dispatch; a backward one takes about twice as long. */
const AIM_MS = 40;
/** Longer segments save nothing and keep more in memory. */
export const LONGEST_SEGMENT = 64;
export const FIRST_SEGMENT = 16;

/**
 * The segment after dispatches of `segment` steps were measured to take `ms` each: at once as short as the aim
 * asks, but only doubled, and only where that leaves a margin. Powers of two, so that shapes of buffers are few.
 */
export function nextSegment(segment: number, ms: number): number {
  const wanted = (segment * AIM_MS) / Math.max(ms, 1e-3);
  if (wanted >= segment)
    return wanted >= 4 * segment ? Math.min(LONGEST_SEGMENT, 2 * segment) : segment;
  return Math.max(1, 2 ** Math.floor(Math.log2(wanted)));
}

/** Rows of a sum of weight gradients, about. */
const ROWS_PER_CHUNK = 256;

/**
 * Steps whose rows are summed into one chunk of the weights' gradients. Chunks begin at multiples of it whatever
 * the segments, and are added in one order, so that a run has the same bits on a slow and on a fast machine.
 */
export function stepsPerChunk(size: number): number {
  return Math.min(LONGEST_SEGMENT, 2 ** Math.max(0, Math.round(Math.log2(ROWS_PER_CHUNK / size))));
}

/** What `Segments` needs of a recorder. */
interface Clock {
  /** Resolves to the time, ms, when all that was recorded so far is done. */
  settled(): Promise<number>;
}

/** The present length for each size of model and batch, adapted by measuring some of the calls. */
export class Segments {
  readonly #lengths = new Map<string, { length: number; calls: number }>();
  readonly #fixed: number | null;

  /** `fixed` is the length for all; null: adapted. */
  constructor(fixed: number | null) {
    this.#fixed = fixed;
  }

  /** Runs `body` with the present length, and now and then measures its dispatches: `steps` over the length. */
  run<T>(
    { key, steps, size }: { key: string; steps: number; size: number },
    clock: Clock,
    body: (length: number) => T,
  ): T {
    if (this.#fixed !== null) return body(this.#fixed);
    const kept = this.#of(key);
    const length = Math.max(kept.length, stepsPerChunk(size));
    // The first call also compiles; 2, 4, 8, ... are measured, and no length is trusted for ever.
    const call = ++kept.calls;
    if (call < 2 || (call & (call - 1)) !== 0) return body(length);
    const began = clock.settled();
    const result = body(length);
    Promise.all([began, clock.settled()]).then(
      ([start, end]) => {
        kept.length = nextSegment(length, (end - start) / Math.ceil(steps / length));
      },
      () => {}, // the device is lost: whoever uses it hears of it
    );
    return result;
  }

  #of(key: string): { length: number; calls: number } {
    const found = this.#lengths.get(key);
    if (found) return found;
    const made = { length: FIRST_SEGMENT, calls: 0 };
    this.#lengths.set(key, made);
    return made;
  }
}

/** Some steps of a sequence that are one dispatch. */
export interface Segment {
  readonly firstStep: number;
  readonly rows: number;
  readonly steps: number;
  /** First float of its tape. */
  readonly tapeFirst: number;
}

/** What is cut: T steps of B sequences, at most `segment` steps at a time. */
export interface Cut {
  readonly steps: number;
  readonly size: number;
  readonly segment: number;
}

/** The segments in the order of time; `tape` are the strips each leaves behind. */
export function segmentsOf({ steps: all, size, segment }: Cut, tape: Strips): Segment[] {
  const segments: Segment[] = [];
  let tapeFirst = 0;
  for (let firstStep = 0; firstStep < all; firstStep += segment) {
    const steps = Math.min(segment, all - firstStep);
    const rows = steps * size;
    segments.push({ firstStep, steps, rows, tapeFirst });
    // A buffer is bound only from multiples of 256 bytes on.
    tapeFirst += Math.ceil(stripsLength(tape, rows) / 64) * 64;
  }
  return segments;
}

/** Floats of the tape of all segments. */
export function tapeLength(cut: Cut, tape: Strips): number {
  const last = segmentsOf(cut, tape).at(-1)!;
  return last.tapeFirst + upToFour(stripsLength(tape, last.rows));
}
