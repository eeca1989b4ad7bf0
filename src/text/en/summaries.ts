/** What each chart shows, in a sentence, for who cannot see it. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SUMMARIES = {
  nothingYet: (title: string) => `${title}: nothing yet.`,
  curves: (title: string, curves: readonly string[]) => `${title}: ${curves.join('; ')}.`,
  curve: (name: string, now: string) => `${name} ${now}`,
  curveFrom: (name: string, now: string, step: string, first: string, firstStep: string) =>
    `${name} ${now} at step ${step}, from ${first} at step ${firstStep}`,
  noMode: (name: string) => `${name} has no mode`,
  oneMode: (name: string, at: string) => `${name} has one mode, at z = ${at}`,
  modes: (name: string, at: readonly string[]) =>
    `${name} has ${at.length} modes, at z = ${at.slice(0, -1).join(', ')} and ${at[at.length - 1]}`,
  noStrips: (steps: string) => `Of ${steps} steps nothing is shown.`,
  strips: (steps: string, posteriors: readonly string[]) =>
    `Of ${steps} steps ${posteriors.join(', ')}.`,
  forked: (name: string, steps: string) => `${name} has several modes at ${steps}`,
  draws: (draws: string, t: number) =>
    `${draws} draws of z of every model at step ${t}, against the step before.`,
  correlations: (a: string, b: string, t: number, correlations: readonly string[]) =>
    `The correlation of ${a} and ${b} at step ${t} is ${correlations.join(', ')}.`,
  correlation: (value: string, name: string) => `${value} in ${name}`,
  exactPosterior: 'the exact posterior',
  observed: (steps: string, channels: number, low: string, high: string) =>
    `Observed sequence: ${steps} steps of ${channels === 1 ? 'one value' : `${channels} values`} each, from ${low} to ${high}`,
};

export type SummariesText = Words<typeof SUMMARIES>;
export const summariesText = section('summaries', SUMMARIES);
