/** The heads of a table of figures: what they are, a column for each model, and one for the exact value where it is known. */
import type { ModelSpec } from '../config/experiment.ts';
import { modelTextColour } from './colours.ts';
import { shortName } from './modelNames.ts';

interface Props {
  readonly first: string;
  readonly models: readonly ModelSpec[];
  /** Null where it is not known. */
  readonly exact: string | null;
}

export function ModelHeads({ first, models, exact }: Props) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {models.map((model) => (
          <th key={model.id} scope="col" style={{ color: modelTextColour(model.slot) }}>
            {shortName(model)}
          </th>
        ))}
        {exact !== null && <th scope="col">{exact}</th>}
      </tr>
    </thead>
  );
}
