/** The numbers behind a figure: as a table in a dialog, and from there as CSV. */
import { useState } from 'react';
import { type Cell, type Sheet, sheetCsv } from '../state/sheet.ts';
import { savingText } from '../text/en/saving.ts';
import { Dialog } from './Dialog.tsx';
import { downloadFile } from './download.ts';
import { shortNumber } from './format.ts';

interface Props {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly sheet: () => Sheet;
  /** On the button. */
  readonly word?: string;
}

/** A table longer than this is shown in part; the file holds all of it. */
const ROWS_SHOWN = 400;

export function SheetButton({ name, sheet, word = 'CSV' }: Props) {
  const [shown, setShown] = useState<Sheet | null>(null);
  const text = savingText();
  return (
    <span className="save" data-no-picture>
      <button
        type="button"
        className="button button-plain"
        aria-label={text.numbersOf(name)}
        title={text.numbers}
        onClick={() => setShown(sheet())}
      >
        {word}
      </button>
      {shown !== null && <SheetDialog sheet={shown} name={name} closed={() => setShown(null)} />}
    </span>
  );
}

interface DialogProps {
  readonly sheet: Sheet;
  readonly name: string;
  readonly closed: () => void;
}

function SheetDialog({ sheet, name, closed }: DialogProps) {
  const text = savingText();
  const hidden = sheet.rows.length - ROWS_SHOWN;
  return (
    <Dialog
      title={sheet.title}
      className="sheet-dialog"
      closed={closed}
      buttons={
        <button
          type="button"
          className="button"
          onClick={() => downloadFile(`${name}.csv`, sheetCsv(sheet))}
        >
          {text.saveCsv}
        </button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="sheet-scroll" tabIndex={0}>
        <table className="numbers">
          <thead>
            <tr>
              {sheet.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.slice(0, ROWS_SHOWN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column}>{written(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {hidden > 0 && <p className="setting-note">{text.moreRows(hidden)}</p>}
      </div>
    </Dialog>
  );
}

function written(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? shortNumber(cell) : cell;
}
