/** Of files the reader gives: the ways in, what is asked for, and what became of one. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const FILES = {
  title: 'Your files',
  ways: 'MNIST images (idx, raw or gzip), a CSV, strokes (ndjson, IAM-OnDB, InkML, SVG) or sentences, one a line: drop it anywhere, choose it, or give its address.',
  reading: (name: string) => `reading ${name}…`,
  share: (name: string) => `Read of ${name}`,
  cancel: 'Cancel',
  address: 'Address of a file',
  addressHint: 'https://…',
  fetch: 'Fetch',
  paste: 'Paste sentences',
  choose: 'Choose a file…',
  dataFile: 'Data file',
  folder: 'A folder…',
  folderLabel: 'Folder of data files',
  nothingInFolder: 'There was no file in that folder that can be learned from.',
  nothingInDrop: 'There was no file in it that can be learned from.',
  folderNotRead: (why: string) => `The dropped folder could not be read: ${why}.`,
  drop: 'Drop MNIST images (idx), a CSV or strokes (ndjson, IAM-OnDB, InkML, SVG) to learn from it',
  pastedText: 'pasted text',
  pasteLabel: 'Sentences, one a line',
  pasteHint: 'One sentence a line…',
  learnThese: 'Learn these lines',
  learn: (lines: number) => `Learn ${lines === 1 ? 'this line' : `these ${lines} lines`}`,
  readAs: 'Read as',
  needs: (data: string) => `${data} needs a file`,
  wanted: {
    'digits-rows':
      'Give the images of MNIST in idx format, raw or gzip (train-images-idx3-ubyte.gz). Labels are not needed.',
    'your-csv':
      'Give a CSV with a header line and one row a time step. Columns without numbers, such as dates, are left out; one called sequence parts the rows into series.',
    strokes:
      'Give drawings as QuickDraw ndjson, or handwriting of IAM-OnDB: its lineStrokes as XML or as the tar.gz they come in; or three files or more of InkML or SVG.',
    text: 'Give sentences, one a line: paste them, or give a text file, or three with train, valid and test in their names, as Penn Treebank and Yahoo answers come.',
  },
  /** After what is wanted, which is empty for other data. */
  waysIn: (wanted: string) =>
    `${wanted} Drop it anywhere on this page, choose it here, or type its address under “Your files”. It stays on this computer.`,
  penLines: (lines: number) => `Your pen, ${lines} lines kept in this browser`,
  back: (title: string) => `Back to ${title}, which is still running`,
  several: (count: number) => `${count} files`,
  cancelled: 'The reading was cancelled; what ran goes on.',
  read: (description: string) => `Read: ${description}`,
  notRead: (name: string, why: string) => `${name} could not be read: ${why}.`,
  notTaken: (why: string) => `Not taken: ${why}.`,
  notFetched: (why: string) => `Not fetched: ${why}.`,
  large: (megabytes: string, most: number) =>
    `it has ${megabytes} MB, and at most ${most} are read`,
  largeWeights: (most: number) => `at most ${most} MB are read`,
  weights: (model: string, file: string) =>
    `${model} has the weights of ${file} now, and its optimiser begins anew. The link alone does not make this run again; what is kept of it goes on.`,
  noAddress: (text: string) =>
    `"${text}" is not an address: it should look like https://…/data.csv`,
  notHttps: (text: string) =>
    `"${text}" is not https; this page reads nothing else, but for http of localhost`,
  noAnswer: (host: string) =>
    `${host} did not answer, or does not let other pages read its files (CORS). Download the file and drop it here instead`,
  notFound: (host: string, status: string) =>
    `${host} answered ${status}: there is no file to read at that address`,
  brokeOff: (host: string) => `the connection to ${host} broke off before the file was complete`,
  endless: (host: string, most: number) => `${host} sends more than ${most} MB: no more is read`,
  yourLines: 'your lines',
  linesNotKept: (why: string) =>
    `The browser would not keep your lines (${why}): they last as long as this page. Export them to keep them.`,
  linesUnreadable: 'the lines of your pen kept in this browser cannot be read and were left alone',
  /** A problem by itself. */
  problem: (problem: string) => `${problem}.`,
};

export type FilesText = Words<typeof FILES>;
export const filesText = section('files', FILES);
