/** Two of the three ways in for a file: the dialog and an address. The third is DropTarget. */
import { type FormEvent, useState } from 'react';
import type { Notice } from '../state/notices.ts';
import { filesText } from '../text/en/files.ts';
import { FileChooser } from './FileChooser.tsx';
import { PasteText } from './PasteText.tsx';
import { useNarrow } from './useNarrow.ts';
import { useActions, usePlayground } from './usePlayground.ts';

const ACCEPTED_FILES =
  '.zip,.safetensors,.csv,.tsv,.txt,.gz,.tgz,.tar,.idx,.json,.ndjson,.xml,.svg,.inkml,.idx3-ubyte,.ubyte,application/gzip,text/csv';

/** Why the last file was not taken. The notice of it may stand above what is on screen. */
function refusalOf(notices: readonly Notice[]): string | null {
  const of = notices.findLast(({ kind, about }) => kind === 'problem' && about === 'file');
  return of?.message ?? null;
}

export function Files() {
  const importing = usePlayground((state) => state.importing);
  const share = usePlayground((state) => state.importShare);
  const refused = usePlayground((state) => refusalOf(state.notices));
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
    <details className="files" open={!narrow || importing !== null || refused !== null}>
      <summary>
        <h3>{text.title}</h3>
      </summary>
      <div className="files-body">
        <p className="quiet">{text.ways}</p>
        <div className="row">
          <FileButton />
          <FolderButton />
        </div>
        {refused !== null && <p className="files-refused">{refused}</p>}
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

export function FileButton() {
  const { importFiles } = useActions();
  const text = filesText();
  return (
    <FileChooser
      word={text.choose}
      label={text.dataFile}
      accept={ACCEPTED_FILES}
      many="files"
      chosen={(files) => void importFiles(files)}
    />
  );
}

/** A folder, such as the lineStrokes of IAM-OnDB with its lists. */
function FolderButton() {
  const { importFiles, notify } = useActions();
  const text = filesText();
  return (
    <FileChooser
      word={text.folder}
      label={text.folderLabel}
      many="folder"
      chosen={(files) => {
        if (files.length > 0) void importFiles(files);
        else notify('problem', text.nothingInFolder, 'file');
      }}
    />
  );
}
