/** Of figures out of result files: where they are from, and what is wrong with a file. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const MEASUREMENTS = {
  thisBrowser: 'this browser',
  noResult: (file: string) =>
    `${file} is no result: expected the JSON of npm run evaluate -- DIR --estimator … --json, or a result.json of npm run train`,
  badSplit: (file: string, found: string) =>
    `${file}: split is ${found}, expected test or validation`,
  noObject: (where: string) => `${where} is no object`,
  noFigure: (where: string) => `${where} is no figure of exact, elbo, iwae or fivo`,
  noFigures: (file: string) =>
    `${file} holds no figures: it is of a run that was interrupted before its evaluation, or an evaluation of kl alone`,
  missing: 'missing',
  noNumber: (where: string, key: string, found: string) =>
    `${where}: ${key} is ${found}, expected a number`,
  /** Of a file that is neither a result nor an experiment. */
  ofFile: (file: string, why: string) => `${file}: ${why}`,
};

export type MeasurementsText = Words<typeof MEASUREMENTS>;
export const measurementsText = section('measurements', MEASUREMENTS);
