/** The beginning of a sentence, and how each model goes on. */
import { useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { Saying } from '../../protocol.ts';
import { SENTENCE_BOUNDS } from '../../state/sentences.ts';
import { sayOnText } from '../../text/en/sayOn.ts';
import { sentencesText } from '../../text/en/sentences.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { decimals, wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { PenSlider } from '../pen/PenSlider.tsx';
import { Segments } from '../Segments.tsx';
import { SheetButton } from '../SheetButton.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { sayingSheet } from './readingSheet.ts';
import { SentenceField } from './SentenceField.tsx';
import { Words } from './Words.tsx';
import { FULL_SURPRISE } from './wordColour.ts';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly between: string;
}

export function SayOn({ models, between }: Props) {
  const { beginning, given, like, count, temperature } = usePlayground(
    (state) => state.sentences.options,
  );
  const asked = usePlayground((state) => state.sentences.asked.continue);
  const { setSentences, otherNoise, refreshSentences } = useActions();
  const text = sayOnText();
  const answer = asked?.answer ?? null;
  return (
    <section aria-labelledby="say-on-title">
      <div className="figure-head">
        <h3 className="panel-title" id="say-on-title">
          {text.title}
        </h3>
        {answer !== null && (
          <SheetButton name="continuations" sheet={() => sayingSheet(answer, models)} />
        )}
      </div>
      <SentenceField
        label={text.begins}
        value={beginning}
        understood={answer?.beginning ?? null}
        set={(next) => setSentences({ beginning: next })}
        offers={false}
      />
      <div className="sentence-choice">
        <span>{text.drawn}</span>
        <Segments
          legend={text.source}
          name="latent-source"
          options={text.sources}
          value={given ? 'given' : 'prior'}
          set={(source) => setSentences({ given: source === 'given' })}
        />
      </div>
      {given && (
        <SentenceField
          label={text.given}
          value={like}
          understood={answer?.like ?? null}
          set={(next) => setSentences({ like: next })}
        />
      )}
      <div className="pen-controls">
        <PenSlider
          label={text.temperature}
          value={temperature}
          range={SENTENCE_BOUNDS.temperature}
          step={0.1}
          shown={temperature === 0 ? text.likeliest : decimals(temperature, 1)}
          set={(next) => setSentences({ temperature: next })}
        />
        <PenSlider
          label={text.count}
          value={count}
          range={SENTENCE_BOUNDS.count}
          step={1}
          shown={String(count)}
          set={(next) => setSentences({ count: next })}
        />
      </div>
      <SaidBy models={models} between={between} answer={answer} name="continuation" />
      <p className="sentence-words quiet" role="status" data-testid="continue-words">
        {answer === null ? sentencesText().waiting : wordsOf(answer, given)}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={otherNoise}>
          {sentencesText().otherNoise}
        </button>
        <button type="button" className="button" onClick={() => refreshSentences(['continue'])}>
          {sentencesText().asTheyAre}
        </button>
      </div>
    </section>
  );
}

interface SaidProps extends Props {
  readonly answer: Saying | null;
  /** What each of the sentences is called, for those who cannot see. */
  readonly name: 'continuation' | 'sentence';
}

/** Sentences of each model, their words tinted. */
export function SaidBy({ models, between, answer, name }: SaidProps) {
  const text = sentencesText();
  const [reading, setReading] = useState<string | null>(null);
  return (
    <>
      <div className="said" data-said={name}>
        {models.map((model) => {
          const found = answer?.models.find(({ id }) => id === model.id);
          return (
            <div key={model.id} className="said-model" data-model={model.id}>
              <h4 style={{ color: modelTextColour(model.slot) }}>{shortName(model)}</h4>
              {found?.sentences.map((sentence, n) => (
                <Words
                  // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
                  key={n}
                  label={text[name](n + 1, shortName(model))}
                  sentence={sentence}
                  between={between}
                  colour={modelColour(model.slot)}
                  given={answer?.beginning.words.length ?? 0}
                  onRead={(words) => setReading(words && text.readBy(shortName(model), words))}
                />
              ))}
            </div>
          );
        })}
      </div>
      <p className="reading" aria-live="polite">
        {reading ?? text.tint(FULL_SURPRISE)}
      </p>
    </>
  );
}

function wordsOf({ step, models }: Saying, given: boolean): string {
  const text = sayOnText();
  const count = models[0]?.sentences.length ?? 0;
  return (given ? text.madeGiven : text.made)(count, wholeNumber(step));
}
