/** Of the tab where a reader writes and the models go on. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

interface Made {
  readonly count: number;
  readonly steps: number;
  readonly step: string;
  readonly ink: string;
  readonly pen: string;
  readonly z: string;
  readonly first: number;
  /** Whose noise differs from one completion to the next. */
  readonly varied: 'both' | 'latent' | 'pen';
  readonly ms: string;
}

const HELD = {
  both: '',
  latent: ', the pen’s held at the first',
  pen: ', z’s held at the first',
};

const DRAW = {
  figure: 'Drawing and completions',
  drawn: 'drawn',
  hint: 'Write here with mouse, finger or pen, between the lines; or choose an example line below.',
  clear: 'Clear',
  undo: 'Undo',
  replay: 'Replay',
  again: 'Again',
  keep: 'Keep',
  drop: (kept: number) => `Drop ${kept} kept`,
  waits: (from: string, now: string) =>
    `The completions of the link were made at step ${from} of training; now step ${now}. They come when training is there, with the same settings; Again asks the models as they are.`,
  nothing: 'Nothing drawn yet.',
  made: ({ count, steps, step, ink, pen, z, first, varied, ms }: Made) =>
    [
      `${count} × ${steps} steps of each model as of training step ${step}, from ${ink} steps of ink`,
      `temperature ${pen} of the pen, ${z} of z`,
      `noise of ${count === 1 ? `seed ${first}` : `seeds ${first} to ${first + count - 1}`}${HELD[varied]}`,
      `first points after ${ms} ms`,
    ].join('; '),
  instead: 'Instead of drawing',
  example: 'an example line…',
  heldOut: (line: number) => `held-out line ${line}`,
  share: 'How much of it',
  readIt:
    '{strong:Read it:} what you draw is resampled the way the data were, then each model reads it and goes on by itself, step by step, until the length is reached: these models know no end of a line. Early in training all is scribble, and strokes come after some hundred steps; Again asks the models as they are now. The noise of the first completion is the same for every model, and so on. Hold the pen’s noise and vary z’s to see what the latent decides; at temperature 0 the likeliest is taken.',
};

export type DrawText = Words<typeof DRAW>;
export const drawText = section('draw', DRAW);
