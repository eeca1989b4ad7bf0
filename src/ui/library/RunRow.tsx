/** One run of the list, and what can be done with it. */
import { type FormEvent, memo, useState } from 'react';
import { type RunEntry, titleOf } from '../../state/library/record.ts';
import { modelTextColour } from '../colours.ts';
import { bytes, wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { useActions } from '../usePlayground.ts';
import { whenOf } from './when.ts';

interface Props {
  readonly entry: RunEntry;
  /** It is the run that trains. */
  readonly current: boolean;
  readonly compared: boolean;
}

export const RunRow = memo(function RunRow({ entry, current, compared }: Props) {
  const [naming, setNaming] = useState(false);
  const { goOn, duplicateRun, removeRun, compareRun, exportRun } = useActions();
  const { id } = entry;
  const title = titleOf(entry);
  const button = (label: string, act: () => void, disabled = false) => (
    <button
      type="button"
      className="button button-small"
      aria-label={`${label}: ${title}`}
      disabled={disabled}
      onClick={act}
    >
      {label}
    </button>
  );
  return (
    <li className="run" data-current={current}>
      <input
        type="checkbox"
        aria-label={`Compare ${title}`}
        checked={compared}
        onChange={() => void compareRun(id)}
      />
      <div className="run-facts">
        {naming ? (
          <NameForm entry={entry} done={() => setNaming(false)} />
        ) : (
          <p className="run-title">
            <strong>{title}</strong>
            {current && <span className="run-mark">trains now</span>}
            {!entry.kept && !current && <span className="run-mark">not named</span>}
          </p>
        )}
        <p className="quiet">{entry.data}</p>
        <p className="run-models">
          {entry.experiment.models.map((model) => (
            <span key={model.id} style={{ color: modelTextColour(model.slot) }}>
              {shortName(model)}
            </span>
          ))}
          {entry.missingFiles.length > 0 && (
            <span className="runs-problem">needs {entry.missingFiles.join(', ')} again</span>
          )}
        </p>
      </div>
      <dl className="run-figures">
        <div>
          <dt>step</dt>
          <dd>{wholeNumber(entry.step)}</dd>
        </div>
        <div>
          <dt>kept</dt>
          <dd>{whenOf(entry.storedAt, Date.now())}</dd>
        </div>
        <div>
          <dt>size</dt>
          <dd>{bytes(entry.bytes)}</dd>
        </div>
      </dl>
      <div className="run-buttons">
        {button('Go on', () => void goOn(id), current)}
        {button('Rename', () => setNaming(true), naming)}
        {button('Duplicate', () => void duplicateRun(id))}
        {button('Export', () => void exportRun(id))}
        {button('Delete', () => void removeRun(id))}
      </div>
    </li>
  );
});

function NameForm({ entry, done }: { readonly entry: RunEntry; readonly done: () => void }) {
  const { renameRun } = useActions();
  const [name, setName] = useState(entry.name ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void renameRun(entry.id, name).then(done);
  };
  return (
    <form
      className="row"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') done();
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it is what the reader has just asked for
        autoFocus
        className="field"
        aria-label="Name of the run"
        maxLength={80}
        placeholder={titleOf({ ...entry, name: null })}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button button-small">
        Save
      </button>
      <button type="button" className="button button-small" onClick={done}>
        Cancel
      </button>
    </form>
  );
}
