/** How far the run is: step, epoch where there is a file, pace, time left to the end of the ramp. */
import type { Experiment } from '../config/experiment.ts';
import { rampEnd } from '../config/schedules.ts';
import { progressText } from '../text/en/progress.ts';
import { decimals, duration, wholeNumber } from './format.ts';
import { usePlayground } from './usePlayground.ts';

export function Counters() {
  const progress = usePlayground((state) => state.progress);
  const running = usePlayground((state) => state.running);
  const playing = usePlayground((state) => state.playing);
  const { step, epoch, stepsPerSecond, secondsToRampEnd } = progress;
  const text = progressText();
  const left = running === null ? '—' : timeLeft(running, step, secondsToRampEnd);
  return (
    <dl className="counters" aria-label={text.title}>
      <div>
        <dt>{text.step}</dt>
        <dd data-testid="step-count" data-value={step} data-playing={progress.playing}>
          {wholeNumber(step)}
        </dd>
      </div>
      {epoch !== null && (
        <div>
          <dt>{text.epoch}</dt>
          <dd>{decimals(epoch, epoch < 99.95 ? 1 : 0)}</dd>
        </div>
      )}
      <div>
        <dt>{text.steps}</dt>
        <dd>
          {playing ? text.pace(decimals(stepsPerSecond, stepsPerSecond < 9.95 ? 1 : 0)) : '—'}
        </dd>
      </div>
      <div>
        <dt>{running === null ? text.toGo : rampLabel(running)}</dt>
        <dd>{left}</dd>
      </div>
    </dl>
  );
}

function timeLeft(running: Experiment, step: number, seconds: number | null): string {
  if (step >= rampEnd(running.settings)) return progressText().done;
  return seconds === null ? '—' : duration(seconds);
}

/** What the schedule ends at. */
function rampLabel({ settings }: Experiment): string {
  const { mixingSamplesStart, mixingSamples, annealing } = settings;
  const text = progressText();
  if (annealing !== 'none') return text.toOne;
  return mixingSamplesStart === mixingSamples ? text.ramp : text.toSamples(mixingSamples);
}
