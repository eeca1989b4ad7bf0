/** Of the panel of settings and of what may be changed in an experiment. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const CONTROLS = {
  title: 'Settings',
  more: 'Optimiser, batch, decoder…',
  groups: {
    data: 'Data',
    model: 'Networks',
    bound: 'Bound and schedules',
    training: 'Optimiser and batch',
  },
  effects: {
    live: 'acts at once',
    'next-step': 'acts from the next step',
    restart: 'restarts the run',
  },
  /** The same as sentences, after the help of a setting. */
  itsEffect: {
    live: 'It acts at once.',
    'next-step': 'It acts from the next step.',
    restart: 'It restarts the run.',
  },
  dragging: 'Dragging shows the exact posterior at once; letting go restarts the run.',
  fixed: 'fixed by the known generator',
  slider: (label: string) => `${label}, slider`,
  addModel: 'Add a model',
  system: 'System',
  needsDecoder: (system: string) => `${system} (needs a learned decoder)`,
  differsIn: 'Differs in',
  nothing: 'nothing',
  add: 'Add',
  cancel: 'Cancel',
  gaussian: 'Gaussian',
  refused: (problem: string) => `${problem}.`,
  notChanged: (problems: readonly string[]) => `Not changed: ${problems.join('; ')}.`,
  noPreset: (name: string, known: string) => `${name} is no preset: there are ${known}.`,
  mostModels: (most: number) => `An experiment holds at most ${most} models.`,
};

export type ControlsText = Words<typeof CONTROLS>;
export const controlsText = section('controls', CONTROLS);
