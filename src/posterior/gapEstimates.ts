/** The best Gaussian's loss in small pieces of work, each estimate better than the one before. */
import {
  type Generator as Definition,
  GENERATOR_DEFINITIONS,
  type GeneratorParameters,
} from '../generators.ts';
import { type GapEstimate, gaussianGap } from './gaussianGap.ts';
import { average } from './statistics.ts';

/** Observations in one piece: some 15 ms. */
const PIECE_STEPS = 32;
const MOST_PIECES = 400;
/** Good enough for a bar on a page: nats a step, and as a share of the value. */
const ENOUGH = { atol: 0.001, rtol: 0.01 };

/**
 * Estimates over more and more lattices, or sequences of `steps` steps of `growth`; the error of the first is not known (NaN). Ends
 * once the standard error is a hundredth of the value, or one thousandth of a nat.
 */
export function* gapEstimates(
  definition: Definition,
  parameters: GeneratorParameters,
  steps: number,
): Generator<GapEstimate, void> {
  const length = definition === GENERATOR_DEFINITIONS.growth ? steps : PIECE_STEPS;
  const pieces: number[] = [];
  while (pieces.length < MOST_PIECES) {
    const seed = pieces.length + 1;
    const piece = gaussianGap(definition, parameters, { sequences: 1, steps: length, seed });
    // Analytic, so no estimate at all.
    if (piece.stderr === 0 && pieces.length === 0) {
      yield piece;
      return;
    }
    pieces.push(piece.mean);
    const { mean, stderr } = average(pieces);
    yield { mean, stderr };
    if (stderr < ENOUGH.atol + ENOUGH.rtol * mean && pieces.length >= 8) return;
  }
}
