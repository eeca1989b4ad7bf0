/** Sentences the models make from nothing, beside held-out ones of the data. */
import type { ModelSpec } from '../../config/experiment.ts';
import type { SentenceSummary } from '../../protocol.ts';
import { SENTENCE_SAMPLES } from '../../state/sentences.ts';
import { decimals, wholeNumber } from '../format.ts';
import { SheetButton } from '../SheetButton.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { sayingSheet } from './readingSheet.ts';
import { SaidBy } from './SayOn.tsx';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly between: string;
}

const NO_EXAMPLES: SentenceSummary['examples'] = [];

export function FromNothing({ models, between }: Props) {
  const answer = usePlayground((state) => state.sentences.asked.samples?.answer ?? null);
  const examples = usePlayground((state) => state.data?.sentences?.examples ?? NO_EXAMPLES);
  const synthetic = usePlayground((state) => (state.data?.sentences?.factors.length ?? 0) > 0);
  const temperature = usePlayground((state) => state.sentences.options.temperature);
  const { otherNoise, refreshSentences } = useActions();
  return (
    <section className="digits-part" aria-labelledby="nothing-title">
      <div className="figure-head">
        <h3 className="panel-title" id="nothing-title">
          Sentences from nothing, beside {synthetic ? 'those of the grammar' : 'real ones'}
        </h3>
        {answer !== null && (
          <SheetButton name="samples" sheet={() => sayingSheet(answer, models)} />
        )}
      </div>
      <div className="said-model">
        <h4>{synthetic ? 'Data, synthetic' : 'Data, held out'}</h4>
        <ul className="along">
          {examples.slice(0, SENTENCE_SAMPLES).map(({ text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a held-out sentence is its place
            <li key={index}>{text}</li>
          ))}
        </ul>
      </div>
      <SaidBy models={models} between={between} answer={answer} name="sentence" />
      <p className="sentence-words quiet" role="status" data-testid="samples-words">
        {answer === null
          ? 'The first sentences are on their way.'
          : `${SENTENCE_SAMPLES} sentences of each model as of training step ${wholeNumber(answer.step)}; z from its prior, words from the decoder at temperature ${decimals(temperature, 1)}.`}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={otherNoise}>
          Others
        </button>
        <button type="button" className="button" onClick={() => refreshSentences(['samples'])}>
          By the models as they are now
        </button>
      </div>
    </section>
  );
}
