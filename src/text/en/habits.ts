/** Of what training does while nobody looks. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const HABITS = {
  title: 'While nobody looks',
  button: 'While nobody looks: hidden page, screen, battery',
  whose: 'These are this browser’s, and no part of an experiment or its link.',
  hidden: 'While the page is hidden',
  hiddenNote: 'another tab, a minimised window, a locked screen',
  battery: 'On the battery',
  batteryNote: 'Play overrules it until the power changes',
  awake: 'Keep the screen on while training',
  canKeepAwake: 'as long as the page is seen',
  cannotKeepAwake: 'this browser cannot, or not here',
  meanwhile: { goOn: 'go on', pause: 'pause' },
  paused: { hidden: 'paused: page hidden', battery: 'paused: on battery' },
  staysOn: 'screen stays on',
  notAwake: (why: string) =>
    `The screen cannot be kept on here (${why}): training goes on as long as it does.`,
};

export type HabitsText = Words<typeof HABITS>;
export const habitsText = section('habits', HABITS);
