/** Write, and watch the models go on. */
import { useRef, useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { Continued, Stroke } from '../../protocol.ts';
import { NO_INK } from '../../state/pad.ts';
import { type DrawText, drawText } from '../../text/en/draw.ts';
import { decimals, wholeNumber } from '../format.ts';
import { Legend, modelEntry } from '../Legend.tsx';
import { ReadIt } from '../ReadIt.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { useModels } from '../useModels.ts';
import { useActions, usePlayground } from '../usePlayground.ts';
import { ExampleLine } from './ExampleLine.tsx';
import { Inspection } from './Inspection.tsx';
import { linePath } from './inkPath.ts';
import { Pad } from './Pad.tsx';
import { PadReadings } from './PadReadings.tsx';
import { PenControls } from './PenControls.tsx';
import { PenLines } from './PenLines.tsx';
import { useReveal } from './useReveal.ts';

export default function DrawView() {
  const pad = usePlayground((state) => state.data?.pad ?? null);
  const models = useModels();
  const { ink, past, answer, kept } = usePlayground((state) => state.pen);
  const { draw, drawing, undoInk, again, keepLines, dropKept } = useActions();
  const text = drawText();
  const figure = useRef<HTMLElement>(null);
  const [replays, setReplays] = useState(0);
  const [coloured, setColoured] = useState('');
  if (pad === null) return null;
  // What is drawn beside a chosen example is of the hand: all of it is resampled.
  const extended = (stroke: Stroke) => ({ strokes: [...ink.strokes, stroke], sampled: false });
  const empty = ink.strokes.length === 0;
  return (
    <>
      <figure ref={figure} aria-label={text.figure}>
        <div className="figure-head">
          <Legend
            entries={[
              { name: text.drawn, colour: 'var(--ink)', dash: null },
              ...models.map(modelEntry),
            ]}
          />
          <SaveButtons name="completions" figure={figure} />
        </div>
        <Paper
          key={replays}
          replayed={replays > 0}
          models={models}
          coloured={coloured}
          render={(lines, inkHidden) => (
            <Pad
              ink={ink}
              aspect={pad.aspect}
              answer={answer}
              hint={text.hint}
              inkHidden={inkHidden}
              onStroke={(stroke) => draw(extended(stroke))}
              onDrawing={(stroke) => drawing(extended(stroke))}
            >
              {lines}
            </Pad>
          )}
        />
      </figure>
      <div className="pen-buttons">
        <button type="button" className="button" disabled={empty} onClick={() => draw(NO_INK)}>
          {text.clear}
        </button>
        <button type="button" className="button" disabled={past.length === 0} onClick={undoInk}>
          {text.undo}
        </button>
        <button
          type="button"
          className="button"
          disabled={answer === null}
          onClick={() => setReplays(replays + 1)}
        >
          {text.replay}
        </button>
        <button type="button" className="button" disabled={answer === null} onClick={again}>
          {text.again}
        </button>
        <button type="button" className="button" disabled={answer === null} onClick={keepLines}>
          {text.keep}
        </button>
        <button type="button" className="button" disabled={kept.length === 0} onClick={dropKept}>
          {text.drop(kept.length)}
        </button>
      </div>
      <Words />
      <ExampleLine examples={pad.examples} />
      <PenControls />
      <Inspection models={models} coloured={coloured} setColoured={setColoured} />
      <ReadIt text={text.readIt} />
    </>
  );
}

interface PaperProps {
  readonly models: readonly ModelSpec[];
  readonly replayed: boolean;
  /** The model whose KL stands in place of the ink's own colour; empty for none. */
  readonly coloured: string;
  readonly render: (lines: React.ReactNode, inkHidden: boolean) => React.ReactNode;
}

/** Lines as far as they are on paper; a replay begins with the ink. */
function Paper({ models, replayed, coloured, render }: PaperProps) {
  const { answer, kept, inspected, point, along } = usePlayground((state) => state.pen);
  // A replay is of the answer that was there; the next one begins behind the ink, as always.
  const [replayOf] = useState(replayed ? (answer?.request.id ?? null) : null);
  const replaying = answer !== null && answer.request.id === replayOf;
  const seen = (answer?.seen.length ?? 0) / 3;
  const count = useReveal(
    `${answer?.request.id ?? ''}`,
    replaying ? -seen : 0,
    answer?.request.steps ?? 0,
  );
  const replayingInk = replaying && count < 0;
  const inKl = inspected !== null && along !== null && coloured !== '' && !replayingInk;
  return render(
    <>
      {kept.map((one) => (
        <PenLines
          key={one.request.id}
          answer={one}
          models={models}
          count={one.request.steps}
          kept
        />
      ))}
      {answer !== null && (
        // Faint under the heat maps of one step.
        <g opacity={inspected !== null && !replayingInk ? 0.2 : 1}>
          <PenLines answer={answer} models={models} count={count} />
        </g>
      )}
      {answer !== null && inspected !== null && !replayingInk && (
        <PadReadings {...{ models, point, along, coloured }} seen={answer.seen} />
      )}
      {answer !== null && replayingInk && (
        <path className="pen-replay" d={linePath(answer.seen, null, seen + count)} />
      )}
    </>,
    replayingInk || inKl,
  );
}

/** What is on the pad, in words. */
function Words() {
  const { asked, answer } = usePlayground((state) => state.pen);
  const step = usePlayground((state) => state.progress.step);
  const text = drawText();
  const waitsFor = asked?.id !== answer?.request.id ? (asked?.atStep ?? null) : null;
  return (
    <p className="pen-words quiet" role="status" data-testid="completion-words">
      {waitsFor !== null && step < waitsFor
        ? text.waits(wholeNumber(waitsFor), wholeNumber(step))
        : answer === null
          ? text.nothing
          : wordsOf(answer, text)}
    </p>
  );
}

function wordsOf({ request, step, seen, firstMs }: Continued, text: DrawText): string {
  const { count, steps, temperatures, seed, varied } = request;
  return text.made({
    count,
    steps,
    step: wholeNumber(step),
    ink: wholeNumber(Math.max(0, seen.length / 3 - 1)),
    pen: decimals(temperatures.pen, 2),
    z: decimals(temperatures.z, 2),
    first: seed,
    varied,
    ms: decimals(firstMs, 0),
  });
}
