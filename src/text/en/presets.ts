/** Of the presets: in English the words of their table. */
import { LONG_PRESETS, PRESETS, type PresetName } from '../../config/presets.ts';
import { section } from '../section.ts';

export interface PresetWords {
  readonly title: string;
  /** What to expect and how long it takes. */
  readonly blurb: string;
}
export type PresetsText = Readonly<Record<PresetName, PresetWords>>;

function words(): PresetsText {
  const entries = [...PRESETS, ...LONG_PRESETS].map(({ name, title, blurb }) => [
    name,
    { title, blurb },
  ]);
  return Object.fromEntries(entries) as PresetsText;
}

export const presetsText = section<PresetsText>('presets', words());

/** Of the preset of a name; where there is none of it (a stored run may be of another build), the name is the title. */
export function presetWords(name: string): PresetWords {
  const text = presetsText();
  return Object.hasOwn(text, name) ? text[name as PresetName] : { title: name, blurb: '' };
}
