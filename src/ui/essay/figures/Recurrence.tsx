/** Two posteriors that walk along one sequence, each from the z it drew before: of single Gaussians, and of mixtures. */
import { useMemo, useRef, useState } from 'react';
import type { Axis } from '../../../posterior/axis.ts';
import { forkedSteps } from '../../../posterior/lessons/forked.ts';
import { essayText } from '../../../text/en/essay.ts';
import { modelColour, modelTextColour } from '../../colours.ts';
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

const AXIS: Axis = { low: -4, high: 4, count: 121 };
const STEPS = 20;
const PASTS = 32;
const [SIS, VRNN] = [0, 1] as const;
const KINDS = [
  ['gaussian', VRNN],
  ['mixture', SIS],
] as const;

export function Recurrence() {
  const text = essayText().figures.recurrence;
  const frame = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(frame);
  const [memory, setMemory] = useState(0.5);
  const [seed, setSeed] = useState(2);
  const [given, setGiven] = useState<'all' | 'one'>('all');
  const experiment = experimentOf('mirror', { autoregression: memory, seed });
  const parameters = parametersOf(experiment);
  const wish = {
    name: 'mirror',
    parameters,
    steps: STEPS,
    seed,
    axis: AXIS,
    pasts: PASTS,
  } as const;
  const { answer, done, problem } = useLesson('chain', wish, onScreen);
  const strips = useMemo(() => {
    if (answer === null) return null;
    const of = ({ overAll, ofOne, pasts }: typeof answer.gaussian) => ({
      density: given === 'all' ? overAll : ofOne,
      // Of all pasts there are too many to follow.
      pasts:
        given === 'all'
          ? null
          : { values: pasts.filter((_, index) => index % PASTS === 0), chosen: 0 },
    });
    return { gaussian: of(answer.gaussian), mixture: of(answer.mixture) };
  }, [answer, given]);
  const steps = answer?.steps ?? 0;
  const forked = (kind: 'gaussian' | 'mixture') =>
    wholeNumber(strips === null ? 0 : forkedSteps(strips[kind].density, AXIS, steps));
  const summary =
    answer &&
    text.summary({
      memory: decimals(memory, 2),
      pasts: wholeNumber(PASTS),
      loss: decimals(answer.loss, 2),
      one: given === 'one',
      forkedGaussian: forked('gaussian'),
      forkedMixture: forked('mixture'),
      steps: wholeNumber(steps),
    });
  return (
    <Figure
      name="recurrence"
      frame={frame}
      onScreen={onScreen}
      done={done}
      problem={problem}
      summary={summary}
      experiment={experiment}
    >
      <div className="strips essay-strips">
        <div className="strip-label">
          x <small>{text.observed}</small>
        </div>
        {answer === null ? (
          <div className="strip-plot strip-plot-low" />
        ) : (
          <ObservedLines x={answer.x} steps={STEPS} length={STEPS} />
        )}
        {KINDS.map(([kind, slot]) => (
          <Strip
            key={kind}
            name={text[kind]}
            detail={text.each}
            slot={slot}
            strip={strips?.[kind] ?? null}
            steps={steps}
          />
        ))}
      </div>
      <div className="essay-controls">
        <Segments
          legend={text.givenLegend}
          name="essay-given"
          options={text.given}
          value={given}
          set={setGiven}
        />
        <Range
          label={text.memory}
          min={0}
          max={0.9}
          step={0.05}
          value={memory}
          shown={decimals(memory, 2)}
          set={setMemory}
        />
        <Another label={text.another} setSeed={setSeed} />
      </div>
    </Figure>
  );
}

interface StripProps {
  readonly name: string;
  readonly detail: string;
  readonly slot: 0 | 1;
  readonly strip: {
    readonly density: Float32Array;
    readonly pasts: { readonly values: Float32Array; readonly chosen: number } | null;
  } | null;
  /** Steps that are done. */
  readonly steps: number;
}

function Strip({ name, detail, slot, strip, steps }: StripProps) {
  return (
    <>
      <div className="strip-label" style={{ color: modelTextColour(slot) }}>
        {name} <small>{detail}</small>
      </div>
      <StripAxis axis={AXIS} />
      {strip === null ? (
        <div className="strip-plot" />
      ) : (
        <StripCanvas
          name={`${name} ${detail}`}
          colour={modelColour(slot)}
          density={strip.density}
          axis={AXIS}
          shownAxis={AXIS}
          steps={STEPS}
          length={steps}
          reference={referenceDensity([strip.density], AXIS.count, steps)}
          pasts={strip.pasts}
        />
      )}
    </>
  );
}
