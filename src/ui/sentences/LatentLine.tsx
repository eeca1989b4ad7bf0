/** A straight line between two sentences in latent space, and what each model says along it. */

import type { ModelSpec } from '../../config/experiment.ts';
import { hasLatent } from '../../config/systems.ts';
import type { Path, ScoredSentence } from '../../protocol.ts';
import { SENTENCE_BOUNDS } from '../../state/sentences.ts';
import { latentLineText } from '../../text/en/latentLine.ts';
import { sentencesText } from '../../text/en/sentences.ts';
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
  const text = latentLineText();
  const shown = models.filter(({ system }) => hasLatent(system));
  if (shown.length === 0) return null;
  return (
    <section className="digits-part" aria-labelledby="line-title">
      <h3 className="panel-title" id="line-title">
        {text.title}
      </h3>
      <SentenceField
        label={text.from}
        value={from}
        understood={path?.from ?? null}
        set={(next) => setSentences({ from: next })}
      />
      <SentenceField
        label={text.to}
        value={to}
        understood={path?.to ?? null}
        set={(next) => setSentences({ to: next })}
      />
      <div className="pen-controls">
        <PenSlider
          label={text.points}
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
        {path === null ? text.waiting : text.made(wholeNumber(path.step))}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={otherNoise}>
          {text.otherDraws}
        </button>
        <button type="button" className="button" onClick={() => refreshSentences(['path'])}>
          {sentencesText().asTheyAre}
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
  const words = latentLineText();
  const texts = found?.sentences.map((sentence) => textOf(sentence, between)) ?? [];
  const different = new Set(texts).size;
  return (
    <div className="said-model" data-model={model.id}>
      <h4 style={{ color: modelTextColour(model.slot) }}>
        {shortName(model)}{' '}
        {found !== undefined && (
          <small>
            {different === 1
              ? words.same(decimals(found.distance, 1))
              : words.different(different, decimals(found.distance, 1))}
          </small>
        )}
      </h4>
      <ol className="along">
        {texts.map((text, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
          <li key={n} data-same={n > 0 && text === texts[n - 1]}>
            {text === '' ? <span className="quiet">{words.nothing}</span> : text}
          </li>
        ))}
      </ol>
    </div>
  );
}

function textOf({ words, ended }: ScoredSentence, between: string): string {
  return words.join(between) + (ended ? '' : ' …');
}
