/**
 * Ink as a piece of a link: differences between points as variable-length numbers, in base64url, with a checksum.
 *
 *   ink=d1.AhQA...   d: drawn, to be resampled; s: the points of the data set. 1: the version.
 */
import type { Ink, Stroke } from '../protocol.ts';
import { linkText } from '../text/en/link.ts';

/** Points a link carries; about 3 characters each. */
export const MAX_INK_POINTS = 1500;
const MAX_CHARACTERS = 12_000;
/** Farthest from the origin, pad units. */
const FARTHEST = 1e5;
const VERSION = 1;

export function pointCount({ strokes }: Ink): number {
  return strokes.reduce((sum, { x }) => sum + x.length, 0);
}

/** Throws a RangeError for more points than a link carries. */
export function encodeInk(ink: Ink): string {
  const points = pointCount(ink);
  if (points > MAX_INK_POINTS) throw new RangeError(linkText().ink.long(points, MAX_INK_POINTS));
  const bytes: number[] = [];
  let [left, top] = [0, 0];
  put(bytes, ink.strokes.length);
  for (const { x, y } of ink.strokes) {
    put(bytes, x.length);
    for (let i = 0; i < x.length; i++) {
      put(bytes, zigzag(x[i]! - left));
      put(bytes, zigzag(y[i]! - top));
      [left, top] = [x[i]!, y[i]!];
    }
  }
  const sum = checksum(bytes);
  bytes.push(sum & 255, sum >> 8);
  const text = btoa(String.fromCharCode(...bytes));
  const safe = text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${ink.sampled ? 's' : 'd'}${VERSION}.${safe}`;
}

/** Throws an Error that says what is wrong with the text. */
export function decodeInk(text: string): Ink {
  const head = /^([ds])(\d+)\./.exec(text);
  if (head === null) throw new Error(linkText().ink.noInk);
  if (Number(head[2]) !== VERSION)
    throw new Error(linkText().ink.version(String(head[2]), VERSION));
  if (text.length > MAX_CHARACTERS)
    throw new Error(linkText().ink.characters(text.length, MAX_CHARACTERS));
  const bytes = unpack(text.slice(head[0].length));
  const content = bytes.slice(0, -2);
  if (bytes.length < 3 || checksum(content) !== bytes.at(-2)! + 256 * bytes.at(-1)!)
    throw new Error(linkText().ink.damaged);
  return { strokes: strokesIn(content), sampled: head[1] === 's' };
}

function unpack(text: string): number[] {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    throw new Error(linkText().ink.letters);
  }
}

function strokesIn(bytes: readonly number[]): Stroke[] {
  const take = reader(bytes);
  const strokes: Stroke[] = [];
  let [left, top] = [0, 0];
  let points = 0;
  for (let n = take(); n > 0; n--) {
    const [x, y]: [number[], number[]] = [[], []];
    const length = take();
    points += length;
    if (length === 0 || points > MAX_INK_POINTS)
      throw new Error(linkText().ink.points(length, MAX_INK_POINTS));
    for (let i = 0; i < length; i++) {
      left += unzigzag(take());
      top += unzigzag(take());
      if (Math.abs(left) > FARTHEST || Math.abs(top) > FARTHEST)
        throw new Error(linkText().ink.leaves);
      x.push(left);
      y.push(top);
    }
    strokes.push({ x, y });
  }
  return strokes;
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function put(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

function reader(bytes: readonly number[]): () => number {
  let at = 0;
  return () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || unit > 2 ** 28) throw new Error(linkText().ink.ends);
      value += (byte % 128) * unit;
      if (byte < 128) return value;
    }
  };
}

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (code: number) => (code % 2 === 1 ? -(code + 1) / 2 : code / 2);

/** Fletcher's sum over 16 bits; not 0 for zeros. */
function checksum(bytes: readonly number[]): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 255;
    high = (high + low) % 255;
  }
  return low + 256 * high;
}
