/** The reader's own lines, kept in the browser as far as it lets us. */
import type { Stroke } from '../protocol.ts';
import { filesText } from '../text/en/files.ts';
import { type ChoiceStorage, keptChoice } from './choices.ts';

export type Line = readonly Stroke[];

const KEY = 'sis-rnn-playground.hand';
const VERSION = 1;

/** Throws an Error for people where what is stored cannot be read. */
export function storedHand(storage: () => ChoiceStorage): readonly Line[] {
  const text = keptChoice(storage, KEY);
  if (text === null) return [];
  const found: unknown = parse(text);
  if (!isHand(found)) throw new Error(filesText().linesUnreadable);
  return found.lines;
}

/** Throws what the browser throws where it has no room or lets nobody write. */
export function storeHand(storage: () => ChoiceStorage, lines: readonly Line[]): void {
  storage().setItem(KEY, JSON.stringify({ version: VERSION, lines }));
}

/** As QuickDraw's files are: an object a line. This page reads them back as strokes. */
export function handNdjson(lines: readonly Line[]): string {
  return lines
    .map((strokes, n) => {
      const drawing = strokes.map(({ x, y }) => [x, y]);
      return `${JSON.stringify({ key_id: String(n + 1), drawing })}\n`;
    })
    .join('');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isHand(found: unknown): found is { readonly lines: readonly Line[] } {
  if (typeof found !== 'object' || found === null) return false;
  const { version, lines } = found as { version?: unknown; lines?: unknown };
  return version === VERSION && Array.isArray(lines) && lines.every(isLine);
}

function isLine(line: unknown): line is Line {
  const numbers = (values: unknown): values is number[] =>
    Array.isArray(values) && values.every((value) => Number.isInteger(value));
  return (
    Array.isArray(line) &&
    line.every((stroke: unknown) => {
      if (typeof stroke !== 'object' || stroke === null) return false;
      const { x, y } = stroke as { x?: unknown; y?: unknown };
      return numbers(x) && numbers(y) && x.length === y.length && x.length > 0;
    })
  );
}
