/** Of the diagnostics of the posteriors. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const DIAGNOSTICS = {
  title: 'Diagnostics',
  sheet: 'Diagnostics of the posteriors',
  waiting: 'The first validation is on its way.',
  told: (rows: string, unit: 'sequence' | 'sentence', step: string) =>
    `Over ${rows} held-out ${unit === 'sentence' ? 'sentences' : 'steps'} at step ${step}, at the K of training now. Active: the variance over them of E z less the prior’s mean is above 0.01.`,
  noLatent: 'Has no latent, so nothing to diagnose.',
  gauge: 'B{K} / log(K+1)',
  ess: '{ess:ESS} / (K+1)',
  gaugeAndEss: 'gauge, ESS',
  notApplicable: 'n/a',
  onePsi: 'A VRNN has one psi: its bound is the same for every K.',
  activeUnits: 'active units',
};

export type DiagnosticsText = Words<typeof DIAGNOSTICS>;
export const diagnosticsText = section('diagnostics', DIAGNOSTICS);
