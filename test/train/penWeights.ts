/** Small models of a pen as training sends them, new-born, without a backend. */
import { newModel, settingsFor } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { System } from '../../src/config/systems.ts';
import { initialise, layoutOf } from '../../src/model/layout.ts';
import { shapeOf } from '../../src/model/shape.ts';
import type { ModelWeights } from '../../src/train/weightCopies.ts';

const SMALL = {
  hidden: 6,
  features: 5,
  latent: 2,
  mixingWidths: [7, 6],
  injectedNoise: [3, 2],
  priorWidths: [5],
  decoderWidths: [6],
  mixtureComponents: 2,
};

export function smallPenWeights(system: System): ModelWeights {
  const preset = presetNamed('handwriting')!.experiment;
  const spec = newModel(system, []);
  const settings = settingsFor({ ...preset, settings: { ...preset.settings, ...SMALL } }, spec);
  const shape = shapeOf(system, settings, {
    channelNames: ['dx', 'dy', 'pen up'],
    observation: 'pen',
    inputMean: [0, 0, 0],
    inputSd: [1, 1, 1],
    known: null,
  });
  return { id: spec.id, shape, flat: initialise(layoutOf(shape), 3), settings };
}
