/** Of the steps of the ink: what each model believes there, and KL. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const INSPECTION = {
  label: 'Step through the ink',
  toggle: 'step through the ink: posterior of z, where the pen may go next, KL',
  noInk: 'There is no ink to step through yet.',
  noModel: 'all models, plain ink',
  step: 'Step of the ink',
  dimension: 'Dimension of z',
  of: (at: number, all: number) => `${at} of ${all}`,
  onPad: 'On the pad: where the pen may go next, and KL as the ink’s colour, of',
  onPadLegend: 'Model whose KL colours the ink',
  next: 'Where the pen may go next is the decoder’s mixture at pen temperature 1, over 12 draws of z from its prior: half of the probability lies where the colour is stronger than half of its full strength, nine tenths where it is stronger than a tenth.',
  prior: (model: string) => `prior of ${model}`,
  posterior: 'Posterior of z at the step',
  posteriorTitle: (step: number) => `{z} at step ${step} of the ink, priors dotted`,
  posteriorSheet: 'Posterior of z at the step of the ink',
  posteriorPlot: 'Posterior of z at the step: move the cursor over z',
  posteriorSummary: (step: number) => `Step ${step} of the ink`,
  posteriorHint: 'Given one past and the ink up to here.',
  posteriorHintAt: (step: string) =>
    `Given one past and the ink up to here; models as of step ${step}.`,
  kl: 'KL along the ink',
  klTitle: 'KL along the ink, nats a step',
  klPlot: 'KL along the ink: move the cursor over its steps',
  across: 'step',
  klHint:
    'One past each. A VRNN’s is exact; SIS-RNN’s is estimated with 16 draws and may dip below 0.',
};

export type InspectionText = Words<typeof INSPECTION>;
export const inspectionText = section('inspection', INSPECTION);
