/** Why files of sentences were refused. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const IMPORT_TEXT = {
  blank: (file: string) => `${file} holds nothing but blanks`,
  notUtf8: (file: string, line: number) =>
    `${file} is not UTF-8 text, at line ${line} or soon after`,
  binary: (file: string, byte: string) =>
    `${file} is no text: its byte ${byte} is 0. Expected a sentence a line`,
  /** `where` is a file and a line of it. */
  longLine: (where: string, most: string) =>
    `${where} is longer than ${most}: expected a sentence a line`,
  unnamedPart: (file: string) =>
    `${file}: of several texts each must have train, valid or test in its name, or none`,
  samePart: (one: string, other: string, part: string) =>
    `${one} and ${other} are both for ${part}`,
  noTraining: (files: string) =>
    `none of ${files} is for training: expected a file with train in its name`,
  few: (file: string, count: number, most: number, part: string, fewest: number) =>
    `${file}: ${count} sentences of at most ${most} tokens for ${part}, and at least ${fewest} needed`,
  /** `problem` is that of `few`. */
  longer: (problem: string, count: string) =>
    `${problem}; ${count} are longer: raise the sequence length, or cut them off`,
};

export type ImportTextText = Words<typeof IMPORT_TEXT>;
export const importTextText = section('importText', IMPORT_TEXT);
