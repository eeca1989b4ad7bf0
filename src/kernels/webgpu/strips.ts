/**
 * Several matrices [rows, width_i] of one buffer, one after the other, where the number of rows is known only
 * when a kernel runs: strip i begins at (sum of the widths before it) times the rows, rounded up to four.
 */
import { upToFour } from './packing.ts';

export interface Strips {
  readonly widths: ReadonlyMap<string, number>;
  /** Sum of the widths before each strip. */
  readonly before: ReadonlyMap<string, number>;
  /** Sum of all widths. */
  readonly width: number;
}

export function stripsOf(parts: readonly (readonly [name: string, width: number])[]): Strips {
  const before = new Map<string, number>();
  let width = 0;
  for (const [name, own] of parts) {
    before.set(name, width);
    width += own;
  }
  return { widths: new Map(parts), before, width };
}

/** Floats of a buffer that holds the strips for so many rows. */
export function stripsLength(strips: Strips, rows: number): number {
  return strips.width * upToFour(rows);
}

/** The first float of a strip. Throws a RangeError where there is no such strip. */
export function stripStart(strips: Strips, name: string, rows: number): number {
  return known(strips.before, name) * upToFour(rows);
}

export function stripWidth(strips: Strips, name: string): number {
  return known(strips.widths, name);
}

function known(numbers: ReadonlyMap<string, number>, name: string): number {
  const found = numbers.get(name);
  if (found === undefined) throw new RangeError(`there is no strip ${name}`);
  return found;
}
