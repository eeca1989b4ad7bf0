/** A button that opens the browser's dialog for files or for a folder. */
import { useRef } from 'react';
import type { PickedFile } from '../protocol.ts';
import { chosenFiles } from './pickedFiles.ts';

interface Props {
  /** On the button. */
  readonly word: string;
  /** Of the field behind it. */
  readonly label: string;
  /** Endings and types of what is offered; absent: everything. */
  readonly accept?: string;
  /** Absent: one file. */
  readonly many?: 'files' | 'folder';
  readonly chosen: (files: readonly PickedFile[]) => void;
}

export function FileChooser({ word, label, accept, many, chosen }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {word}
      </button>
      <input
        ref={(element) => {
          input.current = element;
          // React knows no such attribute.
          element?.toggleAttribute('webkitdirectory', many === 'folder');
        }}
        className="visually-hidden"
        type="file"
        multiple={many === 'files'}
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          chosen(chosenFiles(event.target.files ?? []));
          // So that the same file may be chosen again after it has been mended.
          event.target.value = '';
        }}
      />
    </>
  );
}
