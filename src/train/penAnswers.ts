/** Completions of several models side by side, in the units of the pad: what the pen worker answers with. */
import type { Stroke } from '../data/pen/ink.ts';
import { offsetsOfInk, type PadScale } from '../data/pen/pad.ts';
import { layoutOf } from '../model/layout.ts';
import { Sequel, type SequelTemperatures } from '../model/sequel.ts';
import { continued } from './completions.ts';
import type { WeightCopies } from './weightCopies.ts';

/** What is drawn on the pad: whole pad units, y downwards, see `data/pen/pad.ts`. */
export interface Ink {
  readonly strokes: readonly Stroke[];
  /** The points are those of the data set and are taken as they are; else they are resampled. */
  readonly sampled: boolean;
}

/** Which noise differs from one completion of a model to the next; what does not is held. */
export type Varied = 'both' | 'latent' | 'pen';

export interface PenWish {
  /** No strokes: lines from nothing. */
  readonly ink: Ink;
  /** The pen leaves the paper at the end of the ink. */
  readonly lifted: boolean;
  /** Completions of each model, and steps of each. */
  readonly count: number;
  readonly steps: number;
  readonly temperatures: SequelTemperatures;
  readonly varied: Varied;
  /** Of the first completion; the next one has the next. */
  readonly seed: number;
}

export interface PenAnswer {
  /** Training steps the models had made. */
  readonly step: number;
  /** The ink as the models saw it: x, y in pad units, and 1 where the pen left the paper after it. [N, 3] */
  readonly seen: Float32Array;
  /** Points after the ink, laid out as `seen`; lines not yet begun are missing. */
  readonly models: readonly { readonly id: string; readonly lines: readonly Float32Array[] }[];
  readonly done: boolean;
}

export interface PenSources extends WeightCopies {
  readonly scale: PadScale;
  /** Of dx, dy and e: what the models see is (x - offset) / scale. */
  readonly units: { readonly offset: readonly number[]; readonly scale: readonly number[] };
}

export interface PenModels extends PenSources {
  readonly sequels: readonly Sequel[];
}

/** Models ready to go on, from weights as they come. */
export function penModels(sources: PenSources): PenModels {
  const sequels = sources.models.map(
    ({ shape, flat, settings }) => new Sequel(shape, layoutOf(shape), flat, settings.sigmaCap),
  );
  return { ...sources, sequels };
}

/** Points of a line between two answers. */
const CHUNK = 4;

/** The answer as it grows: line by line, the models in turn. The same models and wish give the same points. */
export function* penAnswers(by: PenModels, wish: PenWish): Generator<PenAnswer, void> {
  const { step, scale, units } = by;
  const offsets = offsetsOfInk(wish.ink.strokes, scale, {
    sampled: wish.ink.sampled,
    lifted: wish.lifted,
  });
  const first = wish.ink.strokes[0];
  const origin = { x: first?.x[0] ?? 0, y: first?.y[0] ?? 0 };
  const seen =
    first === undefined ? new Float32Array(0) : walked(origin, offsets, scale.unit, true);
  const end = seen.length === 0 ? origin : { x: seen.at(-3)!, y: seen.at(-2)! };
  const prefix = offsets.map((value, i) => (value - units.offset[i % 3]!) / units.scale[i % 3]!);
  const lines = by.models.map((): Float32Array[] => []);
  const answer = (done: boolean): PenAnswer => ({
    step,
    seen,
    models: by.models.map(({ id }, m) => ({ id, lines: [...lines[m]!] })),
    done,
  });
  for (let n = 0; n < wish.count; n++)
    for (const [m, { shape, settings }] of by.models.entries()) {
      const points: number[] = [];
      let at = 0;
      for (const { x } of continued(by.sequels[m]!, shape, settings, {
        prefix,
        steps: wish.steps,
        temperatures: wish.temperatures,
        latentSeed: (wish.seed + (wish.varied === 'pen' ? 0 : n)) >>> 0,
        penSeed: (wish.seed + (wish.varied === 'latent' ? 0 : n)) >>> 0,
      })) {
        points.push(...x.map((value, i) => value * units.scale[i]! + units.offset[i]!));
        if (++at % CHUNK > 0 && at < wish.steps) continue;
        lines[m]![n] = walked(end, points, scale.unit, false);
        yield answer(false);
      }
    }
  yield answer(true);
}

/** Points of the pad from `start` along offsets in data units; the start itself where `whole`. */
function walked(
  start: { readonly x: number; readonly y: number },
  offsets: ArrayLike<number>,
  unit: number,
  whole: boolean,
): Float32Array {
  const points: number[] = whole ? [start.x, start.y, 0] : [];
  let { x, y } = start;
  for (let i = 0; i < offsets.length; i += 3) {
    x += offsets[i]! / unit;
    y -= offsets[i + 1]! / unit;
    points.push(x, y, offsets[i + 2]! > 0.5 ? 1 : 0);
  }
  return Float32Array.from(points);
}
