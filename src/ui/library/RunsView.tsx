/** The runs that are kept in this browser: what they are, and what can be done with them. */
import { useRef } from 'react';
import { titleOf } from '../../state/library/record.ts';
import { bytes, wholeNumber } from '../format.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { RunComparison } from './RunComparison.tsx';
import { RunRow } from './RunRow.tsx';

export default function RunsView() {
  const { entries, removed, compared, current, unreadable, storage } = usePlayground(
    (state) => state.runs,
  );
  const { restoreRun } = useActions();
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  return (
    <>
      <StorageNote />
      <div className="pen-buttons">
        <KeepButtons />
        <OpenButton />
      </div>
      <div className="runs-undo" role="status">
        {removed !== null && (
          <>
            <span className="quiet">“{titleOf(removed)}” was deleted.</span>
            <button type="button" className="button button-small" onClick={() => void restoreRun()}>
              Undo
            </button>
          </>
        )}
      </div>
      <ul className="runs" aria-label="Kept runs">
        {entries.map((entry) => (
          <RunRow
            key={entry.id}
            entry={entry}
            current={entry.id === current}
            compared={compared.some((one) => one.entry.id === entry.id)}
          />
        ))}
      </ul>
      {storage === 'open' && entries.length === 0 && (
        <p className="waiting">
          Nothing is kept yet. A run is after half a minute of training, when it pauses, and when
          this page is hidden.
        </p>
      )}
      {entries.length > 0 && (
        <p className="setting-note">
          {wholeNumber(entries.length)} {entries.length === 1 ? 'run' : 'runs'}, {bytes(total)}
          {unreadable > 0 && `; ${unreadable} more of a newer build of this page, left alone`}. Tick
          two to lay their curves over each other.
        </p>
      )}
      {compared.length > 0 && <RunComparison compared={compared} />}
    </>
  );
}

function StorageNote() {
  const storage = usePlayground((state) => state.runs.storage);
  const problem = usePlayground((state) => state.runs.problem);
  if (storage === 'denied')
    return (
      <p className="digits-data" data-problem>
        This browser keeps nothing for this page ({problem}). The run lasts as long as the page:
        export it to keep it.
      </p>
    );
  return (
    <p className="digits-data">
      This browser keeps the run that trains about every half minute, when it pauses and when the
      page is hidden, and goes on with it to the same last digit. Nothing leaves this computer. The
      last 30 runs without a name stay; named ones until you delete them.
      {problem !== null && <strong className="runs-problem"> Not kept just now: {problem}.</strong>}
    </p>
  );
}

function KeepButtons() {
  const hasRun = usePlayground((state) => state.running !== null);
  const open = usePlayground((state) => state.runs.storage === 'open');
  const { keepRun, exportRun } = useActions();
  return (
    <>
      <button type="button" className="button" disabled={!hasRun || !open} onClick={keepRun}>
        Keep this run
      </button>
      <button
        type="button"
        className="button"
        disabled={!hasRun}
        onClick={() => void exportRun(null)}
      >
        Export this run
      </button>
    </>
  );
}

function OpenButton() {
  const input = useRef<HTMLInputElement>(null);
  const { importFiles } = useActions();
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Open a run file…
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="Run file"
        accept=".zip,.safetensors,application/zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void importFiles([{ name: file.name, blob: file }]);
          // So that the same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
