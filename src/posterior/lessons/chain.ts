/**
 * A posterior that walks along a sequence as a recurrent network does: z_t is drawn given x_t and the z_{t-1} drawn
 * before. In one walk every q(z_t | z_{t-1}, x_t) is the single Gaussian nearest to p(z_t | z_{t-1}, x_t), in the other
 * it is that posterior itself, which a mixture may come as near to as it likes. Neither is trained and neither sees x
 * to come.
 */
import { GENERATOR_DEFINITIONS } from '../../generators/definitions.ts';
import type { Generator as Definition, GeneratorParameters } from '../../generators/generator.ts';
import { fillNormal, stream } from '../../rng.ts';
import { type Axis, axisValues } from '../axis.ts';
import { conditionalOnAxis } from '../conditional.ts';
import { mixtureDensities } from '../density.ts';
import { drawFromDensity } from '../draws.ts';
import type { KnownName } from './heldOut.ts';
import { gaussianFitter } from './oneGaussian.ts';

/** What one kind of q has come to. Steps that are not done yet are 0. */
export interface WalkedStrip {
  /** q(z_t) over all pasts. [T, G] */
  readonly overAll: Float32Array;
  /** q(z_t | z_{t-1}) of the first past. [T, G] */
  readonly ofOne: Float32Array;
  /** z of every past. [T, M] */
  readonly pasts: Float32Array;
}

export interface Chains {
  readonly gaussian: WalkedStrip;
  readonly mixture: WalkedStrip;
  /** Steps that are done. */
  readonly steps: number;
  /** Mean of min KL( N || p(z_t | z_{t-1}, x_t) ) over steps done and pasts of the Gaussian walk, nats a step. */
  readonly loss: number;
}

/**
 * Walks `pasts` pasts of either kind along x, of a generator with one latent dimension. Yields after every few
 * milliseconds of work; what is yielded is written on.
 */
export function* walkChains(
  name: KnownName,
  parameters: GeneratorParameters,
  x: Float32Array,
  pasts: number,
  seed: number,
  axis: Axis,
): Generator<Chains, void> {
  const definition: Definition = GENERATOR_DEFINITIONS[name];
  const steps = x.length;
  const blank = (): WalkedStrip => ({
    overAll: new Float32Array(steps * axis.count),
    ofOne: new Float32Array(steps * axis.count),
    pasts: new Float32Array(steps * pasts),
  });
  const [gaussian, mixture] = [blank(), blank()];
  const nearest = gaussianFitter(name, parameters);
  const noise = fillNormal(
    new Float32Array(steps * pasts),
    stream(seed, 'lessons/chain/normal'),
    pasts,
  );
  const jumps = stream(seed, 'lessons/chain/density');
  let total = 0;
  for (let t = 0; t < steps; t++) {
    const row = t * axis.count;
    const done = () => ({ gaussian, mixture, steps: t, loss: total / (Math.max(1, t) * pasts) });
    for (let m = 0; m < pasts; m++) {
      const before = (walked: WalkedStrip) => (t === 0 ? null : walked.pasts[(t - 1) * pasts + m]!);
      const { mean, sd, kl } = nearest(before(gaussian), x[t]!, t + 1);
      total += kl;
      gaussian.pasts[t * pasts + m] = mean + sd * noise[t * pasts + m]!;
      const bell = [Float32Array.of(mean), Float32Array.of(sd)] as const;
      add(gaussian, row, m, pasts, mixtureDensities(...bell, 1, 1, 1, 0, axis));

      const density = conditional(definition, parameters, before(mixture), x[t]!, axis);
      const [z] = drawFromDensity(density, axis, 1, { ...jumps, seed: jumps.seed + t * pasts + m });
      mixture.pasts[t * pasts + m] = z!;
      add(mixture, row, m, pasts, density);
      if (m % PORTION === PORTION - 1) yield done();
    }
  }
  yield { gaussian, mixture, steps, loss: total / (steps * pasts) };
}

/** Pasts between two looks at the time. */
const PORTION = 4;

/** p(z_t | z_{t-1}, x_t) on the axis; without a past that of the first step. Where time matters it is t = 2. [G] */
function conditional(
  definition: Definition,
  parameters: GeneratorParameters,
  before: number | null,
  x: number,
  axis: Axis,
): Float32Array {
  if (before === null)
    return conditionalOnAxis(definition, parameters, Float32Array.of(x), NONE, axis, null);
  const pair = [Float32Array.of(x, x), Float32Array.of(before, 0)] as const;
  return conditionalOnAxis(definition, parameters, ...pair, axis, null).slice(axis.count);
}

const NONE = new Float32Array(1);

function add(
  { overAll, ofOne }: WalkedStrip,
  row: number,
  past: number,
  pasts: number,
  density: Float32Array,
): void {
  for (const [g, value] of density.entries()) {
    overAll[row + g]! += value / pasts;
    if (past === 0) ofOne[row + g] = value;
  }
}

/** Share of a density above 0, of each row of [T, G], where there is mass. */
export function shareAbove(rows: Float32Array, axis: Axis): Float64Array {
  const values = axisValues(axis);
  return Float64Array.from({ length: rows.length / axis.count }, (_, t) => {
    let [above, all] = [0, 0];
    for (const [g, z] of values.entries()) {
      const value = rows[t * axis.count + g]!;
      all += value;
      above += z > 0 ? value : z === 0 ? value / 2 : 0;
    }
    return above / all;
  });
}
