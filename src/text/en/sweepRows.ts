/** Why results of a sweep could not be read. The command line says it in English. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SWEEP_ROWS = {
  line: (line: number) => `line ${line}`,
  notRead: (where: string, why: string) => `${where}: ${why}`,
  empty: 'it is empty: expected the results.jsonl of npm run sweep',
  version: (where: string, found: string, expected: number) =>
    `${where}: version is ${found}, this build reads version ${expected}`,
  noText: (where: string, key: string, found: string) =>
    `${where}: ${key} is ${found}, expected a text`,
  noNumber: (where: string, key: string, found: string) =>
    `${where}: ${key} is ${found}, expected a number`,
  missing: 'missing',
  noBound: (where: string) => `${where}: figures has no bound`,
  noObject: (where: string) => `${where} is no object: expected a row of results.jsonl`,
};

export type SweepRowsText = Words<typeof SWEEP_ROWS>;
export const sweepRowsText = section('sweepRows', SWEEP_ROWS);
