/** Your pen: a few lines of the reader's own hand become a data set, in this tab. */
import { useState } from 'react';
import type { Ink, Stroke } from '../../protocol.ts';
import { handNdjson, type Line } from '../../state/hand.ts';
import { NO_INK } from '../../state/pad.ts';
import { type HandText, handText } from '../../text/en/hand.ts';
import { downloadFile } from '../download.ts';
import { ReadIt } from '../ReadIt.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { strokesPath } from './inkPath.ts';
import { Pad } from './Pad.tsx';
import { boundsOf } from './padView.ts';

/** Fewer cannot be parted into lines to learn from and lines held out. */
const FEWEST = 3;
export default function HandView() {
  const hand = usePlayground((state) => state.hand);
  const before = usePlayground((state) => state.handBefore);
  const learning = usePlayground((state) => state.importing !== null);
  const { keepHand, restoreHand, learnHand } = useActions();
  const [ink, setInk] = useState<Ink>(NO_INK);
  const learned = usePlayground(
    (state) => state.phase === 'running' && /^Your pen/.test(state.data?.description ?? ''),
  );
  const text = handText();
  const words = wordsOf(
    hand.length,
    hand.flat().reduce((sum, { x }) => sum + x.length, 0),
    text,
  );
  const empty = ink.strokes.length === 0;
  const add = () => {
    keepHand([...hand, ink.strokes]);
    setInk(NO_INK);
  };
  return (
    <>
      <Pad
        ink={ink}
        aspect={3}
        answer={null}
        hint={text.hint(text.wishes[hand.length % text.wishes.length] ?? '')}
        inkHidden={false}
        onStroke={(stroke: Stroke) => setInk({ strokes: [...ink.strokes, stroke], sampled: false })}
        onDrawing={() => {}}
      />
      <div className="pen-buttons">
        <button type="button" className="button button-strong" disabled={empty} onClick={add}>
          {text.add}
        </button>
        <button
          type="button"
          className="button"
          disabled={empty}
          onClick={() => setInk({ ...ink, strokes: ink.strokes.slice(0, -1) })}
        >
          {text.undoStroke}
        </button>
        <button type="button" className="button" disabled={empty} onClick={() => setInk(NO_INK)}>
          {text.clear}
        </button>
      </div>
      <div className="hand-head">
        <p className="quiet" role="status" data-testid="hand-words">
          {learned ? text.learned(words) : words}
        </p>
        <div className="pen-buttons">
          <button
            type="button"
            className="button"
            disabled={hand.length < FEWEST || learning}
            onClick={learnHand}
          >
            {text.learn}
          </button>
          <button
            type="button"
            className="button"
            disabled={hand.length === 0}
            onClick={() => downloadFile('your-pen.ndjson', handNdjson(hand))}
          >
            {text.export}
          </button>
          <button
            type="button"
            className="button"
            disabled={hand.length === 0}
            onClick={() => keepHand([])}
          >
            {text.deleteAll}
          </button>
          <button type="button" className="button" disabled={before === null} onClick={restoreHand}>
            {text.undoDelete}
          </button>
        </div>
      </div>
      <ul className="hand-lines">
        {hand.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={n}>
            <Thumbnail line={line} label={text.line(n + 1)} />
            <button
              type="button"
              className="button button-plain"
              aria-label={text.deleteLine(n + 1)}
              onClick={() => keepHand(hand.filter((_, other) => other !== n))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <ReadIt text={text.readIt} />
    </>
  );
}

function wordsOf(lines: number, points: number, text: HandText): string {
  if (lines === 0) return text.none;
  if (lines < FEWEST) return text.few(lines, points, FEWEST - lines);
  return text.enough(lines, points, Math.max(1, Math.floor(lines / 5)));
}

function Thumbnail({ line, label }: { readonly line: Line; readonly label: string }) {
  const box = boundsOf(
    line.map(({ x, y }) => Float32Array.from(x.flatMap((value, i) => [value, y[i]!, 0]))),
  );
  if (box === null) return null;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${box.left} ${box.top} ${box.width} ${box.height}`}
      preserveAspectRatio="xMinYMid meet"
    >
      <path className="pen-line" d={strokesPath(line)} stroke="var(--ink)" />
    </svg>
  );
}
