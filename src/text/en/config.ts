/** What is wrong with a setting, an experiment or JSON of unknown origin. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

/** Keys, names of fields and what they hold come as they are written there. */
const CONFIG = {
  /** What a setting takes: ends the sentence of `refused`. */
  integer: (min: number, max: number) => `an integer from ${min} to ${max}`,
  number: (min: number, max: number) => `a number from ${min} to ${max}`,
  choice: (options: string) => `one of ${options}`,
  flag: 'true or false',
  integers: (fewest: number, most: number, min: number, max: number) =>
    `${fewest} to ${most} integers from ${min} to ${max}, separated by commas`,
  refused: (key: string, value: string, range: string) =>
    `${key} = ${value} was refused: it takes ${range}`,
  noModels: 'models is empty: an experiment needs at least one model',
  tooManyModels: (count: number, most: number) =>
    `models lists ${count}: an experiment holds at most ${most}`,
  sameId: 'two models have the same id: each needs its own',
  unequalLayers: (noises: number, widths: number) =>
    `injectedNoise has ${noises} numbers and mixingWidths ${widths}: each mixing layer takes one`,
  reverseModel: 'reverseModel guesses coins: set noiseKind=bernoulli, or reverseModel=false',
  knownDecoder:
    'an RNN has no latent, so it cannot use the known decoder of a generator: set generator=learned',
  heads: (width: number, heads: number) =>
    `wordWidth is ${width} and attentionHeads ${heads}: the heads have to divide the width`,
  nade: 'a NADE is a model of binary pictures: set data=digits-rows',
  notExperiment: (problems: string) => `not an experiment: ${problems}`,
  /** Between the problems of `notExperiment`. */
  separator: '; ',
  theExperiment: 'the experiment',
  version: (found: string, expected: number) =>
    `version is ${found}: this build reads version ${expected}`,
  modelsNoList: 'models is not a list',
  noPreset: 'preset is not a name',
  system: (where: string, found: string, systems: string) =>
    `${where}.system is ${found}: one of ${systems}`,
  slot: (where: string) => `${where}.slot is not 0, 1, 2 or 3`,
  id: (where: string, found: string) =>
    `${where}.id is ${found}: lower-case letters, digits and hyphens`,
  notOfModel: (where: string, key: string) =>
    `${where}.overrides.${key} belongs to the whole experiment`,
  noSetting: (where: string, key: string) => `${where}.${key} is not a setting`,
  noObject: (where: string) => `${where} is not an object`,
  /** Of JSON; the name of what it was read from stands before it, or a clause that ends in a colon. */
  longJson: (characters: string, most: string) =>
    `it has ${characters} characters, and at most ${most} are read`,
  notJson: (why: string) => `it is not JSON (${why})`,
  deepJson: (most: number) => `it is nested more than ${most} levels deep`,
  refusedKey: (key: string) => `it has a key ${key}, which is refused`,
};

export type ConfigText = Words<typeof CONFIG>;
export const configText = section('config', CONFIG);
