/** What the best single Gaussian loses on every generator: the most that any richer posterior can gain. */

import { useRef, useState } from 'react';
import { GENERATORS } from '../../../config/settings.ts';
import type { GapEstimate } from '../../../posterior/gaussianGap.ts';
import type { KnownName } from '../../../posterior/lessons/lesson.ts';
import { essayText } from '../../../text/en/essay.ts';
import { modelColour } from '../../colours.ts';
import { decimals } from '../../format.ts';
import { useOnScreen } from '../../useOnScreen.ts';
import { experimentOf, parametersOf, presetTitle } from '../experiments.ts';
import { Figure } from '../Figure.tsx';
import { useLesson } from '../useLesson.ts';

const WISH = {
  generators: GENERATORS.map((name) => ({ name, parameters: parametersOf(experimentOf(name)) })),
};
const VRNN = 1;
/** Nats a step: below it the sentence calls a loss small. */
const SMALL = 0.001;

export function Losses() {
  const text = essayText().figures.losses;
  const frame = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(frame);
  const [chosen, setChosen] = useState<KnownName>('volatility');
  const { answer, done, problem } = useLesson('losses', WISH, onScreen);
  const known = answer?.known ?? [];
  const most = known.reduce<(typeof known)[number] | null>(
    (a, b) => (a === null || b.mean > a.mean ? b : a),
    null,
  );
  return (
    <Figure
      name="losses"
      frame={frame}
      onScreen={onScreen}
      done={done}
      problem={problem}
      summary={
        most &&
        text.summary({
          most: presetTitle(most.name),
          mostLoss: decimals(most.mean, 2),
          small: known.filter(({ mean }) => mean < SMALL).map(({ name }) => presetTitle(name)),
          threshold: String(SMALL),
        })
      }
      experiment={experimentOf(chosen)}
    >
      <fieldset className="essay-losses">
        <legend className="visually-hidden">{text.choose}</legend>
        {GENERATORS.map((name) => (
          <Bar
            key={name}
            name={name}
            loss={known.find((each) => each.name === name) ?? null}
            most={most?.mean ?? 1}
            chosen={name === chosen}
            choose={() => setChosen(name)}
          />
        ))}
      </fieldset>
    </Figure>
  );
}

interface BarProps {
  readonly name: KnownName;
  readonly loss: GapEstimate | null;
  readonly most: number;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function Bar({ name, loss, most, chosen, choose }: BarProps) {
  return (
    <label className="gap-row essay-loss" style={{ '--colour': modelColour(VRNN) }}>
      <span className="gap-name">
        <input type="radio" name="essay-loss" value={name} checked={chosen} onChange={choose} />
        {presetTitle(name)}
      </span>
      <span className="gap-track" aria-hidden="true">
        <span
          className="gap-bar"
          style={{ width: `${(100 * Math.max(0, loss?.mean ?? 0)) / most}%` }}
        />
      </span>
      <span className="gap-value">
        {loss === null ? '…' : decimals(loss.mean, 3)}
        <small>{loss === null ? '' : `± ${decimals(loss.stderr, 3)}`}</small>
      </span>
    </label>
  );
}
