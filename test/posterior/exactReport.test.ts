import { describe, expect, it } from 'vitest';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { exactReporter } from '../../src/posterior/exactReport.ts';
import { expectClose } from '../closeness.ts';

const parameters = {
  observationNoise: 0.4,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
};
const axis = { low: -5, high: 5, count: 200 };
const jointAxes = { across: { ...axis, count: 56 }, up: { ...axis, count: 56 } };
const x = Float32Array.of(1.5, 0.2);

describe('the exact posterior as it is reported', () => {
  it('of sum has the correlation and mutual information of its Gaussian, and a joint of mass 1', () => {
    const reporter = exactReporter(GENERATOR_DEFINITIONS.sum, parameters, x)!;
    const { joint, statistics } = reporter.report(
      { dimension: 0, exact: 'filter' },
      axis,
      jointAxes,
    );
    const correlation = -1 / (1 + 0.16);
    expectClose(statistics.correlation, [correlation, correlation], { atol: 1e-5, rtol: 0 });
    const information = -0.5 * Math.log(1 - correlation ** 2);
    expectClose(statistics.mutualInformation, [information, information], { atol: 1e-3, rtol: 0 });
    const cell = (10 / 55) ** 2;
    const masses = [0, 1].map((t) =>
      joint!.subarray(t * 56 * 56, (t + 1) * 56 * 56).reduce((sum, value) => sum + value * cell, 0),
    );
    expectClose(masses, [1, 1], { atol: 0.01, rtol: 0 });
  });

  it('of one dimension has the joint of z before and at a step, and no distance to itself', () => {
    const reporter = exactReporter(GENERATOR_DEFINITIONS.mirror, parameters, x)!;
    const { joint, jointAxes, statistics } = reporter.report(
      { dimension: 0, exact: 'smoother' },
      axis,
      null,
    );
    expect(joint).toHaveLength(2 * 56 * 56);
    expect(jointAxes?.up).toEqual({ ...axis, count: 56 });
    expect([...statistics.mutualInformation]).toEqual([Number.NaN, Number.NaN]);
    expectClose([...statistics.kl, ...statistics.js], [0, 0, 0, 0], { atol: 1e-9, rtol: 0 });
    expect([...statistics.modes]).toEqual([2, 2]);
  });
});
