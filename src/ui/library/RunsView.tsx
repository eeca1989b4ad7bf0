/** The runs that are kept in this browser: what they are, and what can be done with them. */
import { titleOf } from '../../state/library/record.ts';
import { runsText } from '../../text/en/runs.ts';
import { FileChooser } from '../FileChooser.tsx';
import { bytes, wholeNumber } from '../format.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { RunComparison } from './RunComparison.tsx';
import { RunRow } from './RunRow.tsx';

export default function RunsView() {
  const { entries, removed, compared, current, unreadable, storage } = usePlayground(
    (state) => state.runs,
  );
  const { importFiles, restoreRun } = useActions();
  const text = runsText();
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <>
      <StorageNote />
      <div className="pen-buttons">
        <KeepButtons />
        <FileChooser
          word={text.open}
          label={text.file}
          accept=".zip,.safetensors,application/zip"
          chosen={(files) => void importFiles(files)}
        />
      </div>
      <div className="runs-undo" role="status">
        {removed !== null && (
          <>
            <span className="quiet">{text.deleted(titleOf(removed))}</span>
            <button type="button" className="button button-small" onClick={() => void restoreRun()}>
              {text.undo}
            </button>
          </>
        )}
      </div>
      <ul className="runs" aria-label={text.list}>
        {entries.map((entry) => (
          <RunRow
            key={entry.id}
            entry={entry}
            current={entry.id === current}
            compared={compared.some((one) => one.entry.id === entry.id)}
          />
        ))}
      </ul>
      {storage === 'open' && entries.length === 0 && <p className="waiting">{text.none}</p>}
      {entries.length > 0 && (
        <p className="setting-note">
          {text.total(entries.length, wholeNumber(entries.length), bytes(total), unreadable)}
        </p>
      )}
      {compared.length > 0 && <RunComparison compared={compared} />}
    </>
  );
}

function StorageNote() {
  const storage = usePlayground((state) => state.runs.storage);
  const problem = usePlayground((state) => state.runs.problem);
  const text = runsText();
  if (storage === 'denied')
    return (
      <p className="digits-data" data-problem>
        {text.denied(problem ?? '')}
      </p>
    );
  return (
    <p className="digits-data">
      {text.keeps}
      {problem !== null && <strong className="runs-problem">{text.notKept(problem)}</strong>}
    </p>
  );
}

function KeepButtons() {
  const hasRun = usePlayground((state) => state.running !== null);
  const open = usePlayground((state) => state.runs.storage === 'open');
  const { keepRun, exportRun } = useActions();
  const text = runsText();
  return (
    <>
      <button type="button" className="button" disabled={!hasRun || !open} onClick={keepRun}>
        {text.keep}
      </button>
      <button
        type="button"
        className="button"
        disabled={!hasRun}
        onClick={() => void exportRun(null)}
      >
        {text.exportThis}
      </button>
    </>
  );
}
