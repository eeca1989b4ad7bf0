import { describe, expect, it } from 'vitest';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { gridCorrelation } from '../../src/posterior/dependence.ts';
import { exactPairs } from '../../src/posterior/exactPair.ts';
import { exactOnAxis } from '../../src/posterior/exactStrip.ts';
import { kalmanFilter, rtsSmoother } from '../../src/posterior/kalman.ts';
import { expectClose } from '../closeness.ts';

const parameters = {
  observationNoise: 0.7,
  autoregression: 0.8,
  processNoise: 0.6,
  foldFrequency: 3,
};
const axis = { low: -5, high: 5, count: 201 };
const cells = { low: -5, high: 5, count: 101 };
const x = Float32Array.of(0.5, 1.4, -0.3);

describe('the exact joint of z before and at a step', () => {
  const definition = GENERATOR_DEFINITIONS.linear;
  const strip = exactOnAxis(definition, parameters, x)!.strip(0, axis);
  const size = cells.count ** 2;

  it.each(['filter', 'smoother'] as const)('has the marginals of the %s', (given) => {
    const pairs = exactPairs(definition, parameters, strip.filter, strip[given], axis, cells);
    expect(pairs.subarray(0, size).every((value) => value === 0)).toBe(true);
    const width = 0.1;
    for (const t of [1, 2]) {
      const joint = pairs.subarray(t * size, (t + 1) * size);
      const at = Float64Array.from({ length: cells.count }, (_, j) =>
        Float64Array.from({ length: cells.count }, (_, i) => joint[i * cells.count + j]!).reduce(
          (sum, value) => sum + value * width,
          0,
        ),
      );
      const mean = at.reduce((sum, value, j) => sum + value * width * (-5 + j * width), 0);
      const model = { ...parameters, initialSd: definition.initialSd(parameters) };
      const filtered = kalmanFilter(model, x);
      const exact = given === 'filter' ? filtered.filtered : rtsSmoother(model, filtered);
      expectClose([mean], [exact.mean[t]!], { atol: 0.01, rtol: 0 });
      expectClose([at.reduce((sum, value) => sum + value * width, 0)], [1], {
        atol: 1e-3,
        rtol: 0,
      });
    }
  });

  it('of the linear generator has the correlation of its Gaussian', () => {
    const pairs = exactPairs(definition, parameters, strip.filter, strip.filter, axis, cells);
    const model = { ...parameters, initialSd: definition.initialSd(parameters) };
    const { filtered } = kalmanFilter(model, x);
    // z before has variance v, z = a z_before + noise, and x = z + noise: condition on x.
    const v = filtered.variance[1]!;
    const [a, q, r] = [0.8, 0.36, 0.49];
    const predicted = a * a * v + q;
    const gain = 1 / (predicted + r);
    const before = v - (a * v) ** 2 * gain;
    const at = predicted - predicted ** 2 * gain;
    const both = a * v - a * v * predicted * gain;
    const joint = pairs.subarray(2 * size, 3 * size);
    expectClose([gridCorrelation(joint, cells, cells)], [both / Math.sqrt(before * at)], {
      atol: 0.01,
      rtol: 0,
    });
  });
});
