/** What a data set is, in one line of the language that is spoken. */
import type { DataSummary } from '../protocol.ts';
import { dataSetsText } from '../text/en/dataSets.ts';

export function dataLine({ description, facts }: DataSummary): string {
  return facts === undefined ? description : dataSetsText().line(facts);
}
