/** The paper's tables as published, and in a column of its own what was measured here and under which protocol. */
import { useMemo } from 'react';
import { measurementsOfReport } from '../../state/measurements.ts';
import { paperTablesText } from '../../text/en/paperTables.ts';
import { downloadFile } from '../download.ts';
import { FileChooser } from '../FileChooser.tsx';
import { Rich } from '../Rich.tsx';
import { TableScroll } from '../TableScroll.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import {
  type Comparison,
  comparisonCsv,
  comparisonMarkdown,
  comparisons,
  elsewhere,
  type MeasuredRow,
} from './comparison.ts';
import { SOURCE } from './published.ts';
import { SweepResults } from './SweepResults.tsx';

export default function TablesView() {
  const reports = usePlayground((state) => state.estimates.reports);
  const imported = usePlayground((state) => state.imported);
  const sweeps = usePlayground((state) => state.sweeps);
  const { importResults, dropResults } = useActions();
  const measurements = useMemo(
    () => [...reports.flatMap(measurementsOfReport), ...imported],
    [reports, imported],
  );
  const text = paperTablesText();
  const others = elsewhere(measurements);
  return (
    <>
      <p className="digits-data">
        <Rich
          text={text.intro}
          parts={{
            source: (
              <a href={SOURCE.address} target="_blank" rel="noreferrer">
                {SOURCE.text}
              </a>
            ),
            code: (words) => <code>{words}</code>,
          }}
        />
      </p>
      <div className="pen-buttons">
        <FileChooser
          word={text.open}
          label={text.file}
          accept=".json,.jsonl,application/json"
          many="files"
          chosen={(files) => void importResults(files)}
        />
        <button
          type="button"
          className="button"
          disabled={imported.length === 0 && sweeps.length === 0}
          onClick={dropResults}
        >
          {text.drop}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => downloadFile('paper-tables.csv', comparisonCsv(measurements))}
        >
          {text.csv}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => downloadFile('paper-tables.md', comparisonMarkdown(measurements))}
        >
          {text.markdown}
        </button>
      </div>
      {sweeps.map((sweep) => (
        <SweepResults key={sweep.source} {...sweep} />
      ))}
      {comparisons(measurements).map((comparison) => (
        <PaperTable key={comparison.table.name} {...comparison} />
      ))}
      {others.length > 0 && <Others rows={others} />}
    </>
  );
}

function PaperTable({ table, measured }: Comparison) {
  const text = paperTablesText();
  const { name, rows } = table;
  const { title, columns, protocol } = text.tables[name];
  return (
    <section className="tables-part" aria-labelledby={`table-${name}`}>
      <h3 className="panel-title" id={`table-${name}`}>
        {title}
      </h3>
      <p className="setting-note">{protocol}</p>
      <TableScroll label={title}>
        <table className="numbers paper-table" data-table={name}>
          <thead>
            <tr>
              <th scope="col">{text.model}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {text.published(column)}
                </th>
              ))}
              <th scope="col">{text.measured}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ model, figures }) => (
              <tr key={model}>
                <th scope="row">{model}</th>
                {figures.map((figure, i) => (
                  <td key={columns[i]}>{figure}</td>
                ))}
                <td />
              </tr>
            ))}
          </tbody>
          <tbody data-testid={`measured-${name}`}>
            <tr className="measured-head">
              <th scope="rowgroup" colSpan={columns.length + 2}>
                {measured.length > 0 ? text.measuredHead : text.nothing}
              </th>
            </tr>
            {measured.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: measurements only come at the end
              <MeasuredRows key={index} row={row} columns={columns.length} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}

/** The figure in its column, and below it how it was measured, as wide as the table. */
function MeasuredRows({ row, columns }: { readonly row: MeasuredRow; readonly columns: number }) {
  const text = paperTablesText();
  return (
    <>
      <tr className="measured">
        <th scope="row">{row.model}</th>
        {Array.from({ length: columns }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty cells under the published columns
          <td key={i} />
        ))}
        <td>{row.figure}</td>
      </tr>
      <tr className="protocol">
        <td colSpan={columns + 2}>
          {text.protocol(row.protocol)}
          {row.differences.length > 0 && (
            <span className="differs">
              {' '}
              <Rich
                text={text.differs}
                parts={{
                  strong: (words) => <strong>{words}</strong>,
                  differences: text.differences(row.differences),
                }}
              />
            </span>
          )}
        </td>
      </tr>
    </>
  );
}

function Others({ rows }: { readonly rows: readonly MeasuredRow[] }) {
  const text = paperTablesText();
  return (
    <section className="tables-part" aria-labelledby="table-others">
      <h3 className="panel-title" id="table-others">
        {text.others}
      </h3>
      <p className="setting-note">{text.othersNote}</p>
      <TableScroll label={text.othersTable}>
        <table className="numbers paper-table" data-table="others">
          <thead>
            <tr>
              <th scope="col">{text.model}</th>
              <th scope="col">{text.measured}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: measurements only come at the end
              <MeasuredRows key={index} row={{ ...row, differences: [] }} columns={0} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}
