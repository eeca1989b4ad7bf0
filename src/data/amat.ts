/**
 * Larochelle's fixed binarisation of MNIST (Larochelle & Murray 2011): text files binarized_mnist_{train,valid,test}.amat,
 * one image a line, 784 numbers 0 or 1 separated by blanks.
 */

import { importDigitsText } from '../text/en/importDigits.ts';
import { importFilesText } from '../text/en/importFiles.ts';
import { DIGIT_PIXELS, type DigitImages } from './idx.ts';
import { ImportError } from './importError.ts';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const ZERO = 48;
const ONE = 49;

/** True where unpacked content begins like such a file: 0s and 1s, and blanks between. */
export function isAmat(head: Uint8Array): boolean {
  return /^[01]([ \t]+[01]){7}[ \t]/.test(new TextDecoder().decode(head.subarray(0, 64)));
}

/** Images of 0 and 255. Throws an ImportError that names line and column of the first thing that is wrong. */
export function parseAmat(bytes: Uint8Array, fileName: string): DigitImages {
  // A number and a blank each: a file of nothing but line ends has room for one image.
  const most = 1 + Math.ceil(bytes.length / (2 * DIGIT_PIXELS));
  const pixels = new Uint8Array(most * DIGIT_PIXELS);
  let count = 0;
  let line = 1;
  let column = 0;
  let blankLine = 0;
  let afterBlank = true;
  const text = importDigitsText();
  const where = (at = line) => importFilesText().line(fileName, at);
  const endLine = () => {
    if (column === 0) blankLine ||= line;
    else if (column === DIGIT_PIXELS) count++;
    else throw new ImportError(text.shortLine(where(), column, DIGIT_PIXELS));
    line++;
    column = 0;
    afterBlank = true;
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === NEWLINE) endLine();
    else if (byte === SPACE || byte === TAB || byte === RETURN) afterBlank = true;
    else {
      if (blankLine > 0) throw new ImportError(text.blankLine(where(blankLine)));
      column++;
      if ((byte !== ZERO && byte !== ONE) || !afterBlank) {
        // Back to the beginning of the word, where it is not this.
        const word = wordAt(bytes, afterBlank ? at : at - 1);
        throw new ImportError(text.notBinary(where(), afterBlank ? column : column - 1, word));
      }
      if (column > DIGIT_PIXELS) throw new ImportError(text.longLine(where(), DIGIT_PIXELS));
      if (byte === ONE) pixels[count * DIGIT_PIXELS + column - 1] = 255;
      afterBlank = false;
    }
  }
  if (column > 0) endLine();
  if (count === 0) throw new ImportError(text.noImage(fileName));
  return { fileName, count, pixels: pixels.subarray(0, count * DIGIT_PIXELS), binary: true };
}

function wordAt(bytes: Uint8Array, from: number): string {
  let to = from;
  while (to < bytes.length && to < from + 20 && bytes[to]! > SPACE) to++;
  return new TextDecoder().decode(bytes.subarray(from, to));
}
