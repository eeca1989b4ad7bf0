/** A sentence read word by word, as a sheet of numbers. */
import type { ModelSpec } from '../../config/experiment.ts';
import type { SentenceReading } from '../../protocol.ts';
import type { Sheet } from '../../state/sheet.ts';
import { shortName } from '../modelNames.ts';

export function readingSheet(reading: SentenceReading, models: readonly ModelSpec[]): Sheet {
  const columns = models.flatMap((model) => {
    const found = reading.models.find(({ id }) => id === model.id);
    return found === undefined ? [] : [{ name: shortName(model), ...found }];
  });
  const words = [...reading.sentence.words, 'end'];
  return {
    title: `log p of each word, nats, step ${reading.step}`,
    columns: ['word', ...columns.map(({ name }) => name)],
    rows: [
      ...words.map((word, i) => [word, ...columns.map((of) => of.logProbabilities[i]!)]),
      ['KL', ...columns.map(({ kl }) => kl)],
    ],
  };
}
