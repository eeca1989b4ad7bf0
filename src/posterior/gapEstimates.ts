/** The best Gaussian's loss in small pieces of work, each estimate better than the one before. */
import type { Generator as Definition, GeneratorParameters } from '../generators.ts';
import { type GapEstimate, gaussianGap } from './gaussianGap.ts';
import { average } from './statistics.ts';

/** Observations in one piece: some 10 ms. */
const PIECE = 32;
const FEWEST_PIECES = 8;
const MOST_PIECES = 400;
/** Good enough for a bar on a page: nats a step, and as a share of the value. */
const ENOUGH = { atol: 0.001, rtol: 0.01 };

/**
 * Estimates from more and more observations; the error of the first is not known (NaN). Ends once the
 * standard error is a hundredth of the value, or one thousandth of a nat.
 */
export function* gapEstimates(
  definition: Definition,
  parameters: GeneratorParameters,
): Generator<GapEstimate, void> {
  const pieces: number[] = [];
  while (pieces.length < MOST_PIECES) {
    const seed = pieces.length + 1;
    const piece = gaussianGap(definition, parameters, { sequences: 1, steps: PIECE, seed });
    // Analytic, so no estimate at all; one lattice has no error of its own.
    if (piece.stderr === 0) {
      yield piece;
      return;
    }
    pieces.push(piece.mean);
    const { mean, stderr } = average(pieces);
    yield { mean, stderr };
    if (stderr < ENOUGH.atol + ENOUGH.rtol * mean && pieces.length >= FEWEST_PIECES) return;
  }
}
