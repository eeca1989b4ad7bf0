/** The values under the pointer. Recharts hands in what is under it. */
import type { ModelSpec } from '../config/experiment.ts';
import { modelTextColour } from './colours.ts';
import { decimals, wholeNumber } from './format.ts';
import { shortName } from './modelNames.ts';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly active?: boolean;
  readonly label?: string | number;
  readonly payload?: readonly { readonly dataKey?: unknown; readonly value?: unknown }[];
}

export function ChartTip({ models, active, label, payload }: Props) {
  if (active !== true || payload === undefined || payload.length === 0) return null;
  return (
    <div className="chart-tip">
      <div>step {wholeNumber(Number(label))}</div>
      {payload.map(({ dataKey, value }) => {
        const [id, kind] = String(dataKey).split(' ');
        const model = models.find((candidate) => candidate.id === id);
        if (model === undefined || typeof value !== 'number') return null;
        return (
          <div key={String(dataKey)} style={{ color: modelTextColour(model.slot) }}>
            {shortName(model)}, {kind}: {decimals(value, 2)}
          </div>
        );
      })}
    </div>
  );
}
