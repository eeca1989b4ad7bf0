/** Of the settings: in English the words of their table. */
import { SETTINGS, type SettingKey, type Spec } from '../../config/settings.ts';
import { section } from '../section.ts';

export interface SettingWords {
  readonly label: string;
  readonly help: string;
  readonly unit?: string;
  /** Of the choices: beside their names, which links and flags carry. */
  readonly options?: Readonly<Record<string, string>>;
}
export type SettingsText = Readonly<Record<SettingKey, SettingWords>>;

/** Choices have their names, in English. */
function words(): SettingsText {
  const entries = Object.entries<Spec>(SETTINGS).map(([key, { label, help, unit }]) => {
    return [key, { label, help, ...(unit !== undefined && { unit }) }];
  });
  return Object.fromEntries(entries) as SettingsText;
}

export const settingsText = section<SettingsText>('settings', words());
