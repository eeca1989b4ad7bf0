/** Another model beside those there are: its system, and one setting in which it differs. */
import { type FormEvent, useState } from 'react';
import { SYSTEM_LABELS, SYSTEMS, type System, usesKnownGenerator } from '../config/experiment.ts';
import { fixedLatentDimensions, isRead } from '../config/relevance.ts';
import {
  describeRange,
  formatValue,
  parseValue,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  specOf,
} from '../config/settings.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function AddModelForm({ close }: { readonly close: () => void }) {
  const settings = usePlayground((state) => state.experiment.settings);
  const { addModel, notify } = useActions();
  const [system, setSystem] = useState<System>('sis-rnn');
  const [key, setKey] = useState<SettingKey | ''>('');
  const [text, setText] = useState('');
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
      const parsed = parseValue(key, text);
      if (!parsed.ok) {
        notify('problem', `${parsed.problem}.`);
        return;
      }
      addModel(system, { [key]: parsed.value });
    }
    close();
  };
  return (
    <form className="add-model" aria-label="Add a model" onSubmit={submit}>
      <label>
        System
        <select
          className="field"
          value={system}
          onChange={(event) => setSystem(event.target.value as System)}
        >
          {SYSTEMS.map((name) => (
            <option
              key={name}
              value={name}
              disabled={name === 'rnn' && usesKnownGenerator(settings)}
            >
              {SYSTEM_LABELS[name]}
              {name === 'rnn' && usesKnownGenerator(settings) ? ' (needs a learned decoder)' : ''}
            </option>
          ))}
        </select>
      </label>
      <label>
        Differs in
        <select
          className="field"
          value={key}
          onChange={(event) => {
            const chosen = offered.find((candidate) => candidate === event.target.value) ?? '';
            setKey(chosen);
            setText(chosen === '' ? '' : formatValue(settings[chosen]));
          }}
        >
          <option value="">nothing</option>
          {offered.map((candidate) => (
            <option key={candidate} value={candidate}>
              {SETTINGS[candidate].label}
            </option>
          ))}
        </select>
      </label>
      {key !== '' && (
        <label>
          {SETTINGS[key].label}
          <input className="field" value={text} onChange={(event) => setText(event.target.value)} />
          <span className="setting-note">{describeRange(key)}</span>
        </label>
      )}
      <div className="row">
        <button type="submit" className="button">
          Add
        </button>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
