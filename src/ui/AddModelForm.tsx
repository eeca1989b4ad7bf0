/** Another model beside those there are: its system, and one setting in which it differs. */
import { type FormEvent, useState } from 'react';
import { usesKnownGenerator } from '../config/experiment.ts';
import { fixedLatentDimensions, isRead } from '../config/relevance.ts';
import {
  describeRange,
  formatValue,
  parseValue,
  SETTING_KEYS,
  type SettingKey,
  specOf,
} from '../config/settings.ts';
import { hasLatent, SHOWN_SYSTEMS, SYSTEM_TABLE, type System } from '../config/systems.ts';
import { controlsText } from '../text/en/controls.ts';
import { settingsText } from '../text/en/settings.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function AddModelForm({ close }: { readonly close: () => void }) {
  const settings = usePlayground((state) => state.experiment.settings);
  const { addModel, notify } = useActions();
  const [system, setSystem] = useState<System>('sis-rnn');
  const [key, setKey] = useState<SettingKey | ''>('');
  const [written, setWritten] = useState('');
  const text = controlsText();
  const names = settingsText();
  const offered = SETTING_KEYS.filter(
    (candidate) =>
      specOf(candidate).perModel === true &&
      isRead(settings, candidate) &&
      (candidate !== 'latent' || fixedLatentDimensions(settings) === null),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key === '') addModel(system, {});
    else {
      const parsed = parseValue(key, written);
      if (!parsed.ok) {
        notify('problem', text.refused(parsed.problem));
        return;
      }
      addModel(system, { [key]: parsed.value });
    }
    close();
  };
  return (
    <form className="add-model" aria-label={text.addModel} onSubmit={submit}>
      <label>
        {text.system}
        <select
          className="field"
          value={system}
          onChange={(event) => setSystem(event.target.value as System)}
        >
          {SHOWN_SYSTEMS.map((name) => (
            <option
              key={name}
              value={name}
              disabled={!hasLatent(name) && usesKnownGenerator(settings)}
            >
              {!hasLatent(name) && usesKnownGenerator(settings)
                ? text.needsDecoder(SYSTEM_TABLE[name].label)
                : SYSTEM_TABLE[name].label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.differsIn}
        <select
          className="field"
          value={key}
          onChange={(event) => {
            const chosen = offered.find((candidate) => candidate === event.target.value) ?? '';
            setKey(chosen);
            setWritten(chosen === '' ? '' : formatValue(settings[chosen]));
          }}
        >
          <option value="">{text.nothing}</option>
          {offered.map((candidate) => (
            <option key={candidate} value={candidate}>
              {names[candidate].label}
            </option>
          ))}
        </select>
      </label>
      {key !== '' && (
        <label>
          {names[key].label}
          <input
            className="field"
            value={written}
            onChange={(event) => setWritten(event.target.value)}
          />
          <span className="setting-note">{describeRange(key)}</span>
        </label>
      )}
      <div className="row">
        <button type="submit" className="button">
          {text.add}
        </button>
        <button type="button" className="button" onClick={close}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
