/** A small drawing of each data set. */
import type { DataSetName } from '../config/settings.ts';

const PATHS: Readonly<Record<DataSetName, string>> = {
  mirror: 'M3 13C12 2 18 2 29 13S46 24 55 13M3 13C12 24 18 24 29 13S46 2 55 13',
  'mirror-iid': 'M5 4 29 22 53 4M9 13h.1M18 18h.1M40 18h.1M49 13h.1M29 9h.1M22 8h.1M36 8h.1',
  folds: 'M3 13C7 0 11 0 15 13S23 26 29 13 39 0 43 13s8 13 12 0',
  sum: 'M14 3 44 23M18 3.5 46 21M12 5 40 22.5M20 8l4 2.7M30 15l5 3.3',
  ring: 'M40 13A11 10 0 1 1 39.9 12.9M37 13A8 7 0 1 1 36.9 12.9',
  growth: 'M3 22 11 4l6 16 8-17 7 18 7-15 7 14 9-18',
  volatility: 'M3 13l4-1 3 2 3-2 3 3 2-9 3 17 3-19 3 18 3-12 3 5 4-3 4 3 5-2 9 1',
  counts: 'M5 23v-4M11 23v-8M17 23v-2M23 23v-12M29 23V4M35 23v-9M41 23v-6M47 23v-2M53 23v-4',
  linear: 'M3 17l6-3 5 2 7-6 6 3 6-5 7 2 6-5 9-1',
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
      <path d={PATHS[name]} />
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
