/** The posteriors in numbers, at the marked step or averaged: each model's, the kept ones, and the exact one. */

import { memo, type ReactNode, useMemo, useState } from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import type { StatisticName, StepStatistics } from '../posterior/stepStatistics.ts';
import type { ReferenceReport, WatchReport } from '../protocol.ts';
import { modelTextColour } from './colours.ts';
import { keptNote } from './keptNote.ts';
import { shortName } from './modelNames.ts';
import { Segments } from './Segments.tsx';
import { SheetButton } from './SheetButton.tsx';
import { statisticsSheet } from './sheets.ts';
import { STATISTIC_COLUMNS, statisticCells } from './statisticCells.ts';
import { TableScroll } from './TableScroll.tsx';
import { Term } from './Term.tsx';
import { usePlayground } from './usePlayground.ts';
import { type Shown, useShown } from './useShown.ts';
import { useUnit } from './useUnit.ts';
import { subscript } from './WatchControls.tsx';

const NO_MODELS: readonly ModelSpec[] = [];
const MODES = { step: 'at t', average: 'averaged over steps' } as const;
type Mode = keyof typeof MODES;

export function StatisticsTable() {
  const shown = useShown();
  const snapshot = usePlayground((state) => state.snapshot);
  return shown === null ? null : <Table {...shown} snapshot={snapshot} />;
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly kind: 'model' | 'kept' | 'reference' | 'exact';
  readonly statistics: StepStatistics;
  /** Not to be trusted at the marked step, or of another training step. */
  readonly poor?: boolean;
}

