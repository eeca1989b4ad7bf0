/** Gaussians whose means are drawn, one after another, and their mixture beside the exact posterior. */
import { useMemo, useRef, useState } from 'react';
import { type Axis, axisValues } from '../../../posterior/axis.ts';
import { essayText } from '../../../text/en/essay.ts';
import { modelColour, modelTextColour } from '../../colours.ts';
import { decimals, wholeNumber } from '../../format.ts';
import { Segments } from '../../Segments.tsx';
import { useOnScreen } from '../../useOnScreen.ts';
import { experimentOf, parametersOf } from '../experiments.ts';
import { Figure } from '../Figure.tsx';
import { Range } from '../Range.tsx';
import { useLesson } from '../useLesson.ts';
import { useTicking } from '../useTicking.ts';
import { type Curve, DensityPlot, exactCurve, highest } from './DensityPlot.tsx';

const AXIS: Axis = { low: -2.5, high: 2.5, count: 281 };
const PARAMETERS = parametersOf(experimentOf('mirror-iid'));
const X = 1.2;
const SIS = 0;
const DRAW_MS = 70;
/** Parts of the mixture that can still be told apart. */
const PARTS = 40;
/** Draws go up by ratios: the slider is of their logarithm, 100 positions to a factor of ten. */
const drawsAt = (position: number) => Math.round(10 ** (position / 100));
const more = (count: number) => Math.ceil(count * 1.12);

export function RandomParameters() {
  const text = essayText().figures.parameters;
  const frame = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(frame);
  const [position, setPosition] = useState(230);
  const [sigma, setSigma] = useState(0.12);
  const [noise, setNoise] = useState<'on' | 'off'>('on');
  const experiment = experimentOf('mirror-iid', {
    sigmaCap: sigma,
    noiseAmplitude: noise === 'on' ? 1 : 0,
  });
  const target = drawsAt(position);
  const grown = useTicking(noise, 1, target, more, DRAW_MS, onScreen);
  const draws = noise === 'on' ? grown : 0;
  const wish = { parameters: PARAMETERS, x: X, sigma, draws, axis: AXIS };
  const { answer, done, problem } = useLesson('drawnMixture', wish, onScreen);
  const parts = useMemo(() => (answer === null ? [] : partsOf(answer)), [answer]);
  const summary =
    answer &&
    (noise === 'on' ? text.summary : text.summaryOff)({
      draws: wholeNumber(answer.means.length),
      sigma: decimals(answer.sigma, 2),
      distance: decimals(answer.distance, 2),
    });
  return (
    <Figure
      name="parameters"
      frame={frame}
      onScreen={onScreen}
      done={done && (noise === 'off' || grown === target)}
      problem={problem}
      summary={summary}
      experiment={experiment}
    >
      <DensityPlot
        label={text.plot}
        hint={text.hint}
        axis={AXIS}
        top={answer === null ? 1 : 2.15 * highest(answer.exact)}
        curves={[
          ...parts,
          exactCurve(text.exact, answer?.exact ?? []),
          {
            key: 'mixture',
            name: text.mixture,
            colour: modelColour(SIS),
            textColour: modelTextColour(SIS),
            fill: 0.14,
            density: answer?.density ?? [],
          },
        ]}
      />
      <div className="essay-controls">
        <Segments
          legend={text.noiseLegend}
          name="essay-noise"
          options={text.noise}
          value={noise}
          set={setNoise}
        />
        <Range
          label={text.draws}
          min={0}
          max={300}
          step={5}
          value={position}
          shown={wholeNumber(target)}
          set={setPosition}
        />
        <Range
          label={text.sigma}
          min={0.03}
          max={0.28}
          step={0.01}
          value={sigma}
          shown={decimals(sigma, 2)}
          set={setSigma}
        />
      </div>
    </Figure>
  );
}

/** Every Gaussian of the mixture at its share, while there are few. */
function partsOf({
  means,
  sigma,
}: {
  readonly means: Float32Array;
  readonly sigma: number;
}): Curve[] {
  if (means.length < 2 || means.length > PARTS) return [];
  const values = axisValues(AXIS);
  return Array.from(means, (mean, m) => ({
    key: `part ${m}`,
    name: '',
    colour: modelColour(SIS),
    textColour: modelTextColour(SIS),
    part: true,
    density: values.map(
      (z) =>
        Math.exp(-0.5 * ((z - mean) / sigma) ** 2) /
        (sigma * Math.sqrt(2 * Math.PI) * means.length),
    ),
  }));
}
