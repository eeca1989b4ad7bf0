/** Results of `npm run sweep` that the reader opened: settings against bound, a dot a seed, and the table. */
import { useId, useMemo, useState } from 'react';
import type { ImportedSweep } from '../../state/sweeps.ts';
import { varying } from '../../sweep/cells.ts';
import { sweepPlot } from '../../sweep/plot.ts';
import { sweepTable } from '../../sweep/table.ts';
import { sweepResultsText } from '../../text/en/sweepResults.ts';
import { TableScroll } from '../TableScroll.tsx';
import { SweepChart } from './SweepChart.tsx';

export function SweepResults({ source, rows }: ImportedSweep) {
  const text = sweepResultsText();
  const [against, setAgainst] = useState('');
  const plot = useMemo(() => sweepPlot(rows), [rows]);
  const baselines = useMemo(() => choicesOf(rows), [rows]);
  const table = useMemo(() => {
    const [key = '', value = ''] = against.split('=');
    return sweepTable(rows, against === '' ? null : { [key]: value });
  }, [rows, against]);
  // Names of files may have spaces, which part ids.
  const id = useId();
  return (
    <section className="tables-part" aria-labelledby={id}>
      <h3 className="panel-title" id={id}>
        {text.title(source)}
      </h3>
      <p className="setting-note">{table.notes.join(' ')}</p>
      {plot === null ? <p>{text.diverged}</p> : <SweepChart {...plot} />}
      <label className="sweep-baseline">
        {text.differences}{' '}
        <select value={against} onChange={(event) => setAgainst(event.target.value)}>
          <option value="">{text.none}</option>
          {baselines.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </label>
      <TableScroll label={text.table}>
        <table className="numbers paper-table sweep-table" data-table="sweep">
          <thead>
            <tr>
              {table.head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((cells) => (
              <tr key={cells.join()}>
                <th scope="row">{cells[0]}</th>
                {cells.slice(1).map((cell, i) => (
                  <td key={table.head[i + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}

/** Every value of what takes several, as `--baseline` names it. */
function choicesOf(rows: ImportedSweep['rows']): string[] {
  return varying(rows).flatMap((key) => {
    const values = new Set(rows.map((row) => (key === 'model' ? row.model : row.settings[key]!)));
    return values.size > 1 ? [...values].map((value) => `${key}=${value}`) : [];
  });
}
