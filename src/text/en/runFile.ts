/** Of run files: what is wrong with one. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const RUN_FILE = {
  large: (megabytes: number, most: number) =>
    `it has ${megabytes} MB, and at most ${most} are read`,
  noRun: 'it is no run of this page',
  version: (found: string, read: number) =>
    `it is a run of version ${found}: this build reads version ${read}`,
  noBackend: (file: string) => `${file} in it names no backend`,
  hand: 'the hand',
  pad: 'the pad',
  stroke: 'a stroke',
  noLines: 'the hand in it has no lines',
  noStrokes: 'a drawing in it is no list of strokes',
  uneven: 'a stroke in it has not as many x as y',
  noNumbers: 'a stroke in it has something else than numbers',
  noWhole: (what: string, value: string) => `${what} in it is ${value}: a whole number is expected`,
  noObject: (what: string) => `${what} in it is no object`,
  missing: (file: string) => `${file} is missing in it`,
  within: (file: string, why: string) => `${file} in it: ${why}`,
  figures: 'the figures',
  curve: 'a curve',
  table: 'a table of figures',
  point: 'a point',
  noPoints: 'a curve is no list of points',
  manyPoints: (most: number) => `there are more than ${most} points of curves`,
  lacks: (key: string) => `a point of the figures has no ${key}`,
  shouldBeObject: (what: string) => `${what} should be an object`,
  manyFiles: (count: number, most: number) =>
    `${count} files are more than the ${most} of a zip file`,
  tooLarge: 'it is larger than the 4 GB of a zip file',
  cutOff: 'it is cut off, or no zip file of this page: its end is missing',
  damagedList: 'its list of members is damaged',
  packed: (file: string) => `${file} in it is packed: runs of this page are stored as they are`,
  misplaced: (file: string) => `${file} in it is not where it should be`,
  memberCutOff: (file: string) => `${file} in it is cut off`,
  overlap: 'its members lie over each other',
  damaged: (file: string) => `${file} in it is damaged: its checksum is another`,
};

export type RunFileText = Words<typeof RUN_FILE>;
export const runFileText = section('runFile', RUN_FILE);
