/** Why files of digits were refused. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

/** `where` is a file and a line of it. */
const IMPORT_DIGITS = {
  /** By the byte of an idx file that says it. */
  types: {
    8: 'unsigned bytes',
    9: 'signed bytes',
    11: '16-bit integers',
    12: '32-bit integers',
    13: '32-bit floats',
    14: '64-bit floats',
  },
  noImage: (file: string) => `${file} holds no image`,
  notIdx: (file: string) => `${file} is not an idx file: it does not begin with 00 00 08 03`,
  headerCutOff: (file: string, size: string, header: number) =>
    `${file} is cut off in its header: ${size} of ${header}`,
  labels: (file: string, count: string) =>
    `${file} holds ${count} labels, not images: the images are in the file whose name ends in images-idx3-ubyte`,
  otherContent: (file: string, type: string, dimensions: number) =>
    `${file} holds ${type} in ${dimensions} dimensions: expected unsigned bytes in 3, images by rows by columns`,
  otherSize: (file: string, rows: number, columns: number, side: number) =>
    `${file} holds images of ${rows} × ${columns} pixels: expected ${side} × ${side}`,
  cutOff: (file: string, images: string, bytes: string, found: string) =>
    `${file} announces ${images} images, so ${bytes} bytes, and has ${found}: it is cut off`,
  tooLong: (file: string, images: string, bytes: string, found: string) =>
    `${file} announces ${images} images, so ${bytes} bytes, and has ${found}: it is too long`,
  shortLine: (where: string, found: number, expected: number) =>
    `${where} holds ${found} numbers: expected ${expected}, a pixel each`,
  longLine: (where: string, most: number) =>
    `${where} holds more than ${most} numbers: expected a pixel each`,
  blankLine: (where: string) => `${where} is blank and images follow it`,
  notBinary: (where: string, column: number, word: string) =>
    `${where}, column ${column} holds "${word}": expected 0 or 1`,
  unnamedPart: (file: string) =>
    `${file}: of several files of digits each must have train, valid or test (t10k) in its name`,
  samePart: (one: string, other: string, part: string) =>
    `${one} and ${other} are both for ${part}`,
  mixed: (one: string, other: string) =>
    `${one} and ${other} do not go together: one is binary and one is grey`,
  /** `name` is what the name of the file should have. */
  noPart: (files: string, part: string, name: string) =>
    `none of ${files} is for ${part}: expected a file with ${name} in its name`,
  few: (file: string, count: number, fewest: number) =>
    `${file} holds ${count} images: at least ${fewest} are needed, so that some can be held out`,
  fewToLearn: (file: string, count: number, fewest: number) =>
    `${file}: ${count} images to learn from, and at least ${fewest} are needed`,
  grey: (file: string) =>
    `${file} holds grey images: binarisation larochelle needs the files binarized_mnist_*.amat`,
  larochelle:
    'binarisation larochelle is that of the files binarized_mnist_*.amat: give them, or choose threshold or dynamic',
};

export type ImportDigitsText = Words<typeof IMPORT_DIGITS>;
export const importDigitsText = section('importDigits', IMPORT_DIGITS);
