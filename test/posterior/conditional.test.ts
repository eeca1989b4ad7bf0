import { describe, expect, it } from 'vitest';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { conditionalOnAxis } from '../../src/posterior/conditional.ts';
import { exactReporter } from '../../src/posterior/exactReport.ts';
import { modes } from '../../src/posterior/modes.ts';
import { densityMoments } from '../../src/posterior/moments.ts';
import { expectClose } from '../closeness.ts';

const parameters = {
  observationNoise: 0.5,
  autoregression: 0.8,
  processNoise: 0.6,
  foldFrequency: 3,
};
const axis = { low: -5, high: 5, count: 401 };
const row = (densities: Float32Array, t: number) =>
  densities.subarray(t * axis.count, (t + 1) * axis.count);

describe('the exact posterior given one past', () => {
  it('of the linear generator is the Gaussian of one Kalman update', () => {
    const x = Float32Array.of(0.4, -1.2);
    const past = Float32Array.of(1.5, 99);
    const found = conditionalOnAxis(GENERATOR_DEFINITIONS.linear, parameters, x, past, axis, null);
    const update = (mean: number, variance: number, seen: number) => {
      const gain = variance / (variance + 0.25);
      return [mean + gain * (seen - mean), Math.sqrt((1 - gain) * variance)];
    };
    const expected = [update(0, 0.36 / (1 - 0.64), x[0]!), update(0.8 * 1.5, 0.36, x[1]!)];
    expected.forEach(([mean, sd], t) => {
      const { mean: m, sd: s, skewness } = densityMoments(row(found, t), axis);
      expectClose([m, s, skewness], [mean!, sd!, 0], { atol: 1e-4, rtol: 0 });
    });
  });

  it('and all of x, of the linear generator, is the Gaussian of three sources', () => {
    const x = Float32Array.of(0.4, -1.2, 2);
    const past = Float32Array.of(1.5, 99, 99);
    const { lookAhead } = exactReporter(GENERATOR_DEFINITIONS.linear, parameters, x)!;
    const found = conditionalOnAxis(
      GENERATOR_DEFINITIONS.linear,
      parameters,
      x,
      past,
      axis,
      lookAhead,
    );
    // z_2 given z_1, x_2 and x_3: x_3 = 0.8 z_2 + noise of the process and of the observation.
    const sources = [
      { mean: 0.8 * 1.5, precision: 1 / 0.36 },
      { mean: x[1]!, precision: 1 / 0.25 },
      { mean: x[2]! / 0.8, precision: 0.64 / (0.36 + 0.25) },
    ];
    const precision = sources.reduce((sum, source) => sum + source.precision, 0);
    const mean = sources.reduce((sum, s) => sum + s.precision * s.mean, 0) / precision;
    const { mean: m, sd: s } = densityMoments(row(found, 1), axis);
    expectClose([m, s], [mean, Math.sqrt(1 / precision)], { atol: 2e-4, rtol: 0 });
  });

  it('of the mirror has two branches, of which the past prefers one', () => {
    const x = Float32Array.of(1.5, 1.5);
    const found = conditionalOnAxis(
      GENERATOR_DEFINITIONS.mirror,
      { ...parameters, processNoise: 1.2 },
      x,
      Float32Array.of(0.5, 0),
      axis,
      null,
    );
    const [first, second] = [modes(row(found, 0), axis), modes(row(found, 1), axis)];
    expect(first.map(({ at }) => Math.sign(at))).toEqual([-1, 1]);
    expectClose([first[0]!.density], [first[1]!.density], { atol: 1e-5, rtol: 0 });
    expect(second[1]!.density).toBeGreaterThan(1.5 * second[0]!.density);
  });

  it('keeps its mass where it is narrower than the axis can show, and is NaN where x is', () => {
    const found = conditionalOnAxis(
      GENERATOR_DEFINITIONS.linear,
      { ...parameters, observationNoise: 0.01 },
      Float32Array.of(0.513, Number.NaN),
      Float32Array.of(0, 0),
      axis,
      null,
    );
    const spacing = 10 / 400;
    const mass = row(found, 0).reduce((sum, value) => sum + value * spacing, 0);
    expectClose([mass], [1], { atol: 1e-5, rtol: 0 });
    expectClose([densityMoments(row(found, 0), axis).mean], [0.513], { atol: 0.01, rtol: 0 });
    expect(row(found, 1).every(Number.isNaN)).toBe(true);
  });
});
