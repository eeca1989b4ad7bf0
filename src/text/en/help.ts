/** Of the help. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const HELP = {
  button: 'Help',
  buttonTitle: 'Help (?)',
  title: 'What this is',
  about:
    'Two recurrent latent-variable models train in this tab, on the same batches with the same seed. Each step of a sequence has a latent {z}. The VRNN’s posterior q({z}) is a Gaussian. The SIS-RNN’s is a mixture of infinitely many: its parameters {psi:psi} come out of a network that is fed random noise, so that it can have several modes, skew and correlation. Its log density is bounded with K extra draws of psi.',
  method:
    'Method: Hajiramezanali et al., {title}, {sisRnn}; the bound: Yin and Zhou, {sivi}. Nothing you load leaves this computer.',
  readEssay: 'Read the essay below',
  acts: 'When a setting acts',
  live: 'at once',
  nextStep: 'from the next training step',
  restart: 'starts the run again from its seed',
  breaks: 'What the settings can break',
  forking:
    'The richer family does not find the richer posterior by itself. On the generators three things make it fork: spread at birth, a cap on sigma, and a KL weight β that falls from above 1 down to 1. Turn one of them off and watch both branches collapse into one.',
  keys: 'Keys',
  space: 'space',
  pageUp: 'Page Up',
  pageDown: 'Page Down',
  shortcuts: {
    playPause: 'play and pause, while no control has the focus',
    help: 'this help, while nothing is being typed',
    slides: 'slides: one panel at a time, in large type; again, back to the page',
    slide: 'that panel, on the slides',
    tab: 'the next control; the first skips to the controls',
    sideways: 'the next view, on the tabs; the step before or after, on the strips',
    page: 'five steps, on the strips',
    ends: 'the first and last step, on the strips',
    cursor:
      'move a cursor over z that reads the densities of the strips; with Shift, given one past, go to the past above or below',
    escape:
      'takes a cursor away; every chart has one, by pointer or arrow keys. Closes help and menus, leaves the slides',
  },
  files: 'Your files',
  drop: 'Drop MNIST images (idx, raw or gzip), a CSV with a header line, or an experiment, a run or weights saved by this page anywhere on the page.',
  runs: 'Your runs',
  kept: 'The run that trains is kept in this browser. After a reload or a crash the page offers to go on with it; the tab “Runs” has it and those before.',
};

export type HelpText = Words<typeof HELP>;
export const helpText = section('help', HELP);
