/** The posteriors in numbers, at the marked step or averaged: each model's, the kept ones, and the exact one. */

import { memo, type ReactNode, useMemo, useState } from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import type { StatisticName, StepStatistics } from '../posterior/stepStatistics.ts';
import type { ReferenceReport, WatchReport } from '../protocol.ts';
import { type StatisticsText, statisticsText } from '../text/en/statistics.ts';
import { type StripsText, stripsText } from '../text/en/strips.ts';
import { paragraph } from '../text/numbers.ts';
import { About } from './About.tsx';
import { modelTextColour } from './colours.ts';
import { keptNote } from './keptNote.ts';
import { shortName } from './modelNames.ts';
import { Segments } from './Segments.tsx';
import { SheetButton } from './SheetButton.tsx';
import { statisticsSheet } from './sheets.ts';
import { STATISTIC_COLUMNS, statisticCells } from './statisticCells.ts';
import { TableScroll } from './TableScroll.tsx';
import { Term } from './Term.tsx';
import { useModels } from './useModels.ts';
import { usePlayground } from './usePlayground.ts';
import { type Shown, useShown } from './useShown.ts';
import { useUnit } from './useUnit.ts';
import { subscript } from './WatchControls.tsx';

type Mode = keyof StatisticsText['modes'];

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
  const models = useModels();
  const [wanted, setMode] = useState<Mode>('step');
  const ofSentence = useUnit() === 'sentence';
  const mode = ofSentence ? 'step' : wanted;
  const text = statisticsText();
  const where = ofSentence ? text.ofSentence : text.atStep(t + 1);
  const { watch } = posterior;
  const onePast = watch.conditioning === 'one-past';
  const inputs = useMemo(
    () => ({ posterior, t, exact: exact?.statistics ?? null, reference, snapshot, models }),
    [posterior, t, exact, reference, snapshot, models],
  );
  const rows = useMemo(() => rowsOf(inputs, text, stripsText()), [inputs, text]);
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
          key !== 'dipPValue' && (needs !== 'plane' || several) && (needs !== 'exact' || distances),
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
            legend={text.are}
            name="statistics"
            options={text.modes}
            value={mode}
            set={setMode}
          />
        )}
        <About of="statistics" title={text.scrolls} />
        <SheetButton
          name="statistics"
          sheet={() =>
            statisticsSheet(posterior, rowsOf(inputs, statisticsText.english, stripsText.english))
          }
        />
      </div>
      <TableScroll label={text.scrolls}>
        <table className="numbers numbers-dense">
          <caption className="visually-hidden">
            {text.caption(
              `z${subscript(watch.dimension + 1)}`,
              mode === 'step' ? where : text.averaged,
            )}
          </caption>
          <thead>
            <tr>
              <th scope="col">{mode === 'step' ? where : text.overSteps}</th>
              {columns.map(({ key }) => (
                <th key={key} scope="col" title={text.columns[key]}>
                  {headOf(key, exact === null ? 'reference' : 'exact', several)}
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
          several: rows.filter(({ kind }) => kind === 'model').length > 1,
          hasExact: exact !== null,
          hasReference: reference !== null,
        })}
      </p>
    </div>
  );
});

/** Two lines, or shorter than its name; `standard` is what q is held against; `many` columns leave each little room. */
function headOf(key: StatisticName, standard: 'exact' | 'reference', many: boolean): ReactNode {
  const { columns, short, standards, to, kl } = statisticsText();
  switch (key) {
    case 'skewness':
    case 'excessKurtosis':
      return many ? short[key] : columns[key];
    case 'dip':
      return <Term of="dip">{columns.dip}</Term>;
    case 'correlation':
    case 'mutualInformation':
      return short[key];
    case 'wasserstein':
      return (
        <>
          <Term of="wasserstein">W₁</Term>
          <small>{to(standards[standard])}</small>
        </>
      );
    case 'kl':
      return (
        <>
          {kl}
          <small>q‖{standards[standard]}</small>
        </>
      );
    case 'reverseKl':
      return (
        <>
          {kl}
          <small>{standards[standard]}‖q</small>
        </>
      );
    default:
      return columns[key];
  }
}

interface RowInputs {
  readonly posterior: WatchReport;
  readonly t: number;
  readonly exact: StepStatistics | null;
  readonly reference: ReferenceReport | null;
  readonly snapshot: WatchReport | null;
  readonly models: readonly ModelSpec[];
}

function rowsOf(
  { posterior, t, exact, reference, snapshot, models }: RowInputs,
  text: StatisticsText,
  ofStrips: StripsText,
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
              ? text.kept(shortName(model), keptNote(report, posterior, ofStrips))
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
        name: text.reference(shortName(model)),
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
            name: text.exact[posterior.watch.exact],
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
  several,
  hasExact,
  hasReference,
}: {
  readonly posterior: WatchReport;
  readonly mode: Mode;
  readonly previewing: boolean;
  readonly compared: boolean;
  /** Models: of one alone none is nearest. */
  readonly several: boolean;
  readonly hasExact: boolean;
  readonly hasReference: boolean;
}): string {
  const text = statisticsText();
  const parts: string[] = [];
  if (previewing) parts.push(text.previewing);
  else if (hasExact && watch.conditioning === 'one-past')
    parts.push(compared ? text.ownExact : text.noExact);
  else if (hasExact && several) parts.push(text.best);
  if (hasReference) parts.push(text.references);
  if (mode === 'average') parts.push(text.errors);
  parts.push(text.dip);
  if (compared) parts.push(text.floored);
  return paragraph(parts);
}
