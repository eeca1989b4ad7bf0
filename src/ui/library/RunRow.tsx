/** One run of the list, and what can be done with it. */
import { type FormEvent, memo, useState } from 'react';
import { type RunEntry, titleOf } from '../../state/library/record.ts';
import { runsText } from '../../text/en/runs.ts';
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
  const text = runsText();
  const button = (label: string, act: () => void, disabled = false) => (
    <button
      type="button"
      className="button button-small"
      aria-label={text.ofRun(label, title)}
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
        aria-label={text.compare(title)}
        checked={compared}
        onChange={() => void compareRun(id)}
      />
      <div className="run-facts">
        {naming ? (
          <NameForm entry={entry} done={() => setNaming(false)} />
        ) : (
          <p className="run-title">
            <strong>{title}</strong>
            {current && <span className="run-mark">{text.trains}</span>}
            {!entry.kept && !current && <span className="run-mark">{text.unnamed}</span>}
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
            <span className="runs-problem">{text.needs(entry.missingFiles.join(', '))}</span>
          )}
        </p>
      </div>
      <dl className="run-figures">
        <div>
          <dt>{text.step}</dt>
          <dd>{wholeNumber(entry.step)}</dd>
        </div>
        <div>
          <dt>{text.kept}</dt>
          <dd>{whenOf(entry.storedAt, Date.now())}</dd>
        </div>
        <div>
          <dt>{text.size}</dt>
          <dd>{bytes(entry.bytes)}</dd>
        </div>
      </dl>
      <div className="run-buttons">
        {button(text.goOn, () => void goOn(id), current)}
        {button(text.rename, () => setNaming(true), naming)}
        {button(text.duplicate, () => void duplicateRun(id))}
        {button(text.export, () => void exportRun(id))}
        {button(text.delete, () => void removeRun(id))}
      </div>
    </li>
  );
});

function NameForm({ entry, done }: { readonly entry: RunEntry; readonly done: () => void }) {
  const { renameRun } = useActions();
  const text = runsText();
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
        aria-label={text.name}
        maxLength={80}
        placeholder={titleOf({ ...entry, name: null })}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button button-small">
        {text.save}
      </button>
      <button type="button" className="button button-small" onClick={done}>
        {text.cancel}
      </button>
    </form>
  );
}
