/** Why files of drawings, and lines of one's own, were refused. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

/** `where` is a place in a file; what a file holds comes as it is written there. */
const IMPORT_INK = {
  files: (count: number) => `${count} files`,
  place: (archive: string, path: string) => `${archive}, ${path}`,
  unknown: (file: string) =>
    `${file} is neither QuickDraw ndjson nor a line of IAM-OnDB (XML) nor InkML nor SVG nor a tar archive of such files`,
  tooLarge: (file: string, most: string) =>
    `${file} has more than ${most}: larger drawings are not read`,
  longLine: (file: string, most: number) => `${file} has a line of more than ${most} characters`,
  notUtf8: (file: string) => `${file} is not UTF-8 text`,
  tooMany: (where: string, drawings: string, points: string) =>
    `${where}: more than ${drawings} drawings or ${points} points: no more are read`,
  noForm: (where: string) => `${where} lists no form: expected one such as a01-000u a line`,
  noDrawing: (file: string) => `${file}: no drawing in it`,
  onlyLists: (file: string) =>
    `${file}: no drawing in it, only lists of forms: give the lineStrokes as well`,
  twoKinds: (file: string, one: string, other: string) =>
    `${file} hold both ${one} and ${other}: give one kind at a time`,
  otherForms: (file: string, form: string) =>
    `${file}: the lists name none of the forms of the lines, such as ${form}`,
  noTime: (where: string) => `${where} has a time that is no number`,
  farPoint: (where: string, value: number, most: string) =>
    `${where} has a point at ${value}: expected numbers up to ${most}`,
  few: (file: string, count: number) =>
    `${file} holds ${count} drawings of two points or more: at least 3 are needed, one for each part`,
  noMovement: (file: string, axis: string) =>
    `${file}: ${axis} is the same at every step of the training part`,
  fewLines: (count: number, fewest: number) =>
    `your pen has written ${count} lines: at least ${fewest} are needed, one for each part`,
  tarEnds: (archive: string, size: string) =>
    `${archive} is cut off: it ends after ${size} without the end mark of a tar archive`,
  tarSize: (archive: string, byte: string, size: string) =>
    `${archive} is damaged: the tar header at byte ${byte} gives a size of "${size}"`,
  tarChecksum: (archive: string, byte: string) =>
    `${archive} is damaged: the tar header at byte ${byte} has a wrong checksum`,
  tarCutOff: (archive: string, path: string) => `${archive} is cut off within ${path}`,
  tarTooLarge: (archive: string, path: string, size: string, most: string) =>
    `${archive}: ${path} has ${size}, and at most ${most} are read`,
  notJson: (where: string, why: string) =>
    `${where} is not JSON (${why}): expected an object a line, as in QuickDraw`,
  notObject: (where: string, found: string) =>
    `${where} holds ${found}: expected an object with a "drawing"`,
  refused: (where: string, why: string) => `${where} cannot be taken: ${why}`,
  drawingMissing: (where: string) => `${where} has no "drawing": expected a list of strokes`,
  otherDrawing: (where: string, found: string) =>
    `${where} has a "drawing" that is ${found}: expected a list of strokes`,
  otherPart: (where: string, found: string) =>
    `${where}: "split" is ${found}: expected train, validation or test`,
  otherName: (where: string, found: string) => `${where}: "key_id" is ${found}: expected a name`,
  stroke: (where: string, number: number) => `${where}, stroke ${number}`,
  axis: (stroke: string, axis: 'x' | 'y' | 'time') => `${stroke}, ${axis}`,
  otherStroke: (stroke: string, found: string) =>
    `${stroke} is ${found}: expected [[x, ...], [y, ...]]`,
  noPoints: (stroke: string) => `${stroke} has no points`,
  unequal: (stroke: string, lengths: string) =>
    `${stroke} has ${lengths} numbers in its lists: expected as many in each`,
  notList: (axis: string, found: string) => `${axis} is ${found}: expected a list`,
  notNumber: (axis: string, number: number, found: string) =>
    `${axis} number ${number} is ${found}: expected a number`,
  nested: 'something nested',
};

export type ImportInkText = Words<typeof IMPORT_INK>;
export const importInkText = section('importInk', IMPORT_INK);
