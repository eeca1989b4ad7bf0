/** Mutated copies of valid files: bits flipped, cut, spliced, doubled, their numbers and syntax exchanged. */
import fc from 'fast-check';

const text = (content: string) => new TextEncoder().encode(content);

/** What stands in for a number. */
const NUMBERS = [
  '-1',
  '0',
  '-0',
  '1e999',
  '-1e308',
  '1e308',
  '1e-320',
  'NaN',
  'Infinity',
  '0x7fffffff',
  '4294967296',
  '9007199254740993',
  '99999999999999999999',
  '0.5',
  '',
  'x',
  `${'1'.repeat(3000)}x`,
].map(text);

/** What is put in between: the signs of every format, names that objects share, what no text holds. */
const SIGNS = [
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\0',
  ' ',
  '{',
  '}',
  ']',
  '<',
  '>',
  '/>',
  '<!--',
  '<![CDATA[',
  '&lt;',
  '&',
  '=',
  '~',
  '%',
  '%zz',
  '#',
  '\uFEFF',
  '\u2028',
  '😀',
  '"__proto__":{"a":1},',
  '"constructor":{"prototype":{"a":1}},',
  '"toString":1,',
  '__proto__',
  '{"toString":1}',
  '[[[0,1],[0,1]]]',
  '<img src=x onerror=alert(1)>',
  '<a><a><a>',
  '</a>',
  'NaN',
  'null',
  'true',
  'M0 0C1e9 0 0 1e9 0 0',
  'a1e200 1 0 0 1 1e200 0',
  'matrix(1e200 0 0 1e200 0 0)',
]
  .map(text)
  .concat([
    Uint8Array.of(0xff, 0xfe),
    Uint8Array.of(0xc3),
    Uint8Array.of(0x1f, 0x8b),
    text('['.repeat(3000)),
    text('{"a":'.repeat(3000)),
    text('<a>'.repeat(1000)),
    text('"'.repeat(999)),
  ]);

const EXTREMES = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 28, 2049];

type Change = readonly [kind: number, at: number, size: number, value: number];
type Kind = (bytes: Uint8Array, change: Change, others: readonly Uint8Array[]) => Uint8Array;

const place = (bytes: Uint8Array, at: number) => (bytes.length === 0 ? 0 : at % bytes.length);

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}

/** The bytes with `put` in the place of those from `from` to `to`. */
const exchanged = (bytes: Uint8Array, from: number, to: number, put: Uint8Array) =>
  joined(bytes.subarray(0, from), put, bytes.subarray(to));

/** The line around a place, its end included. */
function lineAt(bytes: Uint8Array, at: number): { from: number; to: number } {
  const inside = place(bytes, at);
  const end = bytes.indexOf(10, inside);
  return { from: bytes.lastIndexOf(10, inside - 1) + 1, to: end < 0 ? bytes.length : end + 1 };
}

const isDigit = (byte: number) => byte >= 48 && byte <= 57;
const inNumber = (byte: number) => isDigit(byte) || byte === 46 || byte === 45 || byte === 101;

const KINDS: readonly Kind[] = [
  function flip(bytes, [, at, , value]) {
    const copy = bytes.slice();
    copy[place(bytes, at)]! ^= 1 << (value % 8);
    return copy;
  },
  function overwrite(bytes, [, at, , value]) {
    const copy = bytes.slice();
    copy[place(bytes, at)] = value % 256;
    return copy;
  },
  function truncate(bytes, [, at]) {
    return bytes.slice(0, place(bytes, at));
  },
  function cut(bytes, [, at, size]) {
    const from = place(bytes, at);
    return exchanged(bytes, from, from + (size % 64), new Uint8Array(0));
  },
  function double(bytes, [, at, size, value]) {
    const from = place(bytes, at);
    const block = bytes.subarray(from, from + (size % 600));
    return exchanged(bytes, from, from, joined(...Array(1 + (value % 6)).fill(block)));
  },
  function repeatLine(bytes, [, at, , value]) {
    const { from, to } = lineAt(bytes, at);
    return exchanged(
      bytes,
      from,
      from,
      joined(...Array(1 + (value % 3)).fill(bytes.subarray(from, to))),
    );
  },
  function dropLine(bytes, [, at]) {
    const { from, to } = lineAt(bytes, at);
    return exchanged(bytes, from, to, new Uint8Array(0));
  },
  function splice(bytes, [, at, size, value], others) {
    const other = others[value % others.length]!;
    const from = place(bytes, at);
    const taken = place(other, value);
    return exchanged(bytes, from, from + (size % 64), other.subarray(taken, taken + (size % 600)));
  },
  function number(bytes, [, at, , value]) {
    let from = place(bytes, at);
    const last = Math.min(bytes.length, from + 300);
    while (from < last && !isDigit(bytes[from]!)) from++;
    let to = from;
    while (to < bytes.length && inNumber(bytes[to]!)) to++;
    return exchanged(bytes, from, to, NUMBERS[value % NUMBERS.length]!);
  },
  function integer(bytes, [, at, , value]) {
    const copy = joined(bytes, new Uint8Array(4));
    new DataView(copy.buffer).setUint32(place(bytes, at) & ~3, EXTREMES[value % EXTREMES.length]!);
    return copy.subarray(0, bytes.length);
  },
  function sign(bytes, [, at, , value]) {
    const from = place(bytes, at);
    return exchanged(bytes, from, from, SIGNS[value % SIGNS.length]!);
  },
];

const draw = fc.nat();
const change = fc.tuple(fc.nat(KINDS.length - 1), draw, draw, draw);

/** One to four changes of one of the files. */
export function mutants(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  return fc
    .tuple(fc.nat(files.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(
      ([file, changes]) =>
        new Uint8Array(
          changes.reduce<Uint8Array>(
            (bytes, one) => KINDS[one[0]]!(bytes, one, files),
            files[file]!,
          ),
        ),
    );
}
