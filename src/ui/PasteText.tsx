/** A way in for a text without a file: sentences, one a line. They go no further than this page. */
import { type FormEvent, useState } from 'react';
import { useActions } from './usePlayground.ts';

export function PasteText() {
  const { importFiles } = useActions();
  const [text, setText] = useState('');
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void importFiles([{ name: 'pasted text', blob: new Blob([text]) }]);
  };
  return (
    <form className="paste-form" onSubmit={submit}>
      <textarea
        className="field"
        rows={4}
        required
        aria-label="Sentences, one a line"
        placeholder="One sentence a line…"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button">
        {lines === 0
          ? 'Learn these lines'
          : `Learn ${lines === 1 ? 'this line' : `these ${lines} lines`}`}
      </button>
    </form>
  );
}
