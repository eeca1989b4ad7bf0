import { describe, expect, it } from 'vitest';
import { type PenNoise, samplePen } from '../../src/model/penSample.ts';
import { fillNormal, fillUniform, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';

/** Two components of weight 0.7 and 0.3, far apart; the pen leaves with probability 0.2. */
const RAW = [
  ...[Math.log(0.7), Math.log(0.3)],
  ...[-5, 5],
  ...[1, -2],
  ...[Math.log(0.5), Math.log(0.2)],
  ...[Math.log(1.5), Math.log(0.4)],
  ...[Math.atanh(0.6), Math.atanh(-0.8)],
  Math.log(0.2 / 0.8),
];
const MIXTURE = { components: 2, correlated: true };
const COUNT = 40_000;

function samples(temperature: number) {
  const uniforms = fillUniform(new Float32Array(2 * COUNT), stream(1, 'u'), 2);
  const normals = fillNormal(new Float32Array(2 * COUNT), stream(1, 'n'), 2);
  return Array.from({ length: COUNT }, (_, i) => {
    const noise: PenNoise = {
      component: uniforms[2 * i]!,
      pen: uniforms[2 * i + 1]!,
      first: normals[2 * i]!,
      second: normals[2 * i + 1]!,
    };
    return samplePen(RAW, MIXTURE, noise, temperature);
  });
}

const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;

function moments(of: readonly (readonly [number, number, number])[]) {
  const [mx, my] = [mean(of.map(([dx]) => dx)), mean(of.map(([, dy]) => dy))];
  const sx = Math.sqrt(mean(of.map(([dx]) => (dx - mx) ** 2)));
  const sy = Math.sqrt(mean(of.map(([, dy]) => (dy - my) ** 2)));
  const rho = mean(of.map(([dx, dy]) => ((dx - mx) * (dy - my)) / (sx * sy)));
  return [mx, my, sx, sy, rho];
}

describe('a sampled pen step', () => {
  it('has the weights, means, deviations, correlations and pen of the mixture', () => {
    const all = samples(1);
    const [left, right] = [all.filter(([dx]) => dx < 0), all.filter(([dx]) => dx > 0)];
    // Five standard errors of 12,000 draws of unit scale.
    const tolerance = { atol: 5 / Math.sqrt(12_000), rtol: 0 };
    expectClose([left.length / COUNT], [0.7], { atol: 0.0115, rtol: 0 });
    expectClose([mean(all.map(([, , e]) => e))], [0.2], { atol: 0.01, rtol: 0 });
    expectClose(moments(left), [-5, 1, 0.5, 1.5, 0.6], tolerance);
    expectClose(moments(right), [5, -2, 0.2, 0.4, -0.8], tolerance);
  });

  it('at temperature 0.25 keeps to the likelier component and to half the deviation', () => {
    const all = samples(0.25);
    const left = all.filter(([dx]) => dx < 0);
    const share = 0.7 ** 4 / (0.7 ** 4 + 0.3 ** 4);
    expectClose([left.length / COUNT], [share], { atol: 0.005, rtol: 0 });
    expectClose(moments(left).slice(2), [0.25, 0.75, 0.6], { atol: 0.03, rtol: 0 });
  });

  it('at temperature 0 is the mean of the likeliest component with the pen down', () => {
    expect(new Set(samples(0).map(String))).toEqual(new Set(['-5,1,0']));
  });

  it('without correlation reads the pen from the column after the deviations', () => {
    const noise = { component: 0.5, pen: 0.5, first: 2, second: -1 };
    const raw = [0, 3, 4, Math.log(0.5), 0, 50];
    expectClose(samplePen(raw, { components: 1, correlated: false }, noise), [4, 3, 1], {
      atol: 1e-12,
      rtol: 0,
    });
  });
});
