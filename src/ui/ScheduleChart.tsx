/** The schedules of K and beta over the run, with a mark at the present step. */
import { useMemo } from 'react';
import { modelLabel, settingsFor } from '../config/experiment.ts';
import { betaAt, fallsToOne, mixingSamplesAt } from '../config/schedules.ts';
import type { Settings } from '../config/settings.ts';
import { schedulesText } from '../text/en/schedules.ts';
import { shortNumber } from './format.ts';
import { usePlayground } from './usePlayground.ts';

const WIDTH = 200;
const HEIGHT = 26;
const SAMPLES = 200;

/** Values far apart are drawn by their logarithm, so that a fall from 300 to 1 is not a cliff. */
const heightOfBeta = (beta: number) => (beta > 1 ? 1 + Math.log10(beta) : beta);

export function SamplesSchedule() {
  return (
    <ScheduleChart
      name="K"
      title={schedulesText().samples}
      valueAt={mixingSamplesAt}
      heightOf={identity}
    />
  );
}

export function BetaSchedule() {
  const apart = usePlayground(({ experiment }) =>
    fallsToOne(experiment.settings.annealing)
      ? experiment.models
          .filter((model) => settingsFor(experiment, model).annealing === 'none')
          .map((model) => modelLabel(model))
          .join('\n')
      : '',
  );
  const weighed = usePlayground(({ experiment }) =>
    experiment.settings.annealing === 'entropy' ? 'entropy' : 'kl',
  );
  const text = schedulesText();
  return (
    <>
      <ScheduleChart name="β" title={text.beta[weighed]} valueAt={betaAt} heightOf={heightOfBeta} />
      {apart !== '' && <p className="setting setting-note">{text.throughout(apart.split('\n'))}</p>}
    </>
  );
}

const identity = (value: number) => value;

interface Props {
  readonly name: string;
  readonly title: string;
  readonly valueAt: (settings: Settings, step: number) => number;
  readonly heightOf: (value: number) => number;
}

function ScheduleChart({ name, title, valueAt, heightOf }: Props) {
  const settings = usePlayground((state) => state.experiment.settings);
  const done = usePlayground((state) => (state.needsData === null ? state.progress.step : 0));
  const { path, yOf, last } = useMemo(
    () => drawSchedule(settings, valueAt, heightOf),
    [settings, valueAt, heightOf],
  );
  const step = Math.max(1, done);
  const value = valueAt(settings, step);
  const x = (Math.min(step, last) / last) * 100;
  const y = (yOf(value) / HEIGHT) * 100;
  const first = shortNumber(valueAt(settings, 1));
  const end = shortNumber(valueAt(settings, last + 1));
  const text = schedulesText();
  const spoken = text.at(title, name, shortNumber(value), step);
  return (
    <div className="setting">
      <div className="setting-line setting-note">
        <span style={{ flex: 1 }}>
          {first === end ? text.constant(name) : text.fromTo(name, first, end)}
        </span>
        <span>{text.now(name, shortNumber(value))}</span>
      </div>
      <svg className="schedule" role="img" aria-label={spoken}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} />
        </svg>
        <circle className="schedule-mark" cx={`${x}%`} cy={`${y}%`} r={4} />
      </svg>
    </div>
  );
}

function drawSchedule(
  settings: Settings,
  valueAt: Props['valueAt'],
  heightOf: Props['heightOf'],
): { path: string; yOf: (value: number) => number; last: number } {
  const last = Math.max(settings.steps, settings.rampSteps, 2);
  const points = Array.from({ length: SAMPLES + 1 }, (_, i) => {
    const step = 1 + Math.round((i / SAMPLES) * (last - 1));
    return { step, height: heightOf(valueAt(settings, step)) };
  });
  const top = Math.max(...points.map((point) => point.height));
  const bottom = Math.min(0, ...points.map((point) => point.height));
  const yOfHeight = (height: number) =>
    HEIGHT - 3 - ((height - bottom) / Math.max(1e-9, top - bottom)) * (HEIGHT - 6);
  const path = points
    .map(({ step, height }, i) => {
      const x = ((step / last) * WIDTH).toFixed(2);
      return `${i === 0 ? 'M' : 'L'}${x} ${yOfHeight(height).toFixed(2)}`;
    })
    .join('');
  return { path, yOf: (value) => yOfHeight(heightOf(value)), last };
}
