/** How the models go on: temperatures, number and length, which noise differs. */
import { PEN_BOUNDS } from '../../state/sharedInk.ts';
import { decimals } from '../format.ts';
import { Segments } from '../Segments.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { PenSlider } from './PenSlider.tsx';

export function PenControls() {
  const options = usePlayground((state) => state.pen.options);
  const live = usePlayground((state) => state.pen.live);
  const { setPen, setLive } = useActions();
  return (
    <div className="pen-controls">
      <Temperatures />
      <PenSlider
        label="Completions of each model"
        value={options.count}
        range={PEN_BOUNDS.count}
        step={1}
        shown={String(options.count)}
        set={(count) => setPen({ count })}
      />
      <PenSlider
        label="Length"
        value={options.steps}
        range={PEN_BOUNDS.steps}
        step={5}
        shown={`${options.steps} steps`}
        set={(steps) => setPen({ steps })}
      />
      <div className="pen-choices">
        <span className="pen-choice">
          From one completion to the next differs the noise of
          <Segments
            legend="Noise that differs from one completion to the next"
            name="pen-varied"
            options={{ both: 'z and pen', latent: 'z only', pen: 'pen only' }}
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
          go on while I draw
        </label>
        <label>
          <input
            type="checkbox"
            checked={options.lifted}
            onChange={(event) => setPen({ lifted: event.target.checked })}
          />{' '}
          the pen leaves the paper where my ink ends
        </label>
      </div>
    </div>
  );
}

/** Of the pen and of z. */
export function Temperatures() {
  const options = usePlayground((state) => state.pen.options);
  const { setPen } = useActions();
  return (
    <>
      <PenSlider
        label="Pen temperature"
        value={options.penTemperature}
        range={PEN_BOUNDS.penTemperature}
        step={0.05}
        shown={decimals(options.penTemperature, 2)}
        set={(penTemperature) => setPen({ penTemperature })}
      />
      <PenSlider
        label="z temperature"
        value={options.latentTemperature}
        range={PEN_BOUNDS.latentTemperature}
        step={0.05}
        shown={decimals(options.latentTemperature, 2)}
        set={(latentTemperature) => setPen({ latentTemperature })}
      />
    </>
  );
}
