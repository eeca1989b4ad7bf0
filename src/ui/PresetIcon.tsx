/** A small drawing of each data set; generators bring their own. */
import { type DataSetName, type GeneratorName, isGenerator } from '../config/settings.ts';
import { GENERATOR_DEFINITIONS } from '../generators/definitions.ts';

const PATHS: Readonly<Record<Exclude<DataSetName, GeneratorName>, string>> = {
  'digits-rows': 'M22 5c4-3 13-3 13 2 0 4-5 5-8 5 4 0 9 1 9 6 0 6-11 6-15 3',
  handwriting:
    'M4 16c4 0 7-9 4-9s-3 12 1 12 6-6 8-6-4 6 0 6 6-12 9-15c2-2-4 15-1 15s4-6 7-6-3 6 1 6 6-6 9-6 3 3 7 2',
  strokes: 'M6 6c8-4 14 2 8 8s0 8 8 6M30 5l14 0M37 5v16M28 21c8-3 16-3 24-9',
  sentences: 'M4 6h12M20 6h18M42 6h10M4 13h22M30 13h8M42 13h12M4 20h8M16 20h16M36 20h.1',
  text: 'M4 5h50M4 10h44M4 15h48M4 20h26',
  'your-csv': 'M14 4h30v18H14zM14 10h30M14 16h30M24 4v18M34 4v18',
};

export function PresetIcon({ name }: { readonly name: DataSetName }) {
  return (
    <svg viewBox="0 0 58 26" aria-hidden="true">
      <path d={isGenerator(name) ? GENERATOR_DEFINITIONS[name].drawing : PATHS[name]} />
    </svg>
  );
}

/** A pen, for what is not a preset. */
export function HandIcon() {
  return (
    <svg viewBox="0 0 58 26" aria-hidden="true">
      <path d="M16 21 20 14 38 3 42 8 24 19ZM20 14 24 19" />
    </svg>
  );
}
