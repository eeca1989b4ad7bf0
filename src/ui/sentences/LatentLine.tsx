/** A straight line between two sentences in latent space, and what each model says along it. */
import type { ModelSpec } from '../../config/experiment.ts';
import type { Path, ScoredSentence } from '../../protocol.ts';
import { SENTENCE_BOUNDS } from '../../state/sentences.ts';
import { modelTextColour } from '../colours.ts';
import { decimals, wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { PenSlider } from '../pen/PenSlider.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { SentenceField } from './SentenceField.tsx';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly between: string;
}

export function LatentLine({ models, between }: Props) {
  const from = usePlayground((state) => state.sentences.options.from);
  const to = usePlayground((state) => state.sentences.options.to);
  const points = usePlayground((state) => state.sentences.options.points);
  const path = usePlayground((state) => state.sentences.asked.path?.answer ?? null);
  const { setSentences, otherNoise, refreshSentences } = useActions();
  const shown = models.filter(({ system }) => system !== 'rnn');
  if (shown.length === 0) return null;
  return (
    <section className="digits-part" aria-labelledby="line-title">
      <h3 className="panel-title" id="line-title">
        From one sentence to another
      </h3>
      <SentenceField
        label="From"
        value={from}
        understood={path?.from ?? null}
        set={(next) => setSentences({ from: next })}
      />
      <SentenceField
        label="To"
        value={to}
        understood={path?.to ?? null}
        set={(next) => setSentences({ to: next })}
      />
      <div className="pen-controls">
        <PenSlider
          label="Sentences along the line"
          value={points}
          range={SENTENCE_BOUNDS.points}
          step={1}
          shown={String(points)}
          set={(next) => setSentences({ points: next })}
        />
      </div>
      <div className="said" data-said="path">
        {shown.map((model) => (
          <Along
            key={model.id}
            model={model}
            between={between}
            found={path?.models.find(({ id }) => id === model.id)}
          />
        ))}
      </div>
      <p className="sentence-words quiet" role="status" data-testid="path-words">
        {path === null
          ? 'The first line is on its way.'
          : `As of training step ${wholeNumber(path.step)}: a straight line between one draw of z for each sentence, and at each point the likeliest next word, word after word (temperature 0).`}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={otherNoise}>
          Other draws
        </button>
        <button type="button" className="button" onClick={() => refreshSentences(['path'])}>
          By the models as they are now
        </button>
      </div>
    </section>
  );
}

interface AlongProps {
  readonly model: ModelSpec;
  readonly between: string;
  readonly found: Path['models'][number] | undefined;
}

function Along({ model, between, found }: AlongProps) {
  const texts = found?.sentences.map((sentence) => textOf(sentence, between)) ?? [];
  const different = new Set(texts).size;
  return (
    <div className="said-model" data-model={model.id}>
      <h4 style={{ color: modelTextColour(model.slot) }}>
        {shortName(model)}{' '}
        {found !== undefined && (
          <small>
            {different === 1
              ? 'one sentence all along: the decoder does not hear where it is'
              : `${different} different sentences`}
            ; {decimals(found.distance, 1)} sd of the prior apart
          </small>
        )}
      </h4>
      <ol className="along">
        {texts.map((text, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
          <li key={n} data-same={n > 0 && text === texts[n - 1]}>
            {text === '' ? <span className="quiet">(nothing)</span> : text}
          </li>
        ))}
      </ol>
    </div>
  );
}

function textOf({ words, ended }: ScoredSentence, between: string): string {
  return words.join(between) + (ended ? '' : ' …');
}
