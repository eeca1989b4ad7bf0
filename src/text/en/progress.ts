/** Of how far the run is: counters, what a screen reader hears, and what of the run was kept to compare with. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const PROGRESS = {
  title: 'Progress',
  step: 'step',
  epoch: 'epoch',
  steps: 'steps',
  pace: (steps: string) => `${steps} /s`,
  toGo: 'to go',
  done: 'done',
  toOne: 'to β = 1',
  ramp: 'ramp',
  toSamples: (samples: number) => `to K = ${samples}`,
  stopped: (step: string) => `Training has stopped at step ${step}.`,
  starting: 'The run is starting.',
  idle: 'Nothing is running.',
  training: 'Training.',
  paused: (step: string) => `Paused at step ${step}.`,
};

export type ProgressText = Words<typeof PROGRESS>;
export const progressText = section('progress', PROGRESS);
