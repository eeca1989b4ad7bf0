/** What training does while nobody looks, and what it says of it. */
import { useEffect, useState } from 'react';
import { MEANWHILE, type Meanwhile } from '../state/habits.ts';
import { habitsText } from '../text/en/habits.ts';
import { headerText } from '../text/en/header.ts';
import { Dialog } from './Dialog.tsx';
import { HabitsIcon } from './icons.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function Habits() {
  const [shown, setShown] = useState(false);
  const { habits, canKeepAwake, knowsBattery } = usePlayground((state) => state.presence);
  const { setHabit } = useActions();
  const text = habitsText();
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        aria-label={text.button}
        title={text.button}
        onClick={() => setShown(true)}
      >
        <HabitsIcon />
      </button>
      {shown && (
        <Dialog title={text.title} className="habits" closed={() => setShown(false)}>
          <p>{text.whose}</p>
          <Choice
            label={text.hidden}
            note={text.hiddenNote}
            value={habits.whileHidden}
            choose={(whileHidden) => setHabit({ whileHidden })}
          />
          {knowsBattery && (
            <Choice
              label={text.battery}
              note={text.batteryNote}
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
              {text.awake}
              <small>{canKeepAwake ? text.canKeepAwake : text.cannotKeepAwake}</small>
            </span>
          </label>
        </Dialog>
      )}
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
          {habitsText().meanwhile[option]}
        </label>
      ))}
    </fieldset>
  );
}

/** Why a run that should train does not, and that the screen stays on; the window's title says the first too. */
export function PresenceNote() {
  const { held, awake } = usePlayground((state) => state.presence);
  const playing = usePlayground((state) => state.playing);
  const { name } = headerText();
  const paused = playing && held !== null ? habitsText().paused[held] : null;
  useEffect(() => {
    document.title = paused === null ? name : `${paused} · ${name}`;
  }, [paused, name]);
  return (
    <span className="presence" role="status" data-testid="presence">
      {paused ?? (awake ? habitsText().staysOn : '')}
    </span>
  );
}
