/** How the models go on: temperatures, number and length, which noise differs. */
import { PEN_BOUNDS } from '../../state/sharedInk.ts';
import { penControlsText } from '../../text/en/penControls.ts';
import { decimals } from '../format.ts';
import { Segments } from '../Segments.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { PenSlider } from './PenSlider.tsx';

export function PenControls() {
  const options = usePlayground((state) => state.pen.options);
  const live = usePlayground((state) => state.pen.live);
  const { setPen, setLive } = useActions();
  const text = penControlsText();
  return (
    <div className="pen-controls">
      <Temperatures />
      <PenSlider
        label={text.count}
        value={options.count}
        range={PEN_BOUNDS.count}
        step={1}
        shown={String(options.count)}
        set={(count) => setPen({ count })}
      />
      <PenSlider
        label={text.length}
        value={options.steps}
        range={PEN_BOUNDS.steps}
        step={5}
        shown={text.steps(options.steps)}
        set={(steps) => setPen({ steps })}
      />
      <div className="pen-choices">
        <span className="pen-choice">
          {text.varied}
          <Segments
            legend={text.variedLegend}
            name="pen-varied"
            options={text.variedOptions}
            value={options.varied}
            set={(varied) => setPen({ varied })}
          />
        </span>
        <label>
          <input
            type="checkbox"
            checked={live}
            onChange={(event) => setLive(event.target.checked)}
          />{' '}
          {text.live}
        </label>
        <label>
          <input
            type="checkbox"
            checked={options.lifted}
            onChange={(event) => setPen({ lifted: event.target.checked })}
          />{' '}
          {text.lifted}
        </label>
      </div>
    </div>
  );
}

/** Of the pen and of z. */
export function Temperatures() {
  const options = usePlayground((state) => state.pen.options);
  const { setPen } = useActions();
  const text = penControlsText();
  return (
    <>
      <PenSlider
        label={text.penTemperature}
        value={options.penTemperature}
        range={PEN_BOUNDS.penTemperature}
        step={0.05}
        shown={decimals(options.penTemperature, 2)}
        set={(penTemperature) => setPen({ penTemperature })}
      />
      <PenSlider
        label={text.latentTemperature}
        value={options.latentTemperature}
        range={PEN_BOUNDS.latentTemperature}
        step={0.05}
        shown={decimals(options.latentTemperature, 2)}
        set={(latentTemperature) => setPen({ latentTemperature })}
      />
    </>
  );
}
