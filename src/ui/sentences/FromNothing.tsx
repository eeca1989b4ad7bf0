/** Sentences the models make from nothing, beside held-out ones of the data. */
import type { ModelSpec } from '../../config/experiment.ts';
import type { SentenceSummary } from '../../protocol.ts';
import { SENTENCE_SAMPLES } from '../../state/sentences.ts';
import { fromNothingText } from '../../text/en/fromNothing.ts';
import { sentencesText } from '../../text/en/sentences.ts';
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
  const text = fromNothingText();
  return (
    <section className="digits-part" aria-labelledby="nothing-title">
      <div className="figure-head">
        <h3 className="panel-title" id="nothing-title">
          {synthetic ? text.titleSynthetic : text.title}
        </h3>
        {answer !== null && (
          <SheetButton name="samples" sheet={() => sayingSheet(answer, models)} />
        )}
      </div>
      <div className="said-model">
        <h4>{synthetic ? text.dataSynthetic : text.data}</h4>
        <ul className="along">
          {examples.slice(0, SENTENCE_SAMPLES).map((example, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a held-out sentence is its place
            <li key={index}>{example.text}</li>
          ))}
        </ul>
      </div>
      <SaidBy models={models} between={between} answer={answer} name="sentence" />
      <p className="sentence-words quiet" role="status" data-testid="samples-words">
        {answer === null
          ? sentencesText().waiting
          : text.made(SENTENCE_SAMPLES, wholeNumber(answer.step), decimals(temperature, 1))}
      </p>
      <div className="pen-buttons">
        <button type="button" className="button" onClick={otherNoise}>
          {text.others}
        </button>
        <button type="button" className="button" onClick={() => refreshSentences(['samples'])}>
          {sentencesText().asTheyAre}
        </button>
      </div>
    </section>
  );
}
