/** What models make of a whole picture along the scan: the KL of every step, and the posterior of one dimension of z. */
import type { LatentGaussian } from '../model/sequel.ts';
import { type Axis, niceAxis } from '../posterior/axis.ts';
import { fillNormal, stream } from '../rng.ts';
import { injectedNoiseOf, latentNoiseOf } from './completions.ts';
import type { DigitModels } from './digitAnswers.ts';
import { gaussianKl, mixtureDensity, mixtureKl } from './latentGaussians.ts';

/** Pasts behind a reading, and draws of psi given each, where the scan is short; fewer along a long one. */
const SHORT_STEPS = 200;
const DRAWS = { short: { pasts: 4, psis: 16 }, long: { pasts: 2, psis: 8 } } as const;
const AXIS_COUNT = 120;

export interface DigitReadingWish {
  /** The picture each model reads: its own completion, or the same for all. [T X] */
  readonly pictures: Readonly<Record<string, Uint8Array>>;
  /** Of z. */
  readonly dimension: number;
  readonly seed: number;
}

export interface DigitReading {
  readonly step: number;
  readonly dimension: number;
  readonly axis: Axis;
  /** Sampled pasts, and draws of psi given each, over which KL and density are averaged. */
  readonly pasts: number;
  readonly psis: number;
  /** Models without latent, or without a picture, have none. */
  readonly models: readonly {
    readonly id: string;
    /** KL(q || prior) of each step, nats: exact for one Gaussian, else estimated. [T] */
    readonly kl: Float32Array;
    /** q(z_d | picture up to the step, over pasts). [T, axis.count] */
    readonly density: Float32Array;
  }[];
}

/** Yields between steps, so that a newer wish need not wait. */
export function* digitReading(
  by: DigitModels,
  wish: DigitReadingWish,
): Generator<null, DigitReading> {
  const steps = Math.max(
    0,
    ...by.models.map(({ id, shape }) => (wish.pictures[id]?.length ?? 0) / shape.channels),
  );
  const { pasts, psis } = steps > SHORT_STEPS ? DRAWS.long : DRAWS.short;
  const found: { id: string; kl: Float32Array; d: number; each: LatentGaussian[][] }[] = [];
  for (const [m, { id, shape, settings }] of by.models.entries()) {
    const picture = wish.pictures[id];
    if (picture === undefined || shape.latent === 0) continue;
    const single = shape.injectedNoise.every((width) => width === 0);
    const kl = new Float32Array(picture.length / shape.channels);
    const each: LatentGaussian[][] = Array.from(kl, () => []);
    for (let past = 0; past < pasts; past++) {
      const seed = (wish.seed + past) >>> 0;
      const injected = injectedNoiseOf(shape, settings, stream(seed, 'read/injected'));
      const from = stream(seed, 'read/epsilon');
      let t = 0;
      for (const seen of by.sequels[m]!.walk(picture, latentNoiseOf(shape, settings, seed))) {
        const draws = single
          ? [seen.psi([])]
          : Array.from({ length: psis }, (_, k) => seen.psi(injected(t, k)));
        const of = single
          ? gaussianKl(draws[0]!, seen.prior())
          : mixtureKl(draws, seen.prior(), (k) =>
              fillNormal(new Float32Array(shape.latent), from, shape.latent, {
                step: t,
                sample: k,
              }),
            );
        kl[t]! += of / pasts;
        each[t]!.push(...draws);
        t++;
        yield null;
      }
    }
    found.push({ id, kl, d: Math.min(wish.dimension, shape.latent - 1), each });
  }
  const axis = axisOf(found.flatMap(({ each, d }) => each.flat().map((one) => endsOf(one, d))));
  const models: DigitReading['models'][number][] = [];
  for (const { id, kl, d, each } of found) {
    const density = new Float32Array(each.length * axis.count);
    for (const [t, gaussians] of each.entries()) {
      density.set(mixtureDensity(gaussians, d, axis), t * axis.count);
      yield null;
    }
    models.push({ id, kl, density });
  }
  return { step: by.step, dimension: wish.dimension, axis, pasts, psis, models };
}

const REACH_SD = 2.5;

function endsOf({ mu, logSigma }: LatentGaussian, d: number): [low: number, high: number] {
  const reach = REACH_SD * Math.exp(logSigma[d]!);
  return [mu[d]! - reach, mu[d]! + reach];
}

function axisOf(ends: readonly (readonly [low: number, high: number])[]): Axis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [least, most] of ends) {
    low = Math.min(low, least);
    high = Math.max(high, most);
  }
  return niceAxis(low < high ? { low, high } : { low: -1, high: 1 }, AXIS_COUNT);
}
