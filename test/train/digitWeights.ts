/** Small models of pictures as training sends them, new-born, without a backend. */
import { newModel, settingsFor } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
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
};

/** Of `channels` pixels a step, each of which decides much about the next; q and prior are as at birth. */
export function smallDigitWeights(
  system: System,
  channels: number,
  change: Partial<Settings> = {},
): ModelWeights {
  const preset = presetNamed('digits-rows')!.experiment;
  const spec = newModel(system, []);
  const own = { ...preset.settings, ...SMALL, ...change };
  const settings = settingsFor({ ...preset, settings: own }, spec);
  const shape = shapeOf(system, settings, {
    channelNames: Array.from({ length: channels }, (_, c) => `column ${c + 1}`),
    observation: 'binary',
    inputMean: new Array<number>(channels).fill(0),
    inputSd: new Array<number>(channels).fill(1),
    known: null,
  });
  const layout = layoutOf(shape);
  const flat = initialise(layout, 3);
  for (const { name, offset, length } of layout.tensors)
    if (/^(phi|gru|decoder)/.test(name))
      for (let i = offset; i < offset + length; i++) flat[i]! *= 4;
  return { id: spec.id, shape, flat, settings };
}
