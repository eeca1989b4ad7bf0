import { describe, expect, it } from 'vitest';
import { axisValues } from '../../src/posterior/axis.ts';
import { mixtureCorrelation } from '../../src/posterior/dependence.ts';
import { wasserstein } from '../../src/posterior/distances.ts';
import { modes } from '../../src/posterior/modes.ts';
import { POOR_ESS, referencePosterior, type WeightedDraws } from '../../src/posterior/reference.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { normalDensity } from './quadrature.ts';

const axis = { low: -6, high: 6, count: 601 };
const N = 4096;

/** Draws from N(0, 2^2) of each dimension, weighted towards a target; later steps repeat the first. */
function drawsFor(
  logTarget: (z: readonly number[]) => number,
  { dimensions = 1, steps = 1, count = N, onePast = false } = {},
): WeightedDraws {
  const noise = fillNormal(
    new Float32Array(count * dimensions),
    stream(3, 'reference'),
    dimensions,
  );
  const z = new Float32Array(steps * count * dimensions);
  const logWeights = new Float32Array(steps * count);
  for (let t = 0; t < steps; t++)
    for (let n = 0; n < count; n++) {
      const at = Array.from({ length: dimensions }, (_, d) => 2 * noise[n * dimensions + d]!);
      z.set(at, (t * count + n) * dimensions);
      const proposal = at.reduce((sum, value) => sum + Math.log(normalDensity(value, 0, 2)), 0);
      logWeights[t * count + n] = t === 0 || onePast ? logTarget(at) - proposal : 0;
    }
  return { steps, count, dimensions, z, logWeights, onePast };
}

const bimodal = ([z]: readonly number[]) =>
  Math.log(0.3 * normalDensity(z!, -1.5, 0.4) + 0.7 * normalDensity(z!, 1, 0.5));

describe('the reference posterior', () => {
  it('of weighted draws has the moments and the shape of the target', () => {
    const { moments, density, ess, poor, approximate } = referencePosterior(
      drawsFor(bimodal),
      0,
      axis,
      'filter',
    );
    expect(approximate).toBe(true);
    expect(poor).toEqual([false]);
    expect(ess[0]).toBeGreaterThan(1000);
    expect(ess[0]).toBeLessThan(N);
    const mean = -0.3 * 1.5 + 0.7;
    const variance = 0.3 * (0.16 + 2.25) + 0.7 * (0.25 + 1) - mean ** 2;
    // Five standard errors at this effective number.
    const error = (5 * Math.sqrt(variance)) / Math.sqrt(ess[0]!);
    expectClose([moments[0]!.mean, moments[0]!.sd], [mean, Math.sqrt(variance)], {
      atol: error,
      rtol: 0,
    });
    const exact = axisValues(axis).map((z) => Math.exp(bimodal([z])));
    expect(wasserstein(density, exact, axis)).toBeLessThan(error);
    expect(modes(density, axis)).toHaveLength(2);
  });

  it('keeps how two dimensions hang together in its components', () => {
    const rho = -0.8;
    const correlated = ([a, b]: readonly number[]) =>
      -(a! ** 2 - 2 * rho * a! * b! + b! ** 2) / (2 * (1 - rho ** 2));
    const { components, poor } = referencePosterior(
      drawsFor(correlated, { dimensions: 2 }),
      1,
      axis,
      'filter',
    );
    expect(poor).toEqual([false]);
    // Widening takes a little of it: h^2 of the variance.
    expectClose([mixtureCorrelation(components, 0, 1)], [rho], { atol: 0.06, rtol: 0 });
  });

  it('carries weights along unless all draws have one past', () => {
    const filter = (onePast: boolean) =>
      referencePosterior(drawsFor(bimodal, { steps: 3, onePast }), 0, axis, 'filter');
    // Later steps add nothing, so the weights stay those of the first.
    const carried = filter(false);
    expectClose(carried.ess, Array(3).fill(carried.ess[0]!), { atol: 1e-6, rtol: 0 });
    const own = filter(true);
    expectClose(own.ess, carried.ess, { atol: 1e-6, rtol: 0 });
    const twice = drawsFor(bimodal, { steps: 2, onePast: true });
    const summed = referencePosterior({ ...twice, onePast: false }, 0, axis, 'filter');
    expect(summed.ess[1]).toBeLessThan(0.9 * summed.ess[0]!);
    const smoother = referencePosterior({ ...twice, onePast: false }, 0, axis, 'smoother');
    expectClose(smoother.ess, [summed.ess[1]!, summed.ess[1]!], { atol: 1e-6, rtol: 0 });
  });

  it('says when it is poor, and when there is nothing', () => {
    const narrow = ([z]: readonly number[]) => Math.log(normalDensity(z!, 3, 0.02));
    const few = referencePosterior(drawsFor(narrow), 0, axis, 'filter');
    expect(few.ess[0]).toBeLessThan(POOR_ESS);
    expect(few.poor).toEqual([true]);
    const none = referencePosterior(
      drawsFor(() => Number.NaN),
      0,
      axis,
      'filter',
    );
    expect([...none.ess]).toEqual([0]);
    expect(none.poor).toEqual([true]);
    expect(none.density.every(Number.isNaN)).toBe(true);
    expect(none.moments[0]!.mean).toBeNaN();
  });

  it('refuses arrays of another length', () => {
    const draws = drawsFor(bimodal, { count: 8 });
    expect(() =>
      referencePosterior({ ...draws, z: draws.z.subarray(1) }, 0, axis, 'filter'),
    ).toThrow('7 values and 8 weights are not 1 x 8 draws of 1');
  });
});
