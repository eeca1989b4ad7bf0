/**
 * Pictures of several models side by side: from nothing, or the missing pixels of a picture given the others. A picture
 * is completed by a particle filter along the scan, so that what is known further on counts too.
 */

import { layoutOf } from '../model/layout.ts';
import type { LatentGaussian } from '../model/sequel.ts';
import { drawn, Sequel } from '../model/sequel.ts';
import { fillNormal, fillUniform, type Position, stream } from '../rng.ts';
import { injectedNoiseOf } from './completions.ts';
import { logDensity } from './latentGaussians.ts';
import { effectiveCount, systematic } from './logWeights.ts';
import type { WeightCopies } from './weightCopies.ts';

export interface DigitModels extends WeightCopies {
  readonly sequels: readonly Sequel[];
}

export interface DigitWish {
  /** 0 or 1 in the order of the scan; what stands where a pixel is missing does not matter. [T X] */
  readonly pixels: Uint8Array;
  /** 1 where a pixel is to be filled in. [T X] */
  readonly missing: Uint8Array;
  /** Completions of each model. */
  readonly count: number;
  /** N of the filter behind each completion, of which one is kept; 1: what follows a missing pixel has no say. */
  readonly particles: number;
  /** Of the first completion; the next one has the next. */
  readonly seed: number;
}

export interface DigitAnswer {
  readonly step: number;
  /** Whole pictures, known pixels and drawn ones; those not yet made are missing. [T X] each */
  readonly models: readonly { readonly id: string; readonly pictures: readonly Uint8Array[] }[];
  readonly done: boolean;
}

/** Models ready to draw, from weights as they come. A NADE, which has no steps, is left out. */
export function digitModels({ step, models: all }: WeightCopies): DigitModels {
  const models = all.filter(({ shape }) => shape.pixels === undefined);
  const sequels = models.map(
    ({ shape, flat, settings }) => new Sequel(shape, layoutOf(shape), flat, settings.sigmaCap),
  );
  return { step, models, sequels };
}

/** The answer as it grows, the models in turn; null between steps. The same models and wish give the same pixels. */
export function* digitAnswers(
  by: DigitModels,
  wish: DigitWish,
): Generator<DigitAnswer | null, void> {
  const pictures = by.models.map((): Uint8Array[] => []);
  const answer = (done: boolean): DigitAnswer => ({
    step: by.step,
    models: by.models.map(({ id }, m) => ({ id, pictures: [...pictures[m]!] })),
    done,
  });
  for (let n = 0; n < wish.count; n++)
    for (let m = 0; m < by.models.length; m++) {
      pictures[m]!.push(yield* completion(by, m, wish, (wish.seed + n) >>> 0));
      yield answer(false);
    }
  yield answer(true);
}

interface Particle {
  readonly h: Float64Array;
  /** Filled as far as the filter has come. */
  readonly picture: Uint8Array;
}

/**
 * One draw of the missing pixels given the known ones, by a filter of N particles. Where all of a step is known z is
 * proposed by q and weighs p(x, z) / q(z | psi); else z by its prior, and the known pixels weigh. Both leave the
 * estimate of p(known pixels) unbiased, so that the draw is from the model as N grows.
 */
function* completion(
  by: DigitModels,
  m: number,
  { pixels, missing, particles: count }: DigitWish,
  seed: number,
): Generator<null, Uint8Array> {
  const { shape, settings } = by.models[m]!;
  const sequel = by.sequels[m]!;
  const { channels, latent } = shape;
  const steps = pixels.length / channels;
  const known = pixels.map((pixel, i) => (missing[i] === 1 ? 0 : pixel));
  // Only a proposal: with missing pixels taken as blank it is as valid, and weighed.
  const future = sequel.future(known);
  const epsilon = stream(seed, 'digit/epsilon');
  const injected = injectedNoiseOf(shape, settings, stream(seed, 'digit/injected'));
  const levels = stream(seed, 'digit/pixels');
  const choice = stream(seed, 'digit/choice');
  const row = (fill: typeof fillNormal, from: typeof epsilon, width: number, at: Position) =>
    width === 0 ? new Float32Array(0) : fill(new Float32Array(width), from, width, at);
  let particles = Array.from(
    { length: count },
    (): Particle => ({
      h: new Float64Array(shape.hidden),
      picture: known.slice(),
    }),
  );
  const logWeights = new Float64Array(count);
  for (let t = 0; t < steps; t++) {
    const [first, end] = [t * channels, (t + 1) * channels];
    const holes = missing.subarray(first, end);
    const whole = holes.every((hole) => hole === 0);
    const seen = known.subarray(first, end);
    particles = particles.map(({ h, picture }, i) => {
      const at = { step: t, sample: i };
      let z: Float64Array = new Float64Array(0);
      if (latent > 0) {
        const noise = row(fillNormal, epsilon, latent, at);
        const prior = sequel.prior(h);
        const q: LatentGaussian = whole
          ? sequel.look(h, seen, future?.[t] ?? null).psi(injected(t, i))
          : prior;
        z = drawn(q, noise);
        if (whole) logWeights[i]! += logDensity(z, prior) - logDensity(z, q);
      }
      const logits = sequel.decoded(h, z);
      const level = whole ? null : row(fillUniform, levels, channels, at);
      for (let c = 0; c < channels; c++) {
        const logit = logits[c]!;
        if (level === null || holes[c] === 0) logWeights[i]! += logBernoulli(seen[c]!, logit);
        else picture[first + c] = level[c]! < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      }
      return { h: sequel.advance(h, picture.subarray(first, end), z), picture };
    });
    if (count > 1 && t < steps - 1 && effectiveCount(logWeights) <= count / 2) {
      const [level] = row(fillUniform, choice, 1, { step: t });
      const chosen = Array.from(systematic(logWeights, level!), (i) => particles[i]!);
      // One picture may go on in several ways.
      particles = chosen.map(({ h, picture }) => ({ h, picture: picture.slice() }));
      logWeights.fill(0);
    }
    yield null;
  }
  const [level] = row(fillUniform, choice, 1, { step: steps });
  return particles[oneOf(logWeights, level!)]!.picture;
}

/** Which place, with the weights whose logarithms these are, a level in (0, 1) falls on. */
function oneOf(logWeights: Float64Array, level: number): number {
  const top = Math.max(...logWeights);
  const weights = logWeights.map((log) => Math.exp(log - top));
  let left = level * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left <= 0;
  });
  return Math.max(0, found);
}

function logBernoulli(x: number, logit: number): number {
  const softplus = Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit)));
  return x * logit - softplus;
}
