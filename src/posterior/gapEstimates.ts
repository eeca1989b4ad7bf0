/** The best Gaussian's loss in small pieces of work, each estimate better than the one before. */
import type { Generator as Definition, GeneratorParameters } from '../generators/generator.ts';
import { type GapEstimate, gaussianGap } from './gaussianGap.ts';
import { naturalSpacing } from './latentGrid.ts';
import { average } from './statistics.ts';

/** Observations in one piece: some 10 ms. */
const PIECE = 32;
const FEWEST_PIECES = 8;
const MOST_PIECES = 400;
/** Good enough for a bar on a page: nats a step, and as a share of the value. */
const ENOUGH = { atol: 0.001, rtol: 0.01 };

/** With more work than this, where the observation noise is tiny beside the reach of z, a piece would take a second. */
const MOST_WORK = 50_000;

/**
 * Estimates from more and more observations; the error of the first is not known (NaN). Ends once the
 * standard error is a hundredth of the value, or one thousandth of a nat. None at all where that would take minutes, or none can be had.
 */
export function* gapEstimates(
  definition: Definition,
  parameters: GeneratorParameters,
): Generator<GapEstimate, void> {
  if (workOf(definition, parameters) > MOST_WORK) return;
  const pieces: number[] = [];
  while (pieces.length < MOST_PIECES) {
    const seed = pieces.length + 1;
    const piece = gaussianGap(definition, parameters, { sequences: 1, steps: PIECE, seed });
    // Analytic, so no estimate at all; one lattice has no error of its own.
    if (piece.stderr === 0) {
      yield piece;
      return;
    }
    if (Number.isFinite(piece.mean)) pieces.push(piece.mean);
    else if (pieces.length === 0) return;
    const { mean, stderr } = average(pieces);
    yield { mean, stderr };
    if (stderr < ENOUGH.atol + ENOUGH.rtol * mean && pieces.length >= FEWEST_PIECES) return;
  }
}

/**
 * Of one observation in `gaussianGap`: the nodes of its grid (half the natural spacing, 4/3 of the reach to either
 * side), times the pairs of modes that are tried where there are many.
 */
function workOf(definition: Definition, parameters: GeneratorParameters): number {
  if (definition.latentDimensions !== 1) return 0;
  const nodes =
    ((8 / 3) * definition.grid(parameters).reach) / (naturalSpacing(definition, parameters) / 2);
  const folds = definition.parameters.includes('foldFrequency') ? parameters.foldFrequency : 1;
  return nodes * Math.max(1, folds * folds);
}
