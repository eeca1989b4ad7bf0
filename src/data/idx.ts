/**
 * The idx format of MNIST (http://yann.lecun.com/exdb/mnist): two zero bytes, a byte for the type, a byte
 * for the number of dimensions, each dimension as a big-endian 32-bit integer, then the values.
 */

import { importDigitsText } from '../text/en/importDigits.ts';
import { grouped } from '../text/numbers.ts';
import { formatBytes, ImportError } from './importError.ts';

/** Rows and columns of a digit. */
export const DIGIT_SIDE = 28;
export const DIGIT_PIXELS = DIGIT_SIDE * DIGIT_SIDE;

export interface DigitImages {
  readonly fileName: string;
  readonly count: number;
  /** Grey 0 to 255, row by row. [count, 28, 28] */
  readonly pixels: Uint8Array;
  /** Every pixel is 0 or 255, as the file says. */
  readonly binary?: true;
  /** Where the files say which images are for what: so many of each, in this order. */
  readonly parts?: { readonly train: number; readonly validation: number; readonly test: number };
}

const TYPES = [8, 9, 11, 12, 13, 14] as const;

function typeOf(byte: number | undefined): (typeof TYPES)[number] | undefined {
  return TYPES.find((type) => type === byte);
}

/** True where the bytes begin like an idx file, of whatever type and dimensions. */
export function isIdx(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && typeOf(bytes[2]) !== undefined;
}

/**
 * Reads an unpacked idx3-ubyte file of 28 x 28 images.
 * Throws an ImportError that says what was found and what was expected.
 */
export function parseIdxImages(bytes: Uint8Array, fileName: string): DigitImages {
  const text = importDigitsText();
  const type = typeOf(bytes[2]);
  if (!isIdx(bytes) || type === undefined) throw new ImportError(text.notIdx(fileName));
  const dimensions = bytes[3]!;
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes)
    throw new ImportError(text.headerCutOff(fileName, formatBytes(bytes.length), headerBytes));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  if (type === 8 && dimensions === 1)
    throw new ImportError(text.labels(fileName, grouped(shape[0]!)));
  if (type !== 8 || dimensions !== 3)
    throw new ImportError(text.otherContent(fileName, text.types[type], dimensions));
  const [count, rows, columns] = shape as [number, number, number];
  if (rows !== DIGIT_SIDE || columns !== DIGIT_SIDE)
    throw new ImportError(text.otherSize(fileName, rows, columns, DIGIT_SIDE));
  if (count === 0) throw new ImportError(text.noImage(fileName));
  const expected = headerBytes + count * DIGIT_PIXELS;
  if (bytes.length !== expected) {
    const refuse = bytes.length < expected ? text.cutOff : text.tooLong;
    throw new ImportError(
      refuse(fileName, grouped(count), grouped(expected), grouped(bytes.length)),
    );
  }
  return { fileName, count, pixels: bytes.subarray(headerBytes) };
}
