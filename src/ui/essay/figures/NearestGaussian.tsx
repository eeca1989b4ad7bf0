/** One observation, its exact posterior, and the Gaussian nearest to that. */
import { useRef, useState } from 'react';
import type { Axis } from '../../../posterior/axis.ts';
import { essayText } from '../../../text/en/essay.ts';
import { modelColour, modelTextColour } from '../../colours.ts';
import { decimals } from '../../format.ts';
import { useOnScreen } from '../../useOnScreen.ts';
import { experimentOf, parametersOf } from '../experiments.ts';
import { Figure } from '../Figure.tsx';
import { Range } from '../Range.tsx';
import { useLesson } from '../useLesson.ts';
import { DensityPlot, exactCurve, highest } from './DensityPlot.tsx';

const AXIS: Axis = { low: -3.5, high: 3.5, count: 281 };
const EXPERIMENT = experimentOf('mirror-iid');
const PARAMETERS = parametersOf(EXPERIMENT);
const VRNN = 1;

export function NearestGaussian() {
  const text = essayText().figures.gaussian;
  const frame = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(frame);
  const [x, setX] = useState(1.2);
  const wish = { name: 'mirror-iid', parameters: PARAMETERS, x, axis: AXIS } as const;
  const { answer, done, problem } = useLesson('oneGaussian', wish, onScreen);
  return (
    <Figure
      name="gaussian"
      frame={frame}
      onScreen={onScreen}
      done={done}
      problem={problem}
      summary={
        answer &&
        text.summary({
          x: decimals(x, 2),
          mean: decimals(answer.fit.mean, 2),
          sd: decimals(answer.fit.sd, 2),
          loss: decimals(answer.fit.kl, 3),
          most: decimals(Math.LN2, 3),
        })
      }
      experiment={EXPERIMENT}
    >
      <DensityPlot
        label={text.plot}
        hint={text.hint}
        axis={AXIS}
        top={answer === null ? 1 : 1.08 * highest(answer.exact, answer.gaussian)}
        curves={[
          exactCurve(text.exact, answer?.exact ?? []),
          {
            key: 'gaussian',
            name: text.nearest,
            colour: modelColour(VRNN),
            textColour: modelTextColour(VRNN),
            fill: 0.14,
            density: answer?.gaussian ?? [],
          },
        ]}
      />
      <div className="essay-controls">
        <Range
          label={text.observation}
          min={-0.5}
          max={3}
          step={0.05}
          value={x}
          shown={decimals(x, 2)}
          set={setX}
        />
      </div>
    </Figure>
  );
}
