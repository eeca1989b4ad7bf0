/** Of the diagnostics of a model: what each number means for the reader, a sentence each. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const DIAGNOSIS = {
  overflowed: 'Not a number: the densities of z have overflowed.',
  noDraws: 'With K = 0 the best mixing distribution is a point: give the bound extra draws.',
  collapsed: 'The mixing distribution has collapsed: this is a VRNN now.',
  narrow: 'The mixing distribution is narrow: close to a single Gaussian.',
  open: (mixingSamples: number) =>
    `The mixing distribution is open, and K = ${mixingSamples} shows it.`,
  somewhatLoose: 'The bound is somewhat loose: more K would tighten it.',
  loose: 'The bound is loose: more K, or fewer latent dimensions.',
  oneDraw: 'There is one draw only.',
  onlyOwn: (draws: number) => `Of ${draws} draws only the one that made z explains it.`,
  alike: (draws: number) => `All ${draws} draws explain z alike: they hardly differ.`,
  some: (explaining: number, draws: number) => `About ${explaining} of ${draws} draws explain z.`,
  idle: 'x moves no dimension of z: the posterior is the prior.',
  active: 'x moves z.',
  allActive: 'x moves every dimension of z.',
  partlyIdle: (idle: number, dimensions: number) =>
    `${idle} of ${dimensions} dimensions of z stay${idle === 1 ? 's' : ''} at the prior, whatever x is.`,
};

export type DiagnosisText = Words<typeof DIAGNOSIS>;
export const diagnosisText = section('diagnosis', DIAGNOSIS);
