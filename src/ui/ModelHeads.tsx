/** The heads of a table of figures: what they are, a column for each model, and one for what they are held against. */
import type { ModelSpec } from '../config/experiment.ts';
import { modelTextColour } from './colours.ts';
import { shortName } from './modelNames.ts';

interface Props {
  readonly first: string;
  readonly models: readonly ModelSpec[];
  /** The exact value, or what guessing would give; null where there is no such column. */
  readonly beside: string | null;
}

export function ModelHeads({ first, models, beside }: Props) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {models.map((model) => (
          <th key={model.id} scope="col" style={{ color: modelTextColour(model.slot) }}>
            {shortName(model)}
          </th>
        ))}
        {beside !== null && <th scope="col">{beside}</th>}
      </tr>
    </thead>
  );
}
