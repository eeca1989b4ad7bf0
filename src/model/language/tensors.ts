/** The tensors of a sentence model: what each is for stands where it is used (`sentenceModel.ts` and the decoders). */
import { type Declare, gru, head, inference, limitOf } from '../declarations.ts';
import type { ModelShape, SentenceShape } from '../shape.ts';

/** Widths inside a block's two feed-forward layers, in widths of the decoder (Vaswani et al. 2017). */
const FEED_FORWARD = 4;

export function sentenceTensors(
  declare: Declare,
  shape: ModelShape,
  { vocabulary, width, tied, decoder, layers, positions, bag }: SentenceShape,
): void {
  const { hidden, latent } = shape;
  declare('embedding', [vocabulary, width], limitOf(width));
  if (latent > 0) {
    gru(declare, 'encoder', ['x'], width, hidden);
    inference(declare, shape, { x: hidden });
    if (bag) {
      head(declare, 'bag', latent, width);
      declare('bag.words', [vocabulary], 0);
    }
  }
  if (decoder === 'transformer') {
    if (latent > 0) {
      head(declare, 'decoder.prefix', latent, width);
      declare('decoder.z', [latent, width], limitOf(latent));
    }
    declare('decoder.position', [positions, width], limitOf(width));
    for (let i = 1; i <= layers; i++) block(declare, `decoder.${i}`, width);
    norm(declare, 'decoder.norm', width);
  } else {
    const gates = decoder === 'lstm' ? 4 : 3;
    for (let i = 1; i <= layers; i++) {
      declare(`decoder.${i}.x`, [width, gates * width], limitOf(width));
      if (latent > 0) declare(`decoder.${i}.z`, [latent, gates * width], limitOf(latent));
      declare(`decoder.${i}.h`, [width, gates * width], limitOf(width));
      declare(`decoder.${i}.bx`, [gates * width], 0);
      declare(`decoder.${i}.bh`, [gates * width], 0);
    }
  }
  if (!tied) declare('output.w', [vocabulary, width], limitOf(width));
  declare('output.b', [vocabulary], 0);
}

function block(declare: Declare, name: string, width: number): void {
  norm(declare, `${name}.norm1`, width);
  head(declare, `${name}.qkv`, width, 3 * width);
  head(declare, `${name}.attended`, width, width);
  norm(declare, `${name}.norm2`, width);
  head(declare, `${name}.up`, width, FEED_FORWARD * width);
  head(declare, `${name}.down`, FEED_FORWARD * width, width);
}

/** The gain is kept less 1, so that all is 0 at birth. */
function norm(declare: Declare, name: string, width: number): void {
  declare(`${name}.gain`, [width], 0);
  declare(`${name}.shift`, [width], 0);
}
