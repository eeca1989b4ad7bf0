/** Several files of digits as one: which images are for training, validation and test their names say. */

import { importDigitsText } from '../text/en/importDigits.ts';
import { importFilesText } from '../text/en/importFiles.ts';
import type { DigitImages } from './idx.ts';
import { ImportError } from './importError.ts';
import type { SplitName } from './splitName.ts';

/** The part a file holds, by its name: those of MNIST and of Larochelle's binarisation. */
export function digitPart(fileName: string): SplitName | null {
  const name = fileName.split('/').at(-1)!.toLowerCase();
  if (/valid/.test(name)) return 'validation';
  if (/t10k|test/.test(name)) return 'test';
  return /train/.test(name) ? 'train' : null;
}

/** Throws an ImportError where a part is missing or there twice, or grey and binary files are mixed. */
export function joinDigits(files: readonly DigitImages[]): DigitImages {
  const [only] = files;
  if (files.length === 1) return only!;
  const text = importDigitsText();
  const { parts } = importFilesText();
  const found = new Map<SplitName, DigitImages>();
  for (const file of files) {
    const part = digitPart(file.fileName);
    if (part === null) throw new ImportError(text.unnamedPart(file.fileName));
    const other = found.get(part);
    if (other !== undefined)
      throw new ImportError(text.samePart(other.fileName, file.fileName, parts[part]));
    if (file.binary !== only!.binary)
      throw new ImportError(text.mixed(only!.fileName, file.fileName));
    found.set(part, file);
  }
  for (const part of ['train', 'test'] as const)
    if (!found.has(part))
      throw new ImportError(
        text.noPart(files.map(({ fileName }) => fileName).join(', '), parts[part], part),
      );
  const order = (['train', 'validation', 'test'] as const).flatMap((part) => found.get(part) ?? []);
  const pixels = new Uint8Array(order.reduce((sum, file) => sum + file.pixels.length, 0));
  let filled = 0;
  for (const file of order) {
    pixels.set(file.pixels, filled);
    filled += file.pixels.length;
  }
  const countOf = (part: SplitName) => found.get(part)?.count ?? 0;
  return {
    fileName: order.map(({ fileName }) => fileName).join(', '),
    count: order.reduce((sum, { count }) => sum + count, 0),
    pixels,
    ...(only!.binary && { binary: true }),
    parts: { train: countOf('train'), validation: countOf('validation'), test: countOf('test') },
  };
}
