/** How far the run is, in as few words as there are. */
import { screenText } from '../../text/en/screen.ts';
import { wholeNumber } from '../format.ts';
import { usePlayground } from '../usePlayground.ts';

export function StepCount() {
  const step = usePlayground((state) => state.progress.step);
  const playing = usePlayground((state) => state.progress.playing);
  return (
    <span
      className="quiet step-count"
      data-testid="step-count"
      data-value={step}
      data-playing={playing}
    >
      {screenText().step(wholeNumber(step))}
    </span>
  );
}
