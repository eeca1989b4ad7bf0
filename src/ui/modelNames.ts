/** What the page calls a model, short enough for a column and different for each. */
import type { ModelSpec } from '../config/experiment.ts';
import { formatValue, type SettingKey } from '../config/settings.ts';
import { SYSTEM_TABLE } from '../config/systems.ts';
import { controlsText } from '../text/en/controls.ts';
import { settingsText } from '../text/en/settings.ts';

/** "SIS-RNN", and "SIS-RNN 2" for the model of id sis-rnn-2; a name of one's own stands beside it. */
export function shortName({ id, system }: Pick<ModelSpec, 'id' | 'system'>): string {
  const label = SYSTEM_TABLE[system].label;
  if (id === system) return label;
  const number = id.startsWith(`${system}-`) ? id.slice(system.length + 1) : `(${id})`;
  return `${label} ${number}`;
}

/** What sets a model apart, in words. */
export function modelDetail({ system, overrides }: ModelSpec): string {
  const own = Object.entries(overrides).map(
    ([key, value]) => `${settingsText()[key as SettingKey].label} ${formatValue(value)}`,
  );
  if (own.length > 0) return own.join(', ');
  return system === 'vrnn' ? controlsText().gaussian : '';
}
