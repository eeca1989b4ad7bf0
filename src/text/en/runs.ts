/** Of the tab of kept runs. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const RUNS = {
  deleted: (title: string) => `“${title}” was deleted.`,
  undo: 'Undo',
  list: 'Kept runs',
  none: 'Nothing is kept yet. A run is after some seconds of training, then every half minute, when it pauses, and when this page is hidden.',
  total: (runs: number, written: string, size: string, unreadable: number) =>
    `${written} ${runs === 1 ? 'run' : 'runs'}, ${size}${unreadable > 0 ? `; ${unreadable} more of a newer build of this page, left alone` : ''}. Tick two to lay their curves over each other.`,
  denied: (why: string) =>
    `This browser keeps nothing for this page (${why}). The run lasts as long as the page: export it to keep it.`,
  keeps:
    'This browser keeps the run that trains about every half minute, when it pauses and when the page is hidden, and goes on with it to the same last digit. Nothing leaves this computer. The last 30 runs without a name stay; named ones until you delete them.',
  notKept: (why: string) => ` Not kept just now: ${why}.`,
  keep: 'Keep this run',
  exportThis: 'Export this run',
  open: 'Open a run file…',
  file: 'Run file',
  compare: (title: string) => `Compare ${title}`,
  trains: 'trains now',
  unnamed: 'not named',
  needs: (files: string) => `needs ${files} again`,
  step: 'step',
  kept: 'kept',
  size: 'size',
  goOn: 'Go on',
  rename: 'Rename',
  duplicate: 'Duplicate',
  export: 'Export',
  delete: 'Delete',
  ofRun: (label: string, title: string) => `${label}: ${title}`,
  name: 'Name of the run',
  save: 'Save',
  cancel: 'Cancel',
  compared: 'Compared',
  lines: 'Strong lines are validation, faint ones training; as the runs were last kept. ',
  same: 'They have the same settings.',
  differ: (told: readonly { label: string; one: string; other: string }[], more: number) =>
    `They differ in ${told.map(({ label, one, other }) => `${label} ${one} and ${other}`).join('; ')}${more > 0 ? `, and ${more} more` : ''}.`,
  otherData: ' They learn from other data: one bound says nothing about the other.',
  quantities: { bound: 'Bound', kl: 'KL' },
  plot: (quantity: string) => `${quantity} of the compared runs, nats per sequence`,
  plotTitle: (quantity: string) => `${quantity}, nats per sequence`,
  seriesName: (title: string, model: string) => `${title}: ${model}`,
  hint: 'Point, or focus and use ← →, to read values.',
};

export type RunsText = Words<typeof RUNS>;
export const runsText = section('runs', RUNS);
