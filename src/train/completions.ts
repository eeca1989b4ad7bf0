/** How models of pen steps go on from a prefix: the noise of `model/sequel.ts`, drawn from the one generator. */
import type { Settings } from '../config/settings.ts';
import {
  type LatentNoise,
  Sequel,
  type SequelStep,
  type SequelTemperatures,
} from '../model/sequel.ts';
import { type ModelShape, sum } from '../model/shape.ts';
import { fillCoins, fillNormal, fillUniform, type Stream, stream } from '../rng.ts';
import type { Learner } from './learner.ts';

/** How injected noise is drawn. */
export type NoiseSettings = Pick<Settings, 'noiseKind' | 'noiseAmplitude'>;

export interface Continuation {
  /** (dx, dy, e) as the model sees them: standardised. Empty for a line from nothing. [T, 3] */
  readonly prefix: ArrayLike<number>;
  /** Steps to go on for. */
  readonly steps: number;
  readonly temperatures: SequelTemperatures;
  /**
   * Which noise: of z (over the prefix and beyond it) and of the mixture and the pen. Holding one and changing
   * the other shows what each decides. Whole numbers below 2^32.
   */
  readonly latentSeed: number;
  readonly penSeed: number;
}

/** A model as it stands; later training steps do not change it. */
export async function sequelOf(learner: Learner): Promise<Sequel> {
  const { shape, layout, settings } = learner;
  return new Sequel(shape, layout, await learner.parameters(), settings.sigmaCap);
}

/** The steps beyond the prefix, one by one, as they are asked for. The same arguments give the same steps. */
export function* continued(
  sequel: Sequel,
  shape: ModelShape,
  settings: NoiseSettings,
  { prefix, steps, temperatures, latentSeed, penSeed }: Continuation,
): Generator<SequelStep, void> {
  const latentNoise = latentNoiseOf(shape, settings, latentSeed);
  const component = stream(penSeed, 'continue/component');
  const offset = stream(penSeed, 'continue/offset');
  let h = sequel.after(prefix, latentNoise);
  const first = Math.floor(prefix.length / 3);
  for (let step = first; step < first + steps; step++) {
    const [which, lift] = row(fillUniform, component, 2, step);
    const [across, along] = row(fillNormal, offset, 2, step);
    const noise = { component: which!, pen: lift!, first: across!, second: along! };
    const next = sequel.step(h, latentNoise(step), noise, temperatures);
    h = next.h;
    yield next;
  }
}

/** The noise of z at each step: one past and one future of a model. */
export function latentNoiseOf(
  shape: ModelShape,
  settings: NoiseSettings,
  seed: number,
): (step: number) => LatentNoise {
  const epsilon = stream(seed, 'continue/epsilon');
  const injected = injectedNoiseOf(shape, settings, stream(seed, 'continue/injected'));
  return (step) => ({
    epsilon: row(fillNormal, epsilon, shape.latent, step),
    injected: injected(step),
  });
}

/** One draw of all injected noise, times its amplitude. [sum E] */
export function injectedNoiseOf(
  shape: ModelShape,
  { noiseKind, noiseAmplitude }: NoiseSettings,
  from: Stream,
): (step: number, sample?: number) => Float32Array {
  const fill = noiseKind === 'bernoulli' ? fillCoins : fillNormal;
  const width = sum(shape.injectedNoise);
  return (step, sample = 0) =>
    row(fill, from, width, step, sample).map((value) => noiseAmplitude * value);
}

function row(
  fill: typeof fillNormal,
  from: Stream,
  width: number,
  step: number,
  sample = 0,
): Float32Array {
  if (width === 0) return new Float32Array(0);
  return fill(new Float32Array(width), from, width, { step, sample });
}
