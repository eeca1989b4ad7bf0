/** Names beside a stroke of their line. */
import type { ModelSpec } from '../config/experiment.ts';
import { modelColour } from './colours.ts';
import { shortName } from './modelNames.ts';

export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  /** Dash pattern; null for a full line. */
  readonly dash: string | null;
  readonly faint?: boolean;
}

export function modelEntry(model: ModelSpec): LegendEntry {
  return { name: shortName(model), colour: modelColour(model.slot), dash: null };
}

export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <div className="legend">
      {entries.map(({ name, colour, dash, faint }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two models may have one name
        <span key={index}>
          <svg viewBox="0 0 18 8" aria-hidden="true">
            <path
              d="M0 4H18"
              stroke={colour}
              strokeWidth={faint ? 1.2 : 2.2}
              strokeDasharray={dash ?? undefined}
              opacity={faint ? 0.5 : 1}
            />
          </svg>
          {name}
        </span>
      ))}
    </div>
  );
}
