/** Of runs that the browser keeps: what the page tells of them wherever the reader is. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const RUN_NOTICES = {
  /** What the page calls a run that the reader has given no name. */
  title: (preset: string, seed: number) => `${preset}, seed ${seed}`,
  copyOf: (title: string) => `${title}, copy`,
  keptRun: 'A run that was kept',
  offer: (models: string, when: string, step: string) =>
    `A run of {title} (${models}) from ${when}, step ${step}, is kept in this browser. What trains now began anew.`,
  goOn: 'Go on',
  startAnew: 'Start anew',
  today: (clock: string) => `today ${clock}`,
  yesterday: (clock: string) => `yesterday ${clock}`,
  dayAndClock: (day: string, clock: string) => `${day} ${clock}`,
  keepsNone: (why: string) =>
    `This browser keeps no runs for this page (${why}): the run lasts as long as the page. Export it under “Runs” to keep it.`,
  takenOver: (title: string, copy: string) =>
    `“${title}” goes on in another tab, which keeps it. What this tab trains is kept as “${copy}”.`,
  cannotGoOn: (why: string) => `That run cannot go on: ${why}.`,
  openElsewhere: (title: string, copy: string) =>
    `“${title}” is open in another tab. Here goes on a copy of it, kept as “${copy}”.`,
  otherBackend: (before: string, here: string) =>
    `This run was trained on ${before} and goes on on ${here}: from the same weights, but not to the same last digit.`,
  notKept: (why: string) => `The last state of this run is not kept: ${why}.`,
  older: (settings: string) =>
    `This run is older than some settings, which take the values it was trained with: ${settings}.`,
  kept: (title: string) => `“${title}” is kept under “Runs” until you delete it.`,
  notRenamed: (why: string) => `Not renamed: ${why}.`,
  notDuplicated: (why: string) => `Not duplicated: ${why}.`,
  notDeleted: (why: string) => `Not deleted: ${why}.`,
  notBroughtBack: (why: string) => `Not brought back: ${why}.`,
  notCompared: (why: string) => `Not compared: ${why}.`,
  notExported: (why: string) => `Not exported: ${why}.`,
  notOpened: (file: string, why: string) => `${file} was not opened: ${why}.`,
  gone: 'it is not there any more',
  goneRun: 'that run is not there any more',
  noStorage: 'this browser has no storage for pages',
  newerBuild: 'what is kept here was written by a newer build of this page',
  wouldNotKeep: (why: string) => `the browser would not keep it (${why})`,
  noRoom: 'the browser has no room for it',
  noRoomAtAll: 'the browser has no room for it: delete runs, or export this one',
  noRoomFor: (files: string) =>
    `the browser has no room for ${files}: to go on with this run later, give it again`,
  penLines: 'the lines of your pen',
  moreFiles: (count: number) => `${count} more files`,
};

export type RunNoticesText = Words<typeof RUN_NOTICES>;
export const runNoticesText = section('runNotices', RUN_NOTICES);
