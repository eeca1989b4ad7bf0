/** The latest figures on the validation set, at one fixed K and beta = 1. */
import { memo, type ReactNode } from 'react';
import type { ValidationPoint } from '../protocol.ts';
import type { Exact } from '../state/session.ts';
import { heldOutText } from '../text/en/heldOut.ts';
import { paragraph } from '../text/numbers.ts';
import { About } from './About.tsx';
import { decimals, shortNumber, wholeNumber } from './format.ts';
import { ModelHeads } from './ModelHeads.tsx';
import { perplexityOf } from './perplexity.ts';
import { TableScroll } from './TableScroll.tsx';
import { useModels } from './useModels.ts';
import { usePlayground } from './usePlayground.ts';
import { useUnit } from './useUnit.ts';

export const HeldOutTable = memo(function HeldOutTable() {
  const models = useModels();
  const heldOut = usePlayground((state) => state.heldOut);
  const exact = usePlayground((state) => state.exact);
  const steps = usePlayground((state) => (state.data?.sentences ? 1 : (state.data?.steps ?? 1)));
  const tokens = usePlayground((state) => state.data?.sentences?.validationTokens ?? null);
  const letters = usePlayground((state) => state.data?.sentences?.unit === 'character');
  const unit = useUnit();
  // With a learned decoder the generator's own log p(x) is still the best there is to reach.
  const known = usePlayground((state) => state.exact !== null || state.data?.known === true);
  const evaluationK = usePlayground(
    (state) => state.running?.settings.mixingSamplesEvaluation ?? null,
  );
  const text = heldOutText();
  const counted = letters ? 'character' : 'word';
  const latest = models.map((model) => heldOut[model.id]);
  const sample = latest.find((point) => point !== undefined);
  const row = (label: ReactNode, cell: (point: ValidationPoint) => ReactNode, last: ReactNode) => (
    <tr>
      <th scope="row">{label}</th>
      {models.map((model, index) => {
        const point = latest[index];
        return <td key={model.id}>{point === undefined ? '—' : cell(point)}</td>;
      })}
      {known && <td>{last}</td>}
    </tr>
  );
  return (
    <section className="panel" aria-labelledby="held-out-title">
      <div className="panel-head">
        <h2 className="panel-title" id="held-out-title">
          {text.title}
        </h2>
        <About of="heldOut" title={text.title} />
      </div>
      <TableScroll label={text.scrolls}>
        <table className="numbers held-out">
          <ModelHeads first={text.nats[unit]} models={models} beside={known ? text.exact : null} />
          <tbody>
            {row(
              text.bound(String(sample?.mixingSamples ?? evaluationK ?? '—')),
              (point) => withError(point.bound, point.boundStderr),
              exact === null ? '…' : withError(exact.logp, exact.stderr),
            )}
            {tokens !== null &&
              row(
                text.perplexity[counted],
                (point) => perplexityWords(point.bound, point.sequences, tokens),
                exact === null ? '…' : perplexityWords(exact.logp, exact.sequences, tokens),
              )}
            {row(text.reconstruction, (point) => decimals(point.reconstruction, 2), '')}
            {row('KL', (point) => decimals(point.kl, 2), '')}
            {known &&
              row(
                text.deficit[tokens === null ? 'sequence' : 'sentence'],
                (point) => deficit(point, exact, steps),
                exact === null ? '' : '0',
              )}
            {row(
              text.counted[unit],
              (point) => wholeNumber(point.sequences),
              exact === null ? '' : wholeNumber(exact.sequences),
            )}
          </tbody>
        </table>
      </TableScroll>
      <p className="setting-note" style={{ marginTop: 8 }}>
        {sample === undefined
          ? models.length === 0
            ? text.none
            : text.waiting
          : paragraph([
              text.told(wholeNumber(sample.step), unit),
              tokens === null ? '' : text.perplexityIs[counted](wholeNumber(tokens)),
            ])}
      </p>
    </section>
  );
});

function withError(value: number, stderr: number): ReactNode {
  return (
    <>
      {decimals(value, 2)}
      <small>± {decimals(stderr, 2)}</small>
    </>
  );
}

function perplexityWords(bound: number, sequences: number, tokens: number): string {
  return shortNumber(perplexityOf(bound, sequences, tokens));
}

/** Both are means over the same sequences, so their difference carries less noise than either. */
function deficit(point: ValidationPoint, exact: Exact | null, steps: number): string {
  if (exact === null) return '…';
  return decimals((exact.logp - point.bound) / steps, 3);
}
