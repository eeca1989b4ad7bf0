/**
 * The idx format of MNIST (http://yann.lecun.com/exdb/mnist): two zero bytes, a byte for the type, a byte
 * for the number of dimensions, each dimension as a big-endian 32-bit integer, then the values.
 */
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

const TYPE_NAMES: Readonly<Record<number, string>> = {
  8: 'unsigned bytes',
  9: 'signed bytes',
  11: '16-bit integers',
  12: '32-bit integers',
  13: '32-bit floats',
  14: '64-bit floats',
};

/** True where the bytes begin like an idx file, of whatever type and dimensions. */
export function isIdx(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && TYPE_NAMES[bytes[2]!] !== undefined
  );
}

/**
 * Reads an unpacked idx3-ubyte file of 28 x 28 images.
 * Throws an ImportError that says what was found and what was expected.
 */
export function parseIdxImages(bytes: Uint8Array, fileName: string): DigitImages {
  const refuse = (found: string) => new ImportError(`${fileName} ${found}`);
  if (!isIdx(bytes)) throw refuse('is not an idx file: it does not begin with 00 00 08 03');
  const dimensions = bytes[3]!;
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes)
    throw refuse(`is cut off in its header: ${formatBytes(bytes.length)} of ${headerBytes}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const type = bytes[2]!;
  if (type === 8 && dimensions === 1)
    throw refuse(
      `holds ${shape[0]!.toLocaleString('en')} labels, not images: the images are in the file whose name ends in images-idx3-ubyte`,
    );
  if (type !== 8 || dimensions !== 3)
    throw refuse(
      `holds ${TYPE_NAMES[type]} in ${dimensions} dimensions: expected unsigned bytes in 3, images by rows by columns`,
    );
  const [count, rows, columns] = shape as [number, number, number];
  if (rows !== DIGIT_SIDE || columns !== DIGIT_SIDE)
    throw refuse(
      `holds images of ${rows} × ${columns} pixels: expected ${DIGIT_SIDE} × ${DIGIT_SIDE}`,
    );
  if (count === 0) throw refuse('holds no image');
  const expected = headerBytes + count * DIGIT_PIXELS;
  if (bytes.length !== expected)
    throw refuse(
      `announces ${count.toLocaleString('en')} images, so ${expected.toLocaleString('en')} bytes, and has ${bytes.length.toLocaleString('en')}: it is ${bytes.length < expected ? 'cut off' : 'too long'}`,
    );
  return { fileName, count, pixels: bytes.subarray(headerBytes) };
}
