/** Your pen: a few lines of the reader's own hand become a data set, in this tab. */
import { useState } from 'react';
import type { Ink, Stroke } from '../../protocol.ts';
import { handNdjson, type Line } from '../../state/hand.ts';
import { NO_INK } from '../../state/pad.ts';
import { downloadFile } from '../download.ts';
import { wholeNumber } from '../format.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { strokesPath } from './inkPath.ts';
import { Pad } from './Pad.tsx';
import { boundsOf } from './padView.ts';

/** Fewer cannot be parted into lines to learn from and lines held out. */
const FEWEST = 3;
const WISHES = [
  'the quick brown fox',
  'jumps over the lazy dog',
  'pack my box with',
  'five dozen jugs',
  'sphinx of black quartz',
  'judge my vow',
];

export default function HandView() {
  const hand = usePlayground((state) => state.hand);
  const before = usePlayground((state) => state.handBefore);
  const learning = usePlayground((state) => state.importing !== null);
  const { keepHand, restoreHand, learnHand } = useActions();
  const [ink, setInk] = useState<Ink>(NO_INK);
  const learned = usePlayground(
    (state) =>
      state.phase === 'running' && (state.data?.description.startsWith('Your pen') ?? false),
  );
  const empty = ink.strokes.length === 0;
  const points = hand.flat().reduce((sum, { x }) => sum + x.length, 0);
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
        hint={`Write a line here, for example “${WISHES[hand.length % WISHES.length]}”, then add it.`}
        inkHidden={false}
        onStroke={(stroke: Stroke) => setInk({ strokes: [...ink.strokes, stroke], sampled: false })}
        onDrawing={() => {}}
      />
      <div className="pen-buttons">
        <button type="button" className="button button-strong" disabled={empty} onClick={add}>
          Add this line
        </button>
        <button
          type="button"
          className="button"
          disabled={empty}
          onClick={() => setInk({ ...ink, strokes: ink.strokes.slice(0, -1) })}
        >
          Undo stroke
        </button>
        <button type="button" className="button" disabled={empty} onClick={() => setInk(NO_INK)}>
          Clear
        </button>
      </div>
      <div className="hand-head">
        <p className="quiet" role="status" data-testid="hand-words">
          {wordsOf(hand.length, points)}
          {learned && ' The models are learning this hand: see Samples and Draw & complete.'}
        </p>
        <div className="pen-buttons">
          <button
            type="button"
            className="button"
            disabled={hand.length < FEWEST || learning}
            onClick={learnHand}
          >
            Learn this hand
          </button>
          <button
            type="button"
            className="button"
            disabled={hand.length === 0}
            onClick={() => downloadFile('your-pen.ndjson', handNdjson(hand))}
          >
            Export ndjson
          </button>
          <button
            type="button"
            className="button"
            disabled={hand.length === 0}
            onClick={() => keepHand([])}
          >
            Delete all
          </button>
          <button type="button" className="button" disabled={before === null} onClick={restoreHand}>
            Undo delete
          </button>
        </div>
      </div>
      <ul className="hand-lines">
        {hand.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={n}>
            <Thumbnail line={line} label={`Line ${n + 1}`} />
            <button
              type="button"
              className="button button-plain"
              aria-label={`Delete line ${n + 1}`}
              onClick={() => keepHand(hand.filter((_, other) => other !== n))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <p className="read-it">
        <strong>Read it:</strong> your lines are resampled at the tempo of the embedded hands and
        stay in this browser. A fifth of them, at least one, is held out for validation and as many
        for test, as written; each of the others is learned from in 24 slants, sizes and starts. A
        few lines are little data: expect shapes of your letters, not words. Speed and pressure are
        not used.
      </p>
    </>
  );
}

function wordsOf(lines: number, points: number): string {
  if (lines === 0) return 'No line kept yet: three are the fewest, ten make a hand.';
  const held = Math.max(1, Math.floor(lines / 5));
  const kept = `${lines} ${lines === 1 ? 'line' : 'lines'} kept in this browser, ${wholeNumber(points)} points`;
  if (lines < FEWEST) return `${kept}; ${FEWEST - lines} more to begin.`;
  return `${kept}: ${lines - 2 * held} to learn from, ${held} for validation, ${held} for test.`;
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
