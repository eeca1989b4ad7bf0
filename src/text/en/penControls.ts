/** Of the sliders and choices of how models write. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const PEN_CONTROLS = {
  count: 'Completions of each model',
  length: 'Length',
  steps: (count: number) => `${count} steps`,
  varied: 'From one completion to the next differs the noise of',
  variedLegend: 'Noise that differs from one completion to the next',
  variedOptions: { both: 'z and pen', latent: 'z only', pen: 'pen only' },
  live: 'go on while I draw',
  lifted: 'the pen leaves the paper where my ink ends',
  penTemperature: 'Pen temperature',
  latentTemperature: 'z temperature',
};

export type PenControlsText = Words<typeof PEN_CONTROLS>;
export const penControlsText = section('penControls', PEN_CONTROLS);
