/** Two of the three ways in for a file: the dialog and an address. The third is DropTarget. */
import { type FormEvent, useRef, useState } from 'react';
import { filesText } from '../text/en/files.ts';
import { PasteText } from './PasteText.tsx';
import { chosenFiles } from './pickedFiles.ts';
import { useNarrow } from './useNarrow.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export const ACCEPTED_FILES =
  '.zip,.safetensors,.csv,.tsv,.txt,.gz,.tgz,.tar,.idx,.json,.ndjson,.xml,.svg,.inkml,.idx3-ubyte,.ubyte,application/gzip,text/csv';

export function Files() {
  const importing = usePlayground((state) => state.importing);
  const share = usePlayground((state) => state.importShare);
  const { importUrl, cancelImport } = useActions();
  const [address, setAddress] = useState('');
  const narrow = useNarrow();
  const text = filesText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== '') void importUrl(address);
  };
  return (
    // Beside the results there is room; above them, in one column, there is not.
    <details className="files" open={!narrow || importing !== null}>
      <summary>
        <h3>{text.title}</h3>
      </summary>
      <div className="files-body">
        <p className="quiet">{text.ways}</p>
        <div className="row">
          <FileButton />
          <FolderButton />
        </div>
        <div className="import-progress" role="status">
          {importing !== null && (
            <>
              <span className="quiet">{text.reading(importing)}</span>
              <progress value={share} aria-label={text.share(importing)} />
              <button type="button" className="button button-small" onClick={cancelImport}>
                {text.cancel}
              </button>
            </>
          )}
        </div>
        <form className="row" onSubmit={submit}>
          <input
            className="field"
            type="text"
            inputMode="url"
            aria-label={text.address}
            placeholder={text.addressHint}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <button type="submit" className="button">
            {text.fetch}
          </button>
        </form>
        <details className="paste">
          <summary>{text.paste}</summary>
          <PasteText />
        </details>
      </div>
    </details>
  );
}

/** Opens the file dialog. */
export function FileButton() {
  const input = useRef<HTMLInputElement>(null);
  const { importFiles } = useActions();
  const text = filesText();
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {text.choose}
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={text.dataFile}
        accept={ACCEPTED_FILES}
        onChange={(event) => {
          void importFiles(chosenFiles(event.target.files ?? []));
          // So that the same file may be chosen again after it has been mended.
          event.target.value = '';
        }}
      />
    </>
  );
}

/** A folder, such as the lineStrokes of IAM-OnDB with its lists. */
function FolderButton() {
  const input = useRef<HTMLInputElement>(null);
  const { importFiles, notify } = useActions();
  const text = filesText();
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {text.folder}
      </button>
      <input
        ref={(element) => {
          input.current = element;
          // React knows no such attribute.
          element?.setAttribute('webkitdirectory', '');
        }}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label={text.folderLabel}
        onChange={(event) => {
          const files = chosenFiles(event.target.files ?? []);
          if (files.length > 0) void importFiles(files);
          else notify('problem', text.nothingInFolder, 'file');
          event.target.value = '';
        }}
      />
    </>
  );
}
