/** Of the strips over time. */
import { grouped, plural } from '../numbers.ts';
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const STRIPS = {
  title: 'Strips over time',
  caption: (z: string, sequence: string, now: string) => `${z} of ${sequence}, ${now}`,
  allPasts: (sequence: number) => `held-out sequence ${sequence}, over all pasts`,
  onePast: (sequence: number, past: number) => `held-out sequence ${sequence}, given past ${past}`,
  previewing: 'x and exact as the slider stands',
  after: (steps: number, draws: string) =>
    `after ${grouped(steps)} ${plural(steps, { one: 'step', other: 'steps' })}, ${draws} draws`,
  csvOfX: 'CSV of x',
  hint: 'Point at a strip, or focus it and use ↑ ↓, to read densities; ← → or a drag moves t.',
  observed: 'observed',
  exactlyGaussian: 'exactly Gaussian',
  overAllPasts: 'over all pasts',
  exact: 'Exact',
  exacts: { filter: 'filter', smoother: 'smoother' },
  approximate: 'approximate reference',
  ofStep: (step: string) => `of step ${step}`,
  ess: (ess: string, draws: string) => `ESS ${ess} of ${draws}`,
  essPoor: (ess: string, draws: string) => `ESS ${ess} of ${draws}: poor`,
  density: (of: string) => `Posterior density of ${of} over time`,
  keptOf: (model: string, step: string) => `${model} as kept at step ${step}`,
  referenceOf: (model: string) => `the approximate reference of ${model}`,
  theExact: { filter: 'the exact filter', smoother: 'the exact smoother' },
  pixels: 'Observed sequence: each column is one row of pixels',
  kept: (parts: readonly string[]) => parts.join(', '),
  keptAt: (step: string) => `kept, step ${step}`,
  keptSequence: (sequence: number) => `sequence ${sequence}`,
  keptOther: 'of other data',
  keptPast: (past: number) => `given past ${past}`,
  timeStep: 'Time step',
  timeIs: (t: number, last: number) => `step ${t} of ${last}`,
  timeReads: (t: number, reading: string) => `step ${t}: ${reading}`,
  read: (t: number, reading: string) => `t = ${t}, ${reading}`,
  densityOf: (name: string, density: string) => `${name} ${density}`,
  exactDensity: (density: string) => `exact ${density}`,
  reading: (place: string, densities: readonly string[]) => `${place}: ${densities.join(', ')}`,
  sheet: (z: string, conditioning: string, step: number) =>
    `Densities of ${z}, ${conditioning}, step ${step}`,
  sheetOfX: 'The observed sequence x',
};

export type StripsText = Words<typeof STRIPS>;
export const stripsText = section('strips', STRIPS);
