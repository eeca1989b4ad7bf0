/** What models read and say, word by word, as sheets of numbers. Heads and marks are read by programs: they stay English. */
import type { ModelSpec } from '../../config/experiment.ts';
import type { Saying, SentenceReading } from '../../protocol.ts';
import type { Sheet } from '../../state/sheet.ts';
import { sentencesText } from '../../text/en/sentences.ts';
import { shortName } from '../modelNames.ts';

export function readingSheet(reading: SentenceReading, models: readonly ModelSpec[]): Sheet {
  const columns = models.flatMap((model) => {
    const found = reading.models.find(({ id }) => id === model.id);
    return found === undefined ? [] : [{ name: shortName(model), ...found }];
  });
  const words = [...reading.sentence.words, 'end'];
  return {
    title: sentencesText().sheet(reading.step),
    columns: ['word', ...columns.map(({ name }) => name)],
    rows: [
      ...words.map((word, i) => [word, ...columns.map((of) => of.logProbabilities[i]!)]),
      ['KL', ...columns.map(({ kl }) => kl)],
    ],
  };
}

/** A row for every word of every sentence, those that were given included. */
export function sayingSheet(
  { step, beginning, models: all }: Saying,
  models: readonly ModelSpec[],
): Sheet {
  const rows = models.flatMap((model) => {
    const found = all.find(({ id }) => id === model.id)?.sentences ?? [];
    return found.flatMap(({ words, logProbabilities }, n) =>
      logProbabilities.map((log, i) => [
        shortName(model),
        n + 1,
        words[i] ?? 'end',
        i < beginning.words.length ? 'given' : 'said',
        log,
      ]),
    );
  });
  return {
    title: sentencesText().sheet(step),
    columns: ['model', 'sentence', 'word', 'which was', 'log p'],
    rows,
  };
}
