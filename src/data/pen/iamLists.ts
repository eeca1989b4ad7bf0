/**
 * Which form of IAM-OnDB is in which part. The lists of the official task hold one form a line ("a01-000u"); a
 * line file "a01-000u-03.xml" belongs to the form its name begins with.
 */
import type { InkSplit } from './ink.ts';

/**
 * The part a list is of, by its name; null where a file is no such list. Both validation sets of the task
 * (testset_v, testset_t) are validation; `train.txt`, `valid.txt`, `test.txt` are the VRNN code's.
 */
export function listPart(path: string): InkSplit | null {
  const name = path.split('/').at(-1)!.toLowerCase();
  if (/^(trainset|train)\.txt$/.test(name)) return 'train';
  if (/^(testset_[vt]|valid|validation|val)\.txt$/.test(name)) return 'validation';
  if (/^(testset_f|test)\.txt$/.test(name)) return 'test';
  return null;
}

/** The forms a list names. */
export function formsIn(text: string): string[] {
  return text.split(/\s+/).filter((word) => /^[a-z]\d{2}-\d{3}[a-z]?$/i.test(word));
}

/** "lineStrokes/a01/a01-000/a01-000u-03.xml" is line a01-000u-03 of form a01-000u. */
export function lineOf(path: string): { line: string; form: string } {
  const line = path
    .split('/')
    .at(-1)!
    .replace(/\.xml$/i, '');
  return { line, form: line.replace(/-\d+$/, '') };
}
