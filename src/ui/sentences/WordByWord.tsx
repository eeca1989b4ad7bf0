/** One sentence as every model reads it: log p of each word, the KL of its latent, and the bound they make. */
import { useMemo, useRef, useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { SentenceReading } from '../../protocol.ts';
import { sentencesText } from '../../text/en/sentences.ts';
import { wordByWordText } from '../../text/en/wordByWord.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { decimals, wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { SaveButtons } from '../SaveButtons.tsx';
import { SheetButton } from '../SheetButton.tsx';
import { TableScroll } from '../TableScroll.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { factorName, factorValue } from './factorWords.ts';
import { readingSheet } from './readingSheet.ts';
import { SentenceField } from './SentenceField.tsx';
import { Words } from './Words.tsx';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly between: string;
}

export function WordByWord({ models, between }: Props) {
  const read = usePlayground((state) => state.sentences.options.read);
  const reading = usePlayground((state) => state.sentences.asked.read?.answer ?? null);
  const { setSentences, refreshSentences } = useActions();
  const text = wordByWordText();
  const figure = useRef<HTMLElement>(null);
  return (
    <section className="digits-part" aria-labelledby="read-title">
      <div className="figure-head">
        <h3 className="panel-title" id="read-title">
          {text.title}
        </h3>
        {reading !== null && (
          <span className="save">
            <SheetButton name="sentence" sheet={() => readingSheet(reading, models)} />
            <SaveButtons name="sentence" figure={figure} />
          </span>
        )}
      </div>
      <SentenceField
        label={text.field}
        value={read}
        understood={reading?.sentence ?? null}
        set={(next) => setSentences({ read: next })}
      />
      {reading === null ? (
        <p className="quiet">{text.waiting}</p>
      ) : (
        <figure ref={figure} aria-label={text.figure}>
          <Lines reading={reading} models={models} between={between} />
          <Totals reading={reading} models={models} />
        </figure>
      )}
      <p className="sentence-words quiet" role="status" data-testid="read-words">
        {reading !== null &&
          text.made({
            step: wholeNumber(reading.step),
            draws: reading.draws,
            mixingSamples: reading.mixingSamples,
          })}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={() => refreshSentences(['read'])}>
          {sentencesText().asTheyAre}
        </button>
      </div>
    </section>
  );
}

interface PartProps extends Props {
  readonly reading: SentenceReading;
}

function Lines({ reading, models, between }: PartProps) {
  const text = wordByWordText();
  const [read, setRead] = useState<string | null>(null);
  const lines = useMemo(
    () =>
      reading.models.map(({ id, logProbabilities }) => ({
        id,
        sentence: { words: reading.sentence.words, logProbabilities, ended: true },
      })),
    [reading],
  );
  return (
    <>
      <div className="read-lines">
        {models.map((model) => {
          const line = lines.find(({ id }) => id === model.id);
          return (
            <div key={model.id} className="read-line" data-read={model.id}>
              <span style={{ color: modelTextColour(model.slot) }}>{shortName(model)}</span>
              {line !== undefined && (
                <Words
                  label={text.line(shortName(model))}
                  sentence={line.sentence}
                  between={between}
                  colour={modelColour(model.slot)}
                  onRead={(words) =>
                    setRead(words && sentencesText().readBy(shortName(model), words))
                  }
                />
              )}
            </div>
          );
        })}
      </div>
      <p className="reading" aria-live="polite" data-no-picture>
        {read ?? text.point}
      </p>
    </>
  );
}

function Totals({ reading, models }: Omit<PartProps, 'between'>) {
  const { truth } = reading;
  const text = wordByWordText();
  const rows = models.flatMap((model) => {
    const found = reading.models.find(({ id }) => id === model.id);
    if (found === undefined) return [];
    const reconstruction = found.logProbabilities.reduce((sum, value) => sum + value, 0);
    return [{ model, reconstruction, kl: found.kl, bound: reconstruction - (found.kl ?? 0) }];
  });
  return (
    <>
      <TableScroll label={text.totals}>
        <table className="numbers" data-testid="read-totals">
          <thead>
            <tr>
              <th scope="col">{text.nats}</th>
              <th scope="col">{text.words}</th>
              <th scope="col">{text.kl}</th>
              <th scope="col">{text.bound}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ model, reconstruction, kl, bound }) => (
              <tr key={model.id}>
                <th scope="row" style={{ color: modelTextColour(model.slot) }}>
                  {shortName(model)}
                </th>
                <td>{decimals(reconstruction, 2)}</td>
                <td>{kl === null ? text.none : decimals(kl, 2)}</td>
                <td>{decimals(bound, 2)}</td>
              </tr>
            ))}
            {truth !== null && (
              <tr>
                <th scope="row">{text.grammar}</th>
                <td />
                <td />
                <td>{decimals(truth.logProbability, 2)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </TableScroll>
      {truth !== null && (
        <p className="setting-note">
          {text.grammarSays(
            truth.factors.map(({ name, value, probability }) =>
              probability > 0.995
                ? text.factor(factorName(name), factorValue(value))
                : text.likely(factorName(name), factorValue(value), decimals(100 * probability, 0)),
            ),
          )}
        </p>
      )}
    </>
  );
}
