/** A way in for a text without a file: sentences, one a line. They go no further than this page. */
import { type FormEvent, useState } from 'react';
import { filesText } from '../text/en/files.ts';
import { useActions } from './usePlayground.ts';

export function PasteText() {
  const { importFiles } = useActions();
  const [written, setWritten] = useState('');
  const text = filesText();
  const lines = written.split('\n').filter((line) => line.trim() !== '').length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void importFiles([{ name: text.pastedText, blob: new Blob([written]) }]);
  };
  return (
    <form className="paste-form" onSubmit={submit}>
      <textarea
        className="field"
        rows={4}
        required
        aria-label={text.pasteLabel}
        placeholder={text.pasteHint}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
      <button type="submit" className="button">
        {lines === 0 ? text.learnThese : text.learn(lines)}
      </button>
    </form>
  );
}
