import { describe, expect, it } from 'vitest';
import { mixingSpread, shiftVariances } from '../../src/posterior/mixing.ts';
import { expectClose } from '../closeness.ts';

const close = { atol: 1e-6, rtol: 1e-6 };

describe('the spread of a mixing distribution', () => {
  it('is none where all psi are one', () => {
    const spread = mixingSpread(new Float32Array(2 * 8).fill(-3), 7);
    expectClose([spread.regulariser, spread.gauge, spread.ess], [0, 0, 8], close);
  });

  it('fills the gauge where only psi_0 explains z', () => {
    const spread = mixingSpread(Float32Array.of(0, -90, -90, -90), 3);
    expectClose([spread.regulariser, spread.gauge, spread.ess], [Math.log(4), 1, 1], close);
  });

  it('is the mean over rows of log q(z | psi_0) - log h_K(z)', () => {
    const rows = [
      [0.2, -1, 0.7],
      [-400, -401, -399],
    ];
    const spread = mixingSpread(Float32Array.from(rows.flat()), 2);
    const expected = rows.map(([first = 0, second = 0, third = 0]) => {
      const rest = [first, second, third].map((value) => Math.exp(value - first));
      return -Math.log((rest[0]! + rest[1]! + rest[2]!) / 3);
    });
    // float32 near 400 has steps of 3e-5.
    expectClose([spread.regulariser], [(expected[0]! + expected[1]!) / 2], {
      atol: 1e-5,
      rtol: 0,
    });
    expectClose([spread.gauge], [spread.regulariser / Math.log(3)], close);
  });

  it('has no gauge at K = 0', () => {
    expect(mixingSpread(Float32Array.of(1, 2), 0)).toMatchObject({ gauge: Number.NaN, ess: 1 });
  });

  it('refuses what is no whole rows', () => {
    expect(() => mixingSpread(new Float32Array(7), 2)).toThrow(/7 densities are no rows of 3/);
  });
});

describe('the variances of shifts', () => {
  it('are taken dimension by dimension over the rows', () => {
    expectClose(shiftVariances(Float32Array.of(1, 5, 3, 5, 5, 5), 2), [8 / 3, 0], close);
  });
});
