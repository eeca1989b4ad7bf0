/** Of the curves over training. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const CURVES = {
  title: {
    bound: (unit: 'sequence' | 'sentence') =>
      `Lower {bound:bound} on log {formula:p(x)}, nats per ${unit}`,
    kl: (unit: 'sequence' | 'sentence') => `{KL:KL}{formula:(q ‖ prior)}, nats per ${unit}`,
  },
  label: { bound: 'Curve of the bound', kl: 'Curve of KL' },
  sheet: {
    bound: (unit: 'sequence' | 'sentence') => `Curve of the bound, nats per ${unit}`,
    kl: (unit: 'sequence' | 'sentence') => `Curve of KL, nats per ${unit}`,
  },
  training: 'training',
  validation: 'validation',
  exactLogp: 'exact log p(x)',
  exact: 'exact',
  samples: (training: readonly string[], validation: number) =>
    `{K:K} in training now: ${training.join(', ')}. K in validation: ${validation}. Both curves are at {beta:β} = 1, whatever training uses now.`,
  samplesOf: (model: string, samples: number) => `${model} ${samples}`,
  across: 'step',
  hint: 'Point, or focus and use ← →, to read values.',
  curve: {
    training: (model: string) => `${model}, training`,
    validation: (model: string) => `${model}, validation`,
  },
};

export type CurvesText = Words<typeof CURVES>;
export const curvesText = section('curves', CURVES);
