/** The tensors each decoder puts on its last layer. Apart from the densities: who only reads weights needs no backend. */
import type { StepObservation } from '../../config/observation.ts';
import { type Declare, head, limitOf } from '../declarations.ts';
import { type PenMixture, penWidth } from '../penMixture.ts';
import type { ModelShape } from '../shape.ts';

type Heads = (declare: Declare, width: number, shape: ModelShape) => void;

export const DECODER_HEADS: Readonly<Record<StepObservation, Heads>> = {
  binary: (declare, width, { channels }) => head(declare, 'decoder.logit', width, channels),
  real: (declare, width, { channels }) => {
    head(declare, 'decoder.mu', width, channels);
    head(declare, 'decoder.logSigma', width, channels);
  },
  pen: (declare, width, { pen }) => penHead(declare, width, pen!),
};

/** One matrix for all outputs of the mixture; its biases are random, so that no two components are born alike. */
function penHead(declare: Declare, width: number, pen: PenMixture): void {
  declare('decoder.pen.w', [width, penWidth(pen)], limitOf(width));
  declare('decoder.pen.b', [penWidth(pen)], 1);
}
