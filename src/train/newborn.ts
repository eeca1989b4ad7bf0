/** The parameters of a model before its first step: random weights, and what the settings give it at birth beside them. */
import type { Settings } from '../config/settings.ts';
import type { Batch } from '../data/dataset.ts';
import { smallSigmaAtBirth, spreadAtBirth } from '../model/birth.ts';
import { sightAtBirth } from '../model/language/sight.ts';
import { initialise, type Layout } from '../model/layout.ts';
import type { ModelShape } from '../model/shape.ts';

/** Some training sequences, on which is measured what is set at birth. */
export type FirstSequences = Pick<Batch, 'steps' | 'size' | 'x' | 'mask'>;

/** A function of seed, settings and the sequences. [P] */
export function newborn(
  shape: ModelShape,
  layout: Layout,
  { seed, noiseKind, sigmaCap, sightAtBirth: gain, initialSpread: spread }: Settings,
  first: FirstSequences,
): Float32Array {
  const flat = initialise(layout, seed);
  smallSigmaAtBirth(shape, layout, flat, sigmaCap);
  sightAtBirth(shape, layout, flat, first, { gain, noiseKind, seed });
  const firstSteps = first.x.subarray(0, first.size * shape.channels);
  spreadAtBirth(shape, layout, flat, firstSteps, { spread, noiseKind, seed });
  return flat;
}
