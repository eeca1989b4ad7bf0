/** Models as training hands them on to workers that answer without it. */
import type { Settings } from '../config/settings.ts';
import type { ModelShape } from '../model/shape.ts';

export interface ModelWeights {
  readonly id: string;
  readonly shape: ModelShape;
  /** [P] */
  readonly flat: Float32Array;
  readonly settings: Pick<Settings, 'sigmaCap' | 'noiseKind' | 'noiseAmplitude'>;
}

export interface WeightCopies {
  /** Training steps the models had made. */
  readonly step: number;
  readonly models: readonly ModelWeights[];
}
