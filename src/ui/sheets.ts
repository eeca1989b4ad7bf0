/** What each figure shows, as a sheet of numbers. */
import type { ModelSpec } from '../config/experiment.ts';
import type { Diagnostics } from '../protocol.ts';
import type { Sheet } from '../state/sheet.ts';
import type { GapBar } from './gapBars.ts';
import { shortName } from './modelNames.ts';

export function gapSheet(rows: readonly GapBar[]): Sheet {
  return {
    title: 'Gap to exact log p(x), nats per step',
    columns: ['of', 'gap', 'standard error'],
    rows: rows.map(({ name, mean, stderr }) => [name, mean, stderr]),
  };
}

export function diagnosticsSheet(
  models: readonly ModelSpec[],
  diagnostics: Readonly<Record<string, Diagnostics>>,
): Sheet {
  return {
    title: 'Diagnostics of the posteriors',
    columns: [
      'model',
      'step',
      'K',
      'B_K, nats per step',
      'B_K / log(K+1)',
      'ESS',
      'ESS / (K+1)',
      'active units',
      'latent dimensions',
      'rows',
    ],
    rows: models.flatMap((model) => {
      const found = diagnostics[model.id];
      if (found === undefined) return [];
      const { mixing, step, activeUnits, latentDimensions, rows } = found;
      const spread =
        mixing === null
          ? [null, null, null, null, null]
          : [
              mixing.mixingSamples,
              mixing.regulariser,
              mixing.gauge,
              mixing.ess,
              mixing.ess / (mixing.mixingSamples + 1),
            ];
      return [[shortName(model), step, ...spread, activeUnits, latentDimensions, rows]];
    }),
  };
}
