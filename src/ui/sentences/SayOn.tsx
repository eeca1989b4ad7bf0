/** The beginning of a sentence, and how each model goes on. */
import { useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { Saying } from '../../protocol.ts';
import { SENTENCE_BOUNDS } from '../../state/sentences.ts';
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

const SOURCES = { prior: 'from its prior', given: 'from q given a sentence' } as const;

export function SayOn({ models, between }: Props) {
  const { beginning, given, like, count, temperature } = usePlayground(
    (state) => state.sentences.options,
  );
  const asked = usePlayground((state) => state.sentences.asked.continue);
  const { setSentences, otherNoise, refreshSentences } = useActions();
  const answer = asked?.answer ?? null;
  return (
    <section aria-labelledby="say-on-title">
      <div className="figure-head">
        <h3 className="panel-title" id="say-on-title">
          Begin a sentence, the models say on
        </h3>
        {answer !== null && (
          <SheetButton name="continuations" sheet={() => sayingSheet(answer, models)} />
        )}
      </div>
      <SentenceField
        label="A sentence begins"
        value={beginning}
        understood={answer?.beginning ?? null}
        set={(next) => setSentences({ beginning: next })}
        offers={false}
      />
      <div className="sentence-choice">
        <span>z is drawn</span>
        <Segments
          legend="Where z comes from"
          name="latent-source"
          options={SOURCES}
          value={given ? 'given' : 'prior'}
          set={(source) => setSentences({ given: source === 'given' })}
        />
      </div>
      {given && (
        <SentenceField
          label="z given the sentence"
          value={like}
          understood={answer?.like ?? null}
          set={(next) => setSentences({ like: next })}
        />
      )}
      <div className="pen-controls">
        <PenSlider
          label="Temperature"
          value={temperature}
          range={SENTENCE_BOUNDS.temperature}
          step={0.1}
          shown={temperature === 0 ? '0: the likeliest word' : decimals(temperature, 1)}
          set={(next) => setSentences({ temperature: next })}
        />
        <PenSlider
          label="Sentences of each model"
          value={count}
          range={SENTENCE_BOUNDS.count}
          step={1}
          shown={String(count)}
          set={(next) => setSentences({ count: next })}
        />
      </div>
      <SaidBy models={models} between={between} answer={answer} name="continuation" />
      <p className="sentence-words quiet" role="status" data-testid="continue-words">
        {answer === null ? 'The first sentences are on their way.' : wordsOf(answer, given)}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={otherNoise}>
          Other noise
        </button>
        <button type="button" className="button" onClick={() => refreshSentences(['continue'])}>
          By the models as they are now
        </button>
      </div>
    </section>
  );
}

interface SaidProps extends Props {
  readonly answer: Saying | null;
  /** Of one of the sentences, for those who cannot see. */
  readonly name: string;
}

/** Sentences of each model, their words tinted. */
export function SaidBy({ models, between, answer, name }: SaidProps) {
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
                  label={`${name} ${n + 1} of ${shortName(model)}`}
                  sentence={sentence}
                  between={between}
                  colour={modelColour(model.slot)}
                  given={answer?.beginning.words.length ?? 0}
                  onRead={(words) => setReading(words && `${shortName(model)}, ${words}`)}
                />
              ))}
            </div>
          );
        })}
      </div>
      <p className="reading" aria-live="polite">
        {reading ??
          `A word is tinted by how little it was expected, up to log p = −${FULL_SURPRISE} nats. Point, or focus a sentence and use ← →.`}
      </p>
    </>
  );
}

function wordsOf({ step, models }: Saying, given: boolean): string {
  const latent = given ? 'z drawn from q given the sentence' : 'z drawn from its prior';
  return `${models[0]?.sentences.length ?? 0} sentences of each model as of training step ${wholeNumber(step)}; ${latent}, a new one for each; an RNN has none. The same noise for every model.`;
}
