/** The call for a file where the chosen data set has none; the run before goes on meanwhile. */
import { presetNamed } from '../config/presets.ts';
import type { DataSetName } from '../config/settings.ts';
import { FileButton } from './Files.tsx';
import { PasteText } from './PasteText.tsx';
import { TextPresets } from './TextPresets.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

const WANTED: Partial<Record<DataSetName, string>> = {
  'digits-rows':
    'Give the images of MNIST in idx format, raw or gzip (train-images-idx3-ubyte.gz). Labels are not needed.',
  'your-csv':
    'Give a CSV with a header line and one row a time step. A column that names the sequence is optional.',
  strokes:
    'Give drawings as QuickDraw ndjson, or handwriting of IAM-OnDB: its lineStrokes as XML or as the tar.gz they come in; or three files or more of InkML or SVG.',
  text: 'Give sentences, one a line: paste them, or give a text file, or three with train, valid and test in their names, as Penn Treebank and Yahoo answers come.',
};

export function NeedsFile() {
  const data = usePlayground((state) => state.needsData);
  const running = usePlayground((state) => state.running);
  const lines = usePlayground((state) => state.hand.length);
  const { keepRunning, learnHand } = useActions();
  if (data === null) return null;
  const before = running === null ? undefined : presetNamed(running.preset);
  return (
    <div className="call" role="status" data-testid="needs-data">
      <h2>{presetNamed(data)?.title ?? data} needs a file</h2>
      <p>
        {WANTED[data]} Drop it anywhere on this page, choose it here, or type its address under
        “Your files”. It stays on this computer.
      </p>
      {data === 'text' && (
        <>
          <TextPresets />
          <PasteText />
        </>
      )}
      <div className="row">
        <FileButton />
        {data === 'strokes' && lines > 0 && (
          <button type="button" className="button" onClick={learnHand}>
            Your pen, {lines} lines kept in this browser
          </button>
        )}
        {before !== undefined && (
          <button type="button" className="button" onClick={keepRunning}>
            Back to {before.title}, which is still running
          </button>
        )}
      </div>
    </div>
  );
}
