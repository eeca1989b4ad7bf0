/** The posteriors in numbers, at the marked step or averaged: each model's, the kept ones, and the exact one. */
import { memo, type ReactNode, useMemo, useState } from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import type { StatisticName, StepStatistics } from '../posterior/stepStatistics.ts';
import type { WatchReport } from '../protocol.ts';
import { modelTextColour } from './colours.ts';
import { keptNote } from './keptNote.ts';
import { shortName } from './modelNames.ts';
import { Segments } from './Segments.tsx';
import { SheetButton } from './SheetButton.tsx';
import { statisticsSheet } from './sheets.ts';
import { STATISTIC_COLUMNS, statisticCells } from './statisticCells.ts';
import { usePlayground } from './usePlayground.ts';
import { type Shown, useShown } from './useShown.ts';
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
  readonly kind: 'model' | 'kept' | 'exact';
  readonly statistics: StepStatistics;
}

const Table = memo(function Table({
  posterior,
  t,
  exact,
  previewing,
  snapshot,
}: Shown & { readonly snapshot: WatchReport | null }) {
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const [mode, setMode] = useState<Mode>('step');
  const { watch } = posterior;
  const onePast = watch.conditioning === 'one-past';
  const rows = useMemo(
    () => rowsOf(posterior, exact?.statistics ?? null, snapshot, models),
    [posterior, exact, snapshot, models],
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
        <Segments
          legend="The statistics are"
          name="statistics"
          options={MODES}
          value={mode}
          set={setMode}
        />
        <SheetButton name="statistics" sheet={() => statisticsSheet(posterior, rows)} />
      </div>
      <div className="table-scroll">
        <table className="numbers numbers-dense">
          <caption className="visually-hidden">
            Statistics of the posterior of z{subscript(watch.dimension + 1)}{' '}
            {mode === 'step' ? `at step ${t + 1}` : 'averaged over steps'}
          </caption>
          <thead>
            <tr>
              <th scope="col">{mode === 'step' ? `at t = ${t + 1}` : 'over steps'}</th>
              {columns.map(({ key, plain }) => (
                <th key={key} scope="col" title={plain}>
                  {HEADS[key] ?? plain}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, colour, kind }, index) => (
              <tr key={key} data-kind={previewing && kind === 'model' ? 'kept' : kind}>
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
                      {cell.best && !previewing ? <strong>{cell.text}</strong> : cell.text}
                      {cell.note !== '' && <small>{cell.note}</small>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="setting-note">
        {noteOf({ posterior, mode, previewing, compared, hasExact: exact !== null })}
      </p>
    </div>
  );
});

const HEADS: Partial<Record<StatisticName, ReactNode>> = {
  correlation: 'corr.',
  mutualInformation: 'mut. inf.',
  wasserstein: 'W₁',
  kl: (
    <>
      KL<small>q‖exact</small>
    </>
  ),
  reverseKl: (
    <>
      KL<small>exact‖q</small>
    </>
  ),
};

function rowsOf(
  posterior: WatchReport,
  exact: StepStatistics | null,
  snapshot: WatchReport | null,
  models: readonly ModelSpec[],
): Row[] {
  const of = (report: WatchReport, kind: 'model' | 'kept') =>
    models.flatMap((model): Row[] => {
      const found = report.models.find(({ id }) => id === model.id);
      if (found === undefined) return [];
      return [
        {
          key: `${kind} ${model.id}`,
          name:
            kind === 'kept'
              ? `${shortName(model)}, ${keptNote(report, posterior)}`
              : shortName(model),
          colour: modelTextColour(model.slot),
          kind,
          statistics: found.statistics,
        },
      ];
    });
  const kept = snapshot !== null && snapshot.steps === posterior.steps ? of(snapshot, 'kept') : [];
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
  return [...of(posterior, 'model'), ...kept, ...last];
}

function noteOf({
  posterior: { watch },
  mode,
  previewing,
  compared,
  hasExact,
}: {
  readonly posterior: WatchReport;
  readonly mode: Mode;
  readonly previewing: boolean;
  readonly compared: boolean;
  readonly hasExact: boolean;
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
  if (mode === 'average')
    parts.push('± one standard error over steps, as if they were independent.');
  parts.push('Dip of 500 draws; small p: not unimodal.');
  if (compared) parts.push('KL and JS in nats, densities floored at 1e-12.');
  return parts.join(' ');
}
