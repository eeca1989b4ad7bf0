/** The lines of an answer, each in its model's colour, as far as they are on paper. */
import { memo } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { Continued } from '../../protocol.ts';
import { modelColour } from '../colours.ts';
import { linePath } from './inkPath.ts';

interface Props {
  readonly answer: Continued;
  readonly models: readonly ModelSpec[];
  /** Points of each line; negative for none. */
  readonly count: number;
  readonly kept?: boolean;
}

export const PenLines = memo(function PenLines({ answer, models, count, kept = false }: Props) {
  const { seen, request } = answer;
  const from = seen.length > 0 && !request.lifted ? ([seen.at(-3)!, seen.at(-2)!] as const) : null;
  return (
    <g className={kept ? 'pen-lines pen-lines-kept' : 'pen-lines'}>
      {models.map(({ id, slot }) =>
        answer.models
          .find((model) => model.id === id)
          ?.lines.map((line, n) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place among the seeds
              key={`${id} ${n}`}
              data-model={id}
              d={count > 0 ? linePath(line, from, count) : ''}
              stroke={modelColour(slot)}
              strokeOpacity={kept ? 0.25 : n === 0 ? 1 : 0.5}
            />
          )),
      )}
    </g>
  );
});
