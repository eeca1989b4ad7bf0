/** Bounds on log p(x) over the test split, asked for by the reader and worked out while training goes on. */
import { type FormEvent, memo, type ReactNode, useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { BoundName, EstimatedModel, EstimateReport } from '../../protocol.ts';
import { estimatesText } from '../../text/en/estimates.ts';
import { About } from '../About.tsx';
import { decimals, shortNumber, wholeNumber } from '../format.ts';
import { ModelHeads } from '../ModelHeads.tsx';
import { perplexityOf } from '../perplexity.ts';
import { TableScroll } from '../TableScroll.tsx';
import { useModels } from '../useModels.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { useUnit } from '../useUnit.ts';
import { askedWords, ESTIMATOR_NAMES, figureNote, overWords, refusalOf } from './estimateRows.ts';

/** Least, most and what stands there first. */
const PARTICLES = { least: 1, most: 5000, first: 50 } as const;
const DRAWS = { least: 0, most: 1000 } as const;
const SEQUENCES = 100;
/** Latest results shown. */
const SHOWN = 6;

export const EstimatesPanel = memo(function EstimatesPanel() {
  const running = usePlayground((state) => state.running);
  const testCount = usePlayground((state) => state.data?.testCount ?? 0);
  const { pending } = usePlayground((state) => state.estimates);
  const { estimate, cancelEstimate } = useActions();
  const [estimator, setEstimator] = useState<BoundName>('iwae');
  const [particles, setParticles] = useState<number>(PARTICLES.first);
  const [ownDraws, setDraws] = useState<number | null>(null);
  const [ownSequences, setSequences] = useState<number | null>(null);
  const draws = ownDraws ?? running?.settings.mixingSamplesEvaluation ?? 20;
  const sequences = Math.min(ownSequences ?? SEQUENCES, Math.max(1, testCount));
  const unit = useUnit();
  const text = estimatesText();
  const refusal = refusalOf(estimator, unit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    estimate({ estimator, particles, mixingSamples: draws, sequences });
  };
  return (
    <section className="panel" aria-labelledby="estimates-title">
      <div className="panel-head">
        <h2 className="panel-title" id="estimates-title">
          {text.title}
        </h2>
        <About of="estimates" title={text.title} />
      </div>
      <form className="estimate-form" onSubmit={submit}>
        <label>
          <span>{text.estimator}</span>
          <select
            className="field"
            value={estimator}
            onChange={(event) => setEstimator(event.target.value as BoundName)}
          >
            {(Object.keys(ESTIMATOR_NAMES) as BoundName[]).map((name) => (
              <option key={name} value={name}>
                {ESTIMATOR_NAMES[name]}
              </option>
            ))}
          </select>
        </label>
        <Count label={text.draws} value={particles} {...PARTICLES} set={setParticles} />
        <Count label={text.mixingDraws} value={draws} {...DRAWS} set={setDraws} />
        <Count
          label={text.tested[unit]}
          value={sequences}
          least={1}
          most={Math.max(1, testCount)}
          set={setSequences}
        />
        <p className="setting-note" data-testid="estimator-words">
          {refusal ?? text.estimators[estimator]}
        </p>
        <div className="import-progress" role="status" data-testid="estimate-progress">
          {pending === null ? (
            <button
              type="submit"
              className="button"
              disabled={running === null || refusal !== null}
            >
              {text.estimate}
            </button>
          ) : (
            <>
              <button type="button" className="button" onClick={cancelEstimate}>
                {text.cancel}
              </button>
              <progress value={pending.share} aria-label={text.share} />
              <span className="quiet">
                {pending.working === ''
                  ? text.pending(askedWords(pending.request), wholeNumber(100 * pending.share))
                  : text.pendingWith(
                      askedWords(pending.request),
                      pending.working,
                      wholeNumber(100 * pending.share),
                    )}
              </span>
            </>
          )}
        </div>
      </form>
      <Results />
    </section>
  );
});

interface CountProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly set: (value: number) => void;
}

/** A whole number; the browser says what is wrong with another when it is sent. */
function Count({ label, value, least, most, set }: CountProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <label>
      <span>{label}</span>
      <input
        className="field"
        type="number"
        required
        min={least}
        max={most}
        step={1}
        value={draft ?? value}
        onChange={(event) => {
          setDraft(event.target.value);
          const next = event.target.valueAsNumber;
          if (Number.isInteger(next) && next >= least && next <= most) set(next);
        }}
        onBlur={() => setDraft(null)}
      />
    </label>
  );
}

function Results() {
  const { reports, before } = usePlayground((state) => state.estimates);
  const models = useModels();
  const unit = useUnit();
  const text = estimatesText();
  const own = reports.slice(before).slice(-SHOWN).reverse();
  if (own.length === 0) return null;
  const known = own.some(({ exact }) => exact !== null);
  return (
    <>
      <TableScroll label={text.scrolls}>
        <table className="numbers estimates" data-testid="estimates">
          <ModelHeads first={text.nats[unit]} models={models} beside={known ? text.exact : null} />
          <tbody>
            {own.map((report, index) => (
              <ResultRow
                // biome-ignore lint/suspicious/noArrayIndexKey: reports only come on top
                key={own.length - index}
                report={report}
                models={models}
                known={known}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="setting-note" style={{ marginTop: 8 }}>
        {text.note(unit)}
      </p>
    </>
  );
}

interface RowProps {
  readonly report: EstimateReport;
  readonly models: readonly ModelSpec[];
  readonly known: boolean;
}

function ResultRow({ report, models, known }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {askedWords(report.request)}
        <small>{overWords(report)}</small>
      </th>
      {models.map(({ id }) => {
        const found = report.models.find(({ model }) => model.id === id);
        return (
          <td key={id}>{found === undefined ? '—' : withError(found, notesOf(found, report))}</td>
        );
      })}
      {known && <td>{report.exact === null ? '—' : withError(report.exact, '')}</td>}
    </tr>
  );
}

/** With the perplexity of a text. */
function notesOf(found: EstimatedModel, { request, sequences, tokens }: EstimateReport): string {
  const note = figureNote(found, request);
  if (tokens === null) return note;
  const text = estimatesText();
  const perplexity = text.perplexity(shortNumber(perplexityOf(found.mean, sequences, tokens)));
  return note === '' ? perplexity : text.notes([note, perplexity]);
}

function withError(
  { mean, stderr }: { readonly mean: number; readonly stderr: number },
  note: string,
): ReactNode {
  return (
    <>
      {decimals(mean, 2)}
      <small>± {decimals(stderr, 2)}</small>
      {note !== '' && <small>{note}</small>}
    </>
  );
}
