/** A drawing in a link, and how it was completed: the pairs `ink` and `completions`. */
import { type Ink, VARIED, type Varied } from '../protocol.ts';
import { linkText } from '../text/en/link.ts';
import { messageOf } from '../text/message.ts';
import { decodeInk, encodeInk } from './inkCode.ts';

export interface PenOptions {
  /** Of the mixture and the pen, and of z: 1 samples the model, 0 takes what is likeliest. */
  readonly penTemperature: number;
  readonly latentTemperature: number;
  /** Completions of each model. */
  readonly count: number;
  /** Steps of each. */
  readonly steps: number;
  readonly varied: Varied;
  readonly seed: number;
  /** The pen leaves the paper at the end of what is drawn. */
  readonly lifted: boolean;
}

export const PEN_DEFAULTS: PenOptions = {
  penTemperature: 0.7,
  latentTemperature: 1,
  count: 3,
  steps: 60,
  varied: 'both',
  seed: 1,
  lifted: false,
};

/** Bounds of the numbers among the options, ends included. */
export const PEN_BOUNDS = {
  penTemperature: [0, 1.5],
  latentTemperature: [0, 1.5],
  count: [1, 8],
  steps: [10, 200],
  seed: [0, 2 ** 31],
} as const satisfies Partial<Record<keyof PenOptions, readonly [number, number]>>;

export interface SharedInk {
  readonly ink: Ink;
  readonly options: PenOptions;
  /** The training step the completions were made at; null where there were none. */
  readonly atStep: number | null;
}

const NAMES = {
  temperature: 'penTemperature',
  latent: 'latentTemperature',
  number: 'count',
  length: 'steps',
  seed: 'seed',
} as const;

/** The pairs of a link. Throws a RangeError for ink that is too long for one. */
export function formatInk({ ink, options, atStep }: SharedInk): string[] {
  const parts = Object.entries(NAMES).map(([name, key]) => `${name}:${options[key]}`);
  parts.push(`vary:${options.varied}`, `end:${options.lifted ? 'up' : 'down'}`);
  if (atStep !== null) parts.push(`step:${atStep}`);
  return [`completions=${parts.join(',')}`, `ink=${encodeInk(ink)}`];
}

/** Null where the link has no ink, or ink that cannot be read, of which `notices` are told. */
export function parseInk(
  ink: string | undefined,
  completions: string | undefined,
  notices: string[],
): SharedInk | null {
  if (ink === undefined) return null;
  try {
    const drawn = decodeInk(ink);
    return { ink: drawn, ...parseCompletions(completions ?? '', notices) };
  } catch (error) {
    notices.push(linkText().noDrawing(messageOf(error)));
    return null;
  }
}

function parseCompletions(text: string, notices: string[]): Omit<SharedInk, 'ink'> {
  let options = PEN_DEFAULTS;
  let atStep: number | null = null;
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [name = '', value = ''] = part.split(':');
    const number = value.trim() === '' ? Number.NaN : Number(value);
    const key = Object.hasOwn(NAMES, name) ? NAMES[name as keyof typeof NAMES] : null;
    const varied = VARIED.find((known) => known === value);
    if (key !== null && isWithin(key, number)) options = { ...options, [key]: number };
    else if (name === 'vary' && varied !== undefined) options = { ...options, varied };
    else if (name === 'end' && (value === 'up' || value === 'down'))
      options = { ...options, lifted: value === 'up' };
    else if (name === 'step' && Number.isInteger(number) && number >= 0) atStep = number;
    else notices.push(linkText().noCompletions(part.slice(0, 40)));
  }
  return { options, atStep };
}

export function isWithin(key: keyof typeof PEN_BOUNDS, value: number): boolean {
  const [least, most] = PEN_BOUNDS[key];
  const whole = key !== 'penTemperature' && key !== 'latentTemperature';
  return value >= least && value <= most && (!whole || Number.isInteger(value));
}
