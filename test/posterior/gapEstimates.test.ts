import { describe, expect, it } from 'vitest';
import { GENERATOR_DEFINITIONS } from '../../src/generators/definitions.ts';
import { gapEstimates } from '../../src/posterior/gapEstimates.ts';
import { meanFieldGapOfSum } from '../../src/posterior/gaussianGap.ts';

const parameters = {
  observationNoise: 0.3,
  autoregression: 0.5,
  processNoise: 1,
  foldFrequency: 3,
};

describe('the running estimate of the gap', () => {
  it('starts without an error, ends with a small one, at the gap of mirror-iid', () => {
    const all = [...gapEstimates(GENERATOR_DEFINITIONS['mirror-iid'], parameters)];
    expect(all[0]!.stderr).toBeNaN();
    const last = all.at(-1)!;
    expect(last.stderr).toBeLessThan(0.005);
    expect(Math.abs(last.mean - 0.377)).toBeLessThan(4 * last.stderr);
  });

  it('of an analytic gap is that gap at once', () => {
    const all = [
      ...gapEstimates(GENERATOR_DEFINITIONS.sum, { ...parameters, observationNoise: 0.2 }),
    ];
    expect(all).toEqual([{ mean: meanFieldGapOfSum(0.2), stderr: 0 }]);
  });

  it('gives up where it would hold the worker for long, or has nothing to estimate', () => {
    const corner = { ...parameters, observationNoise: 0.01, foldFrequency: 10 };
    expect([...gapEstimates(GENERATOR_DEFINITIONS.folds, corner)]).toEqual([]);
    const wild = { ...parameters, autoregression: 0.9, processNoise: 10 };
    for (const { mean } of gapEstimates(GENERATOR_DEFINITIONS.counts, wild))
      expect(mean).toBeGreaterThanOrEqual(0);
  });
});
