/** Two of the three ways in for a file: the dialog and an address. The third is DropTarget. */
import { type FormEvent, useRef, useState } from 'react';
import { useActions, usePlayground } from './usePlayground.ts';

export const ACCEPTED_FILES =
  '.csv,.tsv,.txt,.gz,.tgz,.tar,.idx,.json,.ndjson,.xml,.idx3-ubyte,.ubyte,application/gzip,text/csv';

export function Files() {
  const importing = usePlayground((state) => state.importing);
  const { importUrl } = useActions();
  const [address, setAddress] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '') void importUrl(address);
  };
  return (
    <div className="files">
      <h3>Your files</h3>
      <p className="quiet">
        MNIST images (idx, raw or gzip), a CSV or strokes (ndjson, IAM-OnDB): drop it anywhere,
        choose it, or give its address.
      </p>
      <div className="row">
        <FileButton />
        {importing !== null && (
          <span className="quiet" role="status">
            reading {importing}…
          </span>
        )}
      </div>
      <form className="row" onSubmit={submit}>
        <input
          className="field"
          type="text"
          inputMode="url"
          aria-label="Address of a file"
          placeholder="https://…"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <button type="submit" className="button">
          Fetch
        </button>
      </form>
    </div>
  );
}

/** Opens the file dialog. */
export function FileButton() {
  const input = useRef<HTMLInputElement>(null);
  const { importFile } = useActions();
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Choose a file…
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="Data file"
        accept={ACCEPTED_FILES}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) void importFile(file);
          // So that the same file may be chosen again after it has been mended.
          event.target.value = '';
        }}
      />
    </>
  );
}