const Table = memo(function Table({
  posterior,
  t,
  exact,
  previewing,
  reference,
  snapshot,
}: Shown & { readonly snapshot: WatchReport | null }) {
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const [wanted, setMode] = useState<Mode>('step');
  const ofSentence = useUnit() === 'sentence';
  const mode = ofSentence ? 'step' : wanted;
  const where = ofSentence ? 'given the sentence' : `at t = ${t + 1}`;
  const { watch } = posterior;
  const onePast = watch.conditioning === 'one-past';
  const rows = useMemo(
    () => rowsOf(posterior, t, exact?.statistics ?? null, reference, snapshot, models),
    [posterior, t, exact, reference, snapshot, models],
  );
  const compared = useMemo(
    () => rows.some(({ statistics }) => statistics.wasserstein.some(Number.isFinite)),
    [rows],
  );
  const several = posterior.latentDimensions > 1;
  const distances = exact !== null || compared;
  const columns = useMemo(
    () =>
      STATISTIC_COLUMNS.filter(
        ({ key, needs }) =>
          key !== 'dipPValue' &&
          (needs !== 'two dimensions' || several) &&
          (needs !== 'exact' || distances),
      ),
    [several, distances],
  );
  const at = mode === 'step' ? t : null;
  // Given one past each model has an exact posterior of its own: only distances compare.
  const standard = onePast || previewing ? null : (exact?.statistics ?? null);
  const cells = useMemo(
    () => [
      ...statisticCells(
        columns,
        rows.filter(({ kind }) => kind === 'model').map(({ statistics }) => statistics),
        standard,
        at,
        posterior.length,
      ),
      ...rows
        .filter(({ kind }) => kind !== 'model')
        .flatMap(({ statistics }) =>
          statisticCells(columns, [statistics], null, at, posterior.length),
        ),
    ],
    [columns, rows, standard, at, posterior.length],
  );
  return (
    <div className="statistics">
      <div className="figure-head">
        {!ofSentence && (
          <Segments
            legend="The statistics are"
            name="statistics"
            options={MODES}
            value={mode}
            set={setMode}
          />
        )}
        <SheetButton name="statistics" sheet={() => statisticsSheet(posterior, rows)} />
      </div>
      <TableScroll label="Statistics of the posterior">
        <table className="numbers numbers-dense">
          <caption className="visually-hidden">
            Statistics of the posterior of z{subscript(watch.dimension + 1)}{' '}
            {mode === 'step' ? where : 'averaged over steps'}
          </caption>
          <thead>
            <tr>
              <th scope="col">{mode === 'step' ? where : 'over steps'}</th>
              {columns.map(({ key, plain }) => (
                <th key={key} scope="col" title={plain}>
                  {headOf(key, exact === null ? 'ref.' : 'exact', several) ?? plain}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, colour, kind, poor }, index) => (
              <tr key={key} data-kind={poor || (previewing && kind === 'model') ? 'kept' : kind}>
                <th scope="row" style={{ color: colour }}>
                  {name}
                </th>
                {columns.map((column, c) => {
                  const cell = cells[index]?.[c];
                  // Given one past each has its own exact posterior; of a preview none has any.
                  const own =
                    column.needs === 'exact' &&
                    (kind === 'exact' ? onePast : previewing && kind === 'model');
                  if (cell === undefined || own) return <td key={column.key}>—</td>;
                  return (
                    <td key={column.key}>
                      {cell.best && !previewing && reference === null ? (
                        <strong>{cell.text}</strong>
                      ) : (
                        cell.text
                      )}
                      {cell.note !== '' && <small>{cell.note}</small>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className="setting-note">
        {noteOf({
          posterior,
          mode,
          previewing,
          compared,
          hasExact: exact !== null,
          hasReference: reference !== null,
        })}
      </p>
    </div>
  );
});

/**
 * Where a heading is shorter than its name, or has two lines. `standard` is what q is held against; `many` columns
 * leave each little room.
 */
function headOf(key: StatisticName, standard: string, many: boolean): ReactNode {
  switch (key) {
    case 'skewness':
      return many ? 'skew.' : null;
    case 'excessKurtosis':
      return many ? 'ex. kurt.' : null;
    case 'dip':
      return <Term of="dip">dip</Term>;
    case 'correlation':
      return 'corr.';
    case 'mutualInformation':
      return 'mut. inf.';
    case 'wasserstein':
      return (
        <>
          <Term of="wasserstein">W₁</Term>
          <small>to {standard}</small>
        </>
      );
    case 'kl':
      return (
        <>
          KL<small>q‖{standard}</small>
        </>
      );
    case 'reverseKl':
      return (
        <>
          KL<small>{standard}‖q</small>
        </>
      );
    default:
      return null;
  }
}

function rowsOf(
  posterior: WatchReport,
  t: number,
  exact: StepStatistics | null,
  reference: ReferenceReport | null,
  snapshot: WatchReport | null,
  models: readonly ModelSpec[],
): Row[] {
  const of = (report: WatchReport, kind: 'model' | 'kept') =>
    models.flatMap((model): Row[] => {
      const found = report.models.find(({ id }) => id === model.id);
      if (found === undefined) return [];
      const own = reference?.models.find(({ id }) => id === model.id);
      // A model's q is near or far to its reference of the same step only.
      const compared = kind === 'model' && own !== undefined && reference?.step === posterior.step;
      return [
        {
          key: `${kind} ${model.id}`,
          name:
            kind === 'kept'
              ? `${shortName(model)}, ${keptNote(report, posterior)}`
              : shortName(model),
          colour: modelTextColour(model.slot),
          kind,
          statistics: compared ? withDistances(found.statistics, own.statistics) : found.statistics,
        },
      ];
    });
  const kept = snapshot !== null && snapshot.steps === posterior.steps ? of(snapshot, 'kept') : [];
  const references = models.flatMap((model): Row[] => {
    const found = reference?.models.find(({ id }) => id === model.id);
    if (found === undefined) return [];
    return [
      {
        key: `reference ${model.id}`,
        name: `Reference of ${shortName(model)}`,
        colour: modelTextColour(model.slot),
        kind: 'reference',
        statistics: withDistances(found.statistics, null),
        poor: reference?.step !== posterior.step || (found.poor[t] ?? false),
      },
    ];
  });
  const last: Row[] =
    exact === null
      ? []
      : [
          {
            key: 'exact',
            name: `Exact ${posterior.watch.exact}`,
            colour: 'var(--ink)',
            kind: 'exact',
            statistics: exact,
          },
        ];
  return [...of(posterior, 'model'), ...kept, ...references, ...last];
}

/** With the distances of another, or none. */
function withDistances(statistics: StepStatistics, from: StepStatistics | null): StepStatistics {
  const none = statistics.mean.map(() => Number.NaN);
  return {
    ...statistics,
    wasserstein: from?.wasserstein ?? none,
    kl: from?.kl ?? none,
    reverseKl: from?.reverseKl ?? none,
    js: from?.js ?? none,
  };
}

function noteOf({
  posterior: { watch },
  mode,
  previewing,
  compared,
  hasExact,
  hasReference,
}: {
  readonly posterior: WatchReport;
  readonly mode: Mode;
  readonly previewing: boolean;
  readonly compared: boolean;
  readonly hasExact: boolean;
  readonly hasReference: boolean;
}): string {
  const parts: string[] = [];
  if (previewing)
    parts.push('Greyed: the models were trained on other parameters than the slider shows.');
  else if (hasExact && watch.conditioning === 'one-past')
    parts.push(
      compared
        ? 'Distances are to the exact posterior given the same z before t. The last row is over all pasts.'
        : 'The exact posterior shown is over all pasts, so there is nothing to be near to here.',
    );
  else if (hasExact) parts.push('Bold: nearest to exact.');
  if (hasReference)
    parts.push(
      'References are approximate: each model’s posterior under its own joint, by importance sampling; greyed where fewer than 100 draws count or they are of another step. Distances are to them; pause to have them anew.',
    );
  if (mode === 'average')
    parts.push('± one standard error over steps, as if they were independent.');
  parts.push('Dip of 500 draws; small p: not unimodal.');
  if (compared) parts.push('KL and JS in nats, densities floored at 1e-12.');
  return parts.join(' ');
}
