/** A sequence of absolute values, step by step, and the exact posterior of what is behind it. */
import { useRef, useState } from 'react';
import type { Axis } from '../../../posterior/axis.ts';
import { forkedSteps } from '../../../posterior/lessons/forked.ts';
import { essayText } from '../../../text/en/essay.ts';
import { referenceDensity } from '../../densityImage.ts';
import { decimals, wholeNumber } from '../../format.ts';
import { ObservedLines } from '../../ObservedStrip.tsx';
import { Segments } from '../../Segments.tsx';
import { StripAxis } from '../../StripAxis.tsx';
import { StripCanvas } from '../../StripCanvas.tsx';
import { useOnScreen } from '../../useOnScreen.ts';
import { Another } from '../Another.tsx';
import { experimentOf, parametersOf } from '../experiments.ts';
import { Figure } from '../Figure.tsx';
import { Range } from '../Range.tsx';
import { useLesson } from '../useLesson.ts';
import { useTicking } from '../useTicking.ts';

const AXIS: Axis = { low: -4, high: 4, count: 161 };
const STEPS = 20;
const STEP_MS = 220;
const oneMore = (count: number) => count + 1;

export function Explanations() {
  const text = essayText().figures.explanations;
  const frame = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(frame);
  const [noise, setNoise] = useState(0.3);
  const [seed, setSeed] = useState(1);
  const [seen, setSeen] = useState<'filter' | 'smoother'>('filter');
  const experiment = experimentOf('mirror', { observationNoise: noise, seed });
  const parameters = parametersOf(experiment);
  const wish = { name: 'mirror', parameters, steps: STEPS, seed, axis: AXIS } as const;
  const { answer, done, problem } = useLesson('explanations', wish, onScreen);
  const shown = useTicking(String(seed), 1, STEPS, oneMore, STEP_MS, onScreen && answer !== null);
  const density = answer?.[seen] ?? null;
  const forked = density === null ? 0 : forkedSteps(density, AXIS, shown);
  return (
    <Figure
      name="explanations"
      frame={frame}
      onScreen={onScreen}
      done={done && shown === STEPS}
      problem={problem}
      summary={
        density &&
        text.summary({
          steps: wholeNumber(STEPS),
          shown: wholeNumber(shown),
          forked: wholeNumber(forked),
          noise: decimals(noise, 2),
        })
      }
      experiment={experiment}
    >
      <div className="strips essay-strips">
        <div className="strip-label">
          x <small>{text.observed}</small>
        </div>
        {answer === null ? (
          <div className="strip-plot strip-plot-low" />
        ) : (
          <ObservedLines x={answer.x} steps={STEPS} length={shown} />
        )}
        <div className="strip-label">
          z <small>{text.posterior}</small>
        </div>
        <StripAxis axis={AXIS} />
        {density === null ? (
          <div className="strip-plot" />
        ) : (
          <StripCanvas
            name={text.posterior}
            colour="var(--exact)"
            density={density}
            axis={AXIS}
            shownAxis={AXIS}
            steps={STEPS}
            length={shown}
            reference={referenceDensity([density], AXIS.count, STEPS)}
          />
        )}
      </div>
      <div className="essay-controls">
        <Range
          label={text.noise}
          min={0.2}
          max={1}
          step={0.05}
          value={noise}
          shown={decimals(noise, 2)}
          set={setNoise}
        />
        <Segments
          legend={text.seenLegend}
          name="essay-seen"
          options={text.seen}
          value={seen}
          set={setSeen}
        />
        <Another label={text.another} setSeed={setSeed} />
      </div>
    </Figure>
  );
}
