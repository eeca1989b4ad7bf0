/**
 * What models make of ink they are given: the KL of every step, and at one point the posterior of z and where
 * the pen may go next. Given one past, drawn from q with the noise of a seed, as completions are.
 */
import { offsetsOfInk } from '../data/pen/pad.ts';
import type { LatentGaussian, SeenStep } from '../model/sequel.ts';
import { type Axis, niceAxis } from '../posterior/axis.ts';
import { fillNormal, stream } from '../rng.ts';
import { injectedNoiseOf, latentNoiseOf } from './completions.ts';
import { gaussianKl, mixtureDensity, mixtureKl } from './latentGaussians.ts';
import type { Ink, PenModels } from './penAnswers.ts';
import { nextHeat } from './penNext.ts';

/** Draws of psi behind a KL and behind a density. */
export const KL_DRAWS = 16;
const DENSITY_DRAWS = 64;
const AXIS_COUNT = 160;

export interface ReadingWish {
  readonly ink: Ink;
  readonly lifted: boolean;
  readonly seed: number;
}

/** KL(q || prior) of each step of the ink, nats. Exact for one Gaussian, else estimated with KL_DRAWS draws. */
export interface KlAlong {
  readonly step: number;
  readonly models: readonly { readonly id: string; readonly kl: Float32Array }[];
}

export interface PointReading {
  readonly step: number;
  /** The step of the ink, from 0. */
  readonly at: number;
  /** Of the z that is shown. */
  readonly dimension: number;
  readonly axis: Axis;
  /** Where the predictive densities lie, pad units. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly cells: number;
  readonly models: readonly {
    readonly id: string;
    /** Of z given ink up to the point, and before it; null without latent. [axis.count] */
    readonly posterior: Float32Array | null;
    readonly prior: Float32Array | null;
    /** Of the next point, per square pad unit, top row first. [cells, cells] */
    readonly next: Float32Array;
  }[];
}

/** KL along the ink; yields between steps, so that a newer wish need not wait. */
export function* klAlong(by: PenModels, wish: ReadingWish): Generator<null, KlAlong> {
  const prefix = prefixOf(by, wish);
  const models: { id: string; kl: Float32Array }[] = [];
  for (const [m, { id, shape, settings }] of by.models.entries()) {
    const kl = new Float32Array(prefix.length / 3);
    const noise = latentNoiseOf(shape, settings, wish.seed);
    const injected = injectedNoiseOf(shape, settings, stream(wish.seed, 'read/injected'));
    const single = shape.injectedNoise.every((width) => width === 0);
    let t = 0;
    for (const seen of by.sequels[m]!.walk(prefix, noise)) {
      if (shape.latent > 0)
        kl[t] = single
          ? gaussianKl(seen.psi([]), seen.prior())
          : estimatedKl(seen, t, (k) => injected(t, k), wish.seed);
      t++;
      yield null;
    }
    models.push({ id, kl });
  }
  return { step: by.step, models };
}

/** The reading at step `at` of the ink; null where the ink has no such step. */
export function pointReading(
  by: PenModels,
  wish: ReadingWish & { readonly at: number; readonly dimension: number },
): PointReading | null {
  const { units, scale } = by;
  const prefix = prefixOf(by, wish);
  if (!(wish.at >= 0 && wish.at < prefix.length / 3)) return null;
  const read = prefix.subarray(0, 3 * (wish.at + 1));
  const first = wish.ink.strokes[0]!;
  let [x, y] = [first.x[0]!, first.y[0]!];
  const natural = (value: number, c: number) => value * units.scale[c]! + units.offset[c]!;
  for (let i = 0; i < read.length; i += 3) {
    x += natural(read[i]!, 0) / scale.unit;
    y -= natural(read[i + 1]!, 1) / scale.unit;
  }
  const found = by.models.map(({ shape, settings }, m) => {
    const noise = latentNoiseOf(shape, settings, wish.seed);
    const injected = injectedNoiseOf(shape, settings, stream(wish.seed, 'read/injected'));
    const walk = by.sequels[m]!.walk(read, noise);
    let last: SeenStep | null = null;
    let next = walk.next();
    for (; next.done !== true; next = walk.next()) last = next.value;
    const psis =
      shape.latent === 0
        ? []
        : Array.from({ length: DENSITY_DRAWS }, (_, k) => last!.psi(injected(wish.at, k)));
    return { psis, prior: shape.latent === 0 ? null : last!.prior(), h: next.value };
  });
  const ends = found.flatMap(({ psis, prior }) =>
    [...psis, ...(prior ? [prior] : [])].flatMap(({ mu, logSigma }) => {
      const d = Math.min(wish.dimension, mu.length - 1);
      const sd = Math.exp(logSigma[d]!);
      return [mu[d]! - 3 * sd, mu[d]! + 3 * sd];
    }),
  );
  const axis = niceAxis(
    ends.length === 0 ? { low: -1, high: 1 } : { low: Math.min(...ends), high: Math.max(...ends) },
    AXIS_COUNT,
  );
  const pasts = found.map(({ h }) => h);
  const { reach, cells, densities } = nextHeat(by, pasts, wish.seed);
  const box = { left: x - reach, top: y - reach, width: 2 * reach, height: 2 * reach };
  const models = by.models.map(({ id, shape }, m) => {
    const { psis, prior } = found[m]!;
    const d = Math.min(wish.dimension, shape.latent - 1);
    const densityOf = (gaussians: readonly LatentGaussian[]) =>
      gaussians.length === 0 ? null : mixtureDensity(gaussians, d, axis);
    return {
      id,
      posterior: densityOf(psis),
      prior: densityOf(prior ? [prior] : []),
      next: densities[m]!,
    };
  });
  return {
    step: by.step,
    at: wish.at,
    dimension: wish.dimension,
    axis,
    box,
    cells,
    models,
  };
}

function prefixOf({ scale, units }: PenModels, { ink, lifted }: ReadingWish): Float32Array {
  const offsets = offsetsOfInk(ink.strokes, scale, { sampled: ink.sampled, lifted });
  return offsets.map((value, i) => (value - units.offset[i % 3]!) / units.scale[i % 3]!);
}

/** Of a mixture of KL_DRAWS Gaussians, with one z of each. */
function estimatedKl(
  seen: SeenStep,
  t: number,
  injected: (k: number) => ArrayLike<number>,
  seed: number,
): number {
  const prior = seen.prior();
  const width = prior.mu.length;
  const from = stream(seed, 'read/epsilon');
  return mixtureKl(
    Array.from({ length: KL_DRAWS }, (_, k) => seen.psi(injected(k))),
    prior,
    (k) => fillNormal(new Float32Array(width), from, width, { step: t, sample: k }),
  );
}
