/** The call for a file where the chosen data set has none; the run before goes on meanwhile. */
import { filesText } from '../text/en/files.ts';
import { presetWords } from '../text/en/presets.ts';
import { FileButton } from './Files.tsx';
import { PasteText } from './PasteText.tsx';
import { TextPresets } from './TextPresets.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function NeedsFile() {
  const data = usePlayground((state) => state.needsData);
  const running = usePlayground((state) => state.running);
  const lines = usePlayground((state) => state.hand.length);
  const { keepRunning, learnHand } = useActions();
  if (data === null) return null;
  const text = filesText();
  const wanted: Readonly<Record<string, string>> = text.wanted;
  const before = running === null ? null : presetWords(running.preset);
  return (
    <div className="call" role="status" data-testid="needs-data">
      <h2>{text.needs(presetWords(data).title)}</h2>
      <p>{text.waysIn(wanted[data] ?? '')}</p>
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
            {text.penLines(lines)}
          </button>
        )}
        {before !== null && (
          <button type="button" className="button" onClick={keepRunning}>
            {text.back(before.title)}
          </button>
        )}
      </div>
    </div>
  );
}
