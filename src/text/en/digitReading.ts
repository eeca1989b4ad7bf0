/** Of what the models make of a digit along the scan. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

type Unit = 'row' | 'cell' | 'pixel';

const UNITS: Readonly<Record<Unit, string>> = {
  row: 'row of 28 pixels',
  cell: 'cell of 2 × 2 pixels',
  pixel: 'pixel',
};

interface Made {
  readonly completion: number;
  readonly step: string;
  readonly pasts: number;
  readonly psis: number;
}

const DIGIT_READING = {
  title: 'Where the latent is needed',
  nothing: 'Once there is a digit on the canvas, the models read it here.',
  noLatent: 'None of these models has a latent.',
  figure: 'KL on the digit and posterior along the scan',
  dimension: 'Dimension of z',
  of: (at: number, all: number) => `${at} of ${all}`,
  made: ({ completion, step, pasts, psis }: Made) =>
    `Each model reads its own completion ${completion} (or the digit, where nothing is missing), as of training step ${step}. KL(q ‖ prior) averaged over ${pasts} sampled pasts: a VRNN’s is exact given a past, SIS-RNN’s an estimate from ${psis} draws of psi with the one that made z among them, so high rather than low.`,
  total: (nats: string) => `${nats} nats in all`,
  heat: (model: string, unit: Unit) =>
    `KL of ${model} on the digit, a figure for each ${UNITS[unit]}`,
  colour: (unit: Unit, full: string) =>
    `Colour is KL of the step that reads the pixel, in nats a ${UNITS[unit]}: none 0, full ${full}${unit === 'row' ? '. A row is read at once: its pixels share one figure' : ''}.`,
  strips: (unit: Unit) => `{z} along the scan, first ${UNITS[unit]} left`,
  posterior: 'q(z | x so far)',
  strip: (model: string) => `${model} along the scan`,
};

export type DigitReadingText = Words<typeof DIGIT_READING>;
export const digitReadingText = section('digitReading', DIGIT_READING);
