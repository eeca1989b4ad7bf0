/** Of files of whatever kind: what they hold, and why they were refused. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const IMPORT_FILES = {
  bytes: (count: string) => `${count} bytes`,
  line: (file: string, line: number) => `${file}, line ${line}`,
  parts: { train: 'train', validation: 'validation', test: 'test' },
  needs: (data: string, wanted: string) => `data set ${data} needs ${wanted}`,
  wanted: {
    'digits-rows':
      'images of digits: an idx file of MNIST such as train-images-idx3-ubyte.gz, or .amat files',
    'your-csv': 'a CSV file with a header line and one row a time step',
    strokes:
      'drawings: QuickDraw ndjson, lineStrokes of IAM-OnDB, InkML or SVG, as files, a folder or a tar.gz',
    text: 'sentences, one a line: a file, or several with train, valid and test in their names',
  },
  images: (file: string, count: string) => `${file}: ${count} images`,
  series: (file: string, count: string, channels: string) =>
    `${file}: ${count} series, channels ${channels}`,
  drawings: (file: string, count: string, format: string) =>
    `${file}: ${count} drawings, ${format}`,
  lines: (file: string, count: string) => `${file}: ${count} lines of text`,
  firstLines: (file: string, count: string) => `${file}: the first ${count} lines of text`,
  noFile: 'no file was given',
  empty: (file: string) => `${file} is empty`,
  unpacksToNothing: (file: string) => `${file} unpacks to nothing`,
  otherKind: (text: string, other: string) =>
    `${text} is text and ${other} is not, or is not UTF-8: give one kind at a time`,
  labelsOnly: (files: string) =>
    `${files} hold labels only: the images are in the files whose names end in images-idx3-ubyte`,
  changed: (file: string) => `${file} was changed while it was read: give it again`,
  zip: (file: string) =>
    `${file} is a zip archive (or a spreadsheet, which is one inside): unpack it, or save it as CSV`,
  unknown: (file: string) =>
    `${file} is neither an MNIST idx file nor UTF-8 text, of comma-separated values or of sentences, nor a file of drawings`,
  tooLarge: (file: string, size: string, most: string) =>
    `${file} is too large: ${size}, and at most ${most} are read`,
  unpacksTooLarge: (file: string, most: string) =>
    `${file} unpacks to more than ${most}: larger files are not read`,
  gzipCutOff: (file: string, size: string) =>
    `${file} is a truncated gzip file: it ends too early, after ${size} of content. Copy or download it again`,
  gzipDamaged: (file: string, size: string) =>
    `${file} is a damaged gzip file: it cannot be unpacked after ${size} of content. Copy or download it again`,
};

export type ImportFilesText = Words<typeof IMPORT_FILES>;
export const importFilesText = section('importFiles', IMPORT_FILES);
