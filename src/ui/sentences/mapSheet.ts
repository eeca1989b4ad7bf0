/** The map of sentences as a sheet of numbers: a row for every draw. */
import type { ModelSpec } from '../../config/experiment.ts';
import type { SentenceSummary } from '../../protocol.ts';
import type { Sheet } from '../../state/sheet.ts';
import { latentMapText } from '../../text/en/latentMap.ts';
import { shortName } from '../modelNames.ts';
import type { Colouring } from './mapPoints.ts';

export function mapSheet(
  shown: readonly { readonly model: ModelSpec; readonly points: Float32Array }[],
  draws: number,
  examples: SentenceSummary['examples'],
  colouring: Colouring,
): Sheet {
  const count = (shown[0]?.points.length ?? 0) / 2;
  return {
    title: latentMapText().sheet,
    columns: [
      'sentence',
      'colour',
      'draw',
      ...shown.flatMap(({ model }) => [`${shortName(model)} across`, `${shortName(model)} up`]),
    ],
    rows: Array.from({ length: count }, (_, n) => {
      const sentence = Math.floor(n / draws);
      return [
        examples[sentence]?.text ?? null,
        colouring.values[colouring.of[sentence] ?? -1] ?? null,
        (n % draws) + 1,
        ...shown.flatMap(({ points }) => [points[2 * n]!, points[2 * n + 1]!]),
      ];
    }),
  };
}
