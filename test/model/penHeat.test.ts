import { describe, expect, it } from 'vitest';
import { offsetGaussians, penHeat } from '../../src/model/penHeat.ts';
import { expectClose } from '../closeness.ts';
import { penRowLogDensity } from './penOracle.ts';

const mixture = { components: 2, correlated: true };
const RAW = [0.3, -0.2, 0.5, -1, 0.1, 0.4, -0.3, 0.2, 0.1, -0.5, 0.6, -0.9, 0];
const sumOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0);

describe('where the pen may go next', () => {
  it('has the density of the decoder without its coin', () => {
    for (const [dx, dy] of [
      [0, 0],
      [0.7, -0.4],
      [-1.5, 0.2],
    ] as const) {
      const tiny = 1e-5;
      const heat = penHeat(offsetGaussians(RAW, mixture), {
        low: [dx - tiny, dy - tiny],
        high: [dx + tiny, dy + tiny],
        columns: 1,
        rows: 1,
      });
      // The coin of logit 0 costs log 2.
      const log = penRowLogDensity([dx, dy, 0], RAW, mixture) + Math.LN2;
      expectClose([Math.log(heat[0]!)], [log], { atol: 1e-6, rtol: 1e-6 });
    }
  });

  it('sums to 1 over a wide grid of oblong cells, however narrow a Gaussian is', () => {
    const narrow = [...RAW];
    // Component 2: both sigmas at their floor of 0.001, correlation at its limit.
    [narrow[7], narrow[9], narrow[11]] = [-20, -20, 9];
    for (const raw of [RAW, narrow]) {
      const grid = { low: [-7, -8], high: [8, 7], columns: 61, rows: 83 } as const;
      const heat = penHeat(offsetGaussians(raw, mixture), grid);
      const cell = (15 / 61) * (15 / 83);
      expectClose([sumOf(heat) * cell], [1], { atol: 2e-3, rtol: 0 });
    }
  });

  it('lies the way up that the pad has it: the first row is the highest', () => {
    const one = [{ weight: 1, mu: [1, 2], covariance: [0.01, 0, 0.01] }] as const;
    const heat = penHeat(one, { low: [-3, -3], high: [3, 3], columns: 3, rows: 6 });
    const [densest] = [...heat.keys()].sort((a, b) => heat[b]! - heat[a]!);
    // x = 1 is an edge of the columns 1 and 2; y = 2 one of the rows 0 and 1.
    expectClose([heat[1]!, heat[2]!, heat[4]!, heat[5]!], Array(4).fill(heat[densest!]!), {
      atol: 0,
      rtol: 1e-5,
    });
    expect(heat[17]).toBe(0);
  });

  it('leaves correlation out where the decoder has none', () => {
    const [first] = offsetGaussians([0, 1, 2, 0, 0, 0], { components: 1, correlated: false });
    expect(first).toEqual({ weight: 1, mu: [1, 2], covariance: [1, 0, 1] });
  });
});
