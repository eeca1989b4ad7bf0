/** The time-lapse over stored reports, and the snapshot that is kept to compare with. */
import { useEffect, useState } from 'react';
import { frameIndex } from '../state/frames.ts';
import { posteriorText } from '../text/en/posterior.ts';
import { wholeNumber } from './format.ts';
import { useActions, usePlayground } from './usePlayground.ts';

/** Frames a second of the time-lapse. */
const FRAME_MS = 125;

export function ReplayBar() {
  const frames = usePlayground((state) => state.frames);
  const replayed = usePlayground((state) => state.replayed);
  const latest = usePlayground((state) => state.posterior?.step ?? 0);
  const snapshot = usePlayground((state) => state.snapshot);
  const { replay, keepSnapshot, dropSnapshot } = useActions();
  const [running, setRunning] = useState(false);
  const text = posteriorText();
  const last = frames.length - 1;
  const index = replayed === null ? last : frameIndex(frames, replayed.step);
  const show = (wanted: number) => replay(wanted >= last ? null : Math.max(0, wanted));

  useEffect(() => {
    if (!running) return;
    if (replayed === null) {
      setRunning(false);
      return;
    }
    const timer = setTimeout(() => replay(index + 1 >= last ? null : index + 1), FRAME_MS);
    return () => clearTimeout(timer);
  }, [running, replayed, index, last, replay]);

  const toggle = () => {
    if (!running && replayed === null) replay(0);
    setRunning(!running);
  };
  return (
    <div className="replay">
      <span className="replay-lapse">
        <label htmlFor="time-lapse">{text.timeLapse}</label>
        <button
          type="button"
          className="button button-small"
          aria-label={running ? text.stopTimeLapse : text.playTimeLapse}
          disabled={last < 1}
          onClick={toggle}
        >
          {running ? '❚❚' : '▶'}
        </button>
        <input
          id="time-lapse"
          type="range"
          className="slider"
          min={0}
          max={Math.max(1, last)}
          step={1}
          value={last < 1 ? 1 : index}
          disabled={last < 1}
          style={{ '--filled': `${last < 1 ? 100 : (index / last) * 100}%` }}
          aria-valuetext={
            replayed === null
              ? text.live(String(latest))
              : text.stepOf(String(replayed.step), String(latest))
          }
          onChange={(event) => {
            setRunning(false);
            show(Number(event.target.value));
          }}
        />
        <output className="replay-step" htmlFor="time-lapse">
          {replayed === null
            ? text.live(wholeNumber(latest))
            : text.step(wholeNumber(replayed.step))}
        </output>
        <button
          type="button"
          className="button button-small"
          disabled={replayed === null}
          onClick={() => {
            setRunning(false);
            replay(null);
          }}
        >
          {text.toLive}
        </button>
      </span>
      <span className="replay-kept">
        <button type="button" className="button button-small" onClick={keepSnapshot}>
          {text.keep}
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={snapshot === null}
          onClick={dropSnapshot}
        >
          {snapshot === null ? text.noneKept : text.drop(wholeNumber(snapshot.step))}
        </button>
      </span>
    </div>
  );
}
