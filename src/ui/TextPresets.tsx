/** What kind of text is to be read: the presets that share the data set `text`. */
import { LONG_PRESETS, PRESETS } from '../config/presets.ts';
import { filesText } from '../text/en/files.ts';
import { presetWords } from '../text/en/presets.ts';
import { useActions, usePlayground } from './usePlayground.ts';

const OFFERED = [...PRESETS, ...LONG_PRESETS].filter(
  ({ experiment }) => experiment.settings.data === 'text',
);

export function TextPresets() {
  const preset = usePlayground((state) => state.experiment.preset);
  const { choosePreset } = useActions();
  const chosen = OFFERED.find(({ name }) => name === preset);
  return (
    <div className="text-presets">
      <label>
        <span>{filesText().readAs}</span>{' '}
        <select
          className="field"
          value={chosen?.name ?? ''}
          onChange={(event) => choosePreset(event.target.value)}
        >
          {OFFERED.map(({ name }) => (
            <option key={name} value={name}>
              {presetWords(name).title}
            </option>
          ))}
        </select>
      </label>
      <p className="setting-note">{chosen && presetWords(chosen.name).blurb}</p>
    </div>
  );
}
