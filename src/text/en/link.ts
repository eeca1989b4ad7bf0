/** Of links: what in one could not be read, and what was done instead. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const LINK = {
  tooLong: (characters: string, most: string) =>
    `The link has ${characters} characters, and at most ${most} are read: the first preset was used.`,
  refused: (problem: string) => `Link: ${problem}.`,
  noSetting: (key: string) => `Link: "${key}" is not a setting and was ignored.`,
  more: (count: string) => `Link: ${count} more parts of it could not be read.`,
  noPair: (part: string) => `Link: "${part}" is not of the form key=value and was ignored.`,
  twice: (key: string) => `Link: ${key} is given twice; the last one counts.`,
  brokenEscape: (part: string) => `Link: "${part}" has a broken % escape and was ignored.`,
  noVersion: (text: string) => `Link: v = ${text} is not a version; it was read as version 1.`,
  newer: (version: number, read: number) =>
    `This link is of a newer version (v = ${version}; this page reads version ${read}). What it could read was applied.`,
  noPreset: (name: string, known: string, used: string) =>
    `Link: preset = ${name} is unknown: it takes one of ${known}. ${used} was used.`,
  withdrawn: (problems: readonly string[], key: string) =>
    `Link: ${problems.join('; ')}. ${key} was left as in the preset.`,
  unsound: (problems: readonly string[]) =>
    `Link: ${problems.join('; ')}. The preset was used unchanged.`,
  noModels: 'Link: models is empty; those of the preset were used.',
  manyModels: (count: number, most: number) =>
    `Link: models lists ${count}; an experiment holds at most ${most}, the first ${most} were used.`,
  noModel: (name: string, known: string) =>
    `Link: model "${name}" is unknown and was left out: one of ${known}.`,
  notOfModel: (key: string, system: string) =>
    `Link: "${key}" is not a setting of one model; ${system} goes without it.`,
  refusedOfModel: (system: string, problem: string) => `Link: model ${system}: ${problem}.`,
  badId: (text: string, used: string) =>
    `Link: model id "${text}" is taken or not of lower-case letters, digits and hyphens; ${used} was used.`,
  badSlot: (text: string, used: number) =>
    `Link: model slot "${text}" is taken or not 0, 1, 2 or 3; ${used} was used.`,
  noDrawing: (why: string) => `Link: the drawing was left out: ${why}.`,
  noCompletions: (part: string) => `Link: completions: "${part}" was ignored.`,
  ink: {
    long: (points: number, most: number) =>
      `the drawing has ${points} points: a link carries up to ${most}`,
    noInk: 'it does not begin like ink (d1. or s1.)',
    version: (found: string, read: number) =>
      `it is of version ${found}, and this page reads version ${read}`,
    characters: (count: number, most: number) =>
      `it has ${count} characters: up to ${most} are read`,
    damaged: 'it was cut off or changed on its way (its checksum is wrong)',
    letters: 'it holds characters that ink is not written in',
    points: (count: number, most: number) =>
      `a stroke of it has ${count} points: up to ${most} in all`,
    leaves: 'it leaves the paper',
    ends: 'it ends in the middle of a stroke',
  },
};

export type LinkText = Words<typeof LINK>;
export const linkText = section('link', LINK);
