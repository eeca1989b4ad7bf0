/** A value as text. It is read when the reader is done with it (Enter, or leaving the field); Escape takes it back. */
import { useState } from 'react';
import {
  describeRange,
  formatValue,
  parseValue,
  type SettingKey,
  type SettingValue,
  specOf,
} from '../config/settings.ts';
import { controlsText } from '../text/en/controls.ts';
import { useActions } from './usePlayground.ts';

interface Props {
  readonly id: string;
  readonly settingKey: SettingKey;
  readonly value: SettingValue;
  readonly disabled: boolean;
  readonly helpId: string;
}

export function ValueField({ id, settingKey, value, disabled, helpId }: Props) {
  const { setSetting, notify } = useActions();
  const [draft, setDraft] = useState<string | null>(null);
  const list = specOf(settingKey).kind === 'integers';
  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    if (draft.trim() === formatValue(value)) return;
    const parsed = parseValue(settingKey, list ? draft.replaceAll(/[·;\s]+/g, ',') : draft);
    if (parsed.ok) setSetting(settingKey, parsed.value);
    else notify('problem', controlsText().refused(parsed.problem));
  };
  return (
    <input
      id={id}
      className="setting-value"
      type="text"
      inputMode={list ? 'text' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      // As wide as what it holds, so that the label has the rest.
      style={{ '--digits': Math.min(14, Math.max(3, (draft ?? formatValue(value)).length)) }}
      title={describeRange(settingKey)}
      aria-describedby={helpId}
      disabled={disabled}
      value={draft ?? formatValue(value)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
