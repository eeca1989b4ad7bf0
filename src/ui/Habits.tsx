/** What training does while nobody looks, and what it says of it. */
import { useEffect, useRef } from 'react';
import { MEANWHILE, type Meanwhile } from '../state/habits.ts';
import { HabitsIcon } from './icons.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function Habits() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { habits, canKeepAwake, knowsBattery } = usePlayground((state) => state.presence);
  const { setHabit } = useActions();
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        aria-label="While nobody looks: hidden page, screen, battery"
        title="While nobody looks: hidden page, screen, battery"
        onClick={() => dialog.current?.showModal()}
      >
        <HabitsIcon />
      </button>
      <dialog className="help-dialog habits" ref={dialog} aria-labelledby="habits-title">
        <h2 id="habits-title">While nobody looks</h2>
        <p>These are this browser’s, and no part of an experiment or its link.</p>
        <Choice
          label="While the page is hidden"
          note="another tab, a minimised window, a locked screen"
          value={habits.whileHidden}
          choose={(whileHidden) => setHabit({ whileHidden })}
        />
        {knowsBattery && (
          <Choice
            label="On the battery"
            note="Play overrules it until the power changes"
            value={habits.onBattery}
            choose={(onBattery) => setHabit({ onBattery })}
          />
        )}
        <label className="habit">
          <input
            type="checkbox"
            checked={habits.keepAwake}
            disabled={!canKeepAwake}
            onChange={(event) => setHabit({ keepAwake: event.target.checked })}
          />
          <span>
            Keep the screen on while training
            <small>
              {canKeepAwake ? 'as long as the page is seen' : 'this browser cannot, or not here'}
            </small>
          </span>
        </label>
        <form method="dialog">
          <button type="submit" className="button">
            Close
          </button>
        </form>
      </dialog>
    </>
  );
}

function Choice({
  label,
  note,
  value,
  choose,
}: {
  readonly label: string;
  readonly note: string;
  readonly value: Meanwhile;
  readonly choose: (value: Meanwhile) => void;
}) {
  return (
    <fieldset className="habit">
      <legend>
        {label} <small>{note}</small>
      </legend>
      {MEANWHILE.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={label}
            checked={value === option}
            onChange={() => choose(option)}
          />
          {option}
        </label>
      ))}
    </fieldset>
  );
}

const TITLE = 'SIS-RNN Playground';

/** Why a run that should train does not, and that the screen stays on; the window's title says the first too. */
export function PresenceNote() {
  const { held, awake } = usePlayground((state) => state.presence);
  const playing = usePlayground((state) => state.playing);
  const paused = playing && held !== null ? `paused: ${held}` : null;
  useEffect(() => {
    document.title = paused === null ? TITLE : `${paused} · ${TITLE}`;
  }, [paused]);
  return (
    <span className="presence" role="status" data-testid="presence">
      {paused ?? (awake ? 'screen stays on' : '')}
    </span>
  );
}
