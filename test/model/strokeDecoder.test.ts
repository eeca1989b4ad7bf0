import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { penWidth } from '../../src/model/penMixture.ts';
import { penLogDensity, penOutputs } from '../../src/model/strokeDecoder.ts';
import { fillNormal, stream } from '../../src/rng.ts';
import { expectClose } from '../closeness.ts';
import { penRowLogDensity } from './penOracle.ts';

/** M weights, mu1, mu2, s1, s2, r, and a pen logit. */
const FIXTURE = [0.2, -0.3, 0.1, 0.5, -0.2, 0.4, -0.5, 0.2, 0.3, -0.1, 0.7, -1.2, 0.4];
const STROKE_PART = -1.678394242249428;

function density(x: readonly number[], raw: readonly number[], correlated = true): number {
  const components = (raw.length - 1) / (correlated ? 6 : 5);
  return tf.tidy(
    () =>
      penLogDensity(
        tf.tensor2d([...x], [1, 3]),
        penOutputs(tf.tensor2d([...raw], [1, raw.length]), { components, correlated }),
      ).dataSync()[0]!,
  );
}

const logistic = (l: number) => 1 / (1 + Math.exp(-l));

describe.each(['wasm', 'cpu'] as const)('the density of a pen step, on %s', (backend) => {
  beforeAll(async () => {
    await openNodeBackend(backend);
  });

  it('is that of the fixture, pen down and up', () => {
    const down = STROKE_PART + Math.log(1 - logistic(0.4));
    const up = STROKE_PART + Math.log(logistic(0.4));
    expectClose([density([0.3, -0.1, 0], FIXTURE)], [down], { atol: 1e-6, rtol: 0 });
    expectClose([density([0.3, -0.1, 1], FIXTURE)], [up], { atol: 1e-6, rtol: 0 });
  });

  it('of one component without correlation is that of two normal distributions', () => {
    const normal = (v: number, mu: number, s: number) =>
      -0.5 * ((v - mu) / Math.exp(s)) ** 2 - s - 0.5 * Math.log(2 * Math.PI);
    const expected = normal(0.7, 0.2, -0.3) + normal(-1.1, -0.4, 0.5) + Math.log(logistic(-1));
    const actual = density([0.7, -1.1, 1], [2.5, 0.2, -0.4, -0.3, 0.5, -1], false);
    expectClose([actual], [expected], { atol: 1e-6, rtol: 1e-6 });
  });

  it('stays finite far away, at tiny sigma and at extreme correlation, with the floors and limits stated', () => {
    const far = density([40, -35, 1], [0, 0, 0, -40, -40, 0, 0]);
    // sigma is held at 1e-3: -0.5 (40e3^2 + 35e3^2) and the rest.
    expectClose([far], [-0.5 * (40e3 ** 2 + 35e3 ** 2)], { atol: 0, rtol: 1e-5 });
    const atLimit = density([0.1, 0.2, 0], [0, 0, 0, 0, 0, 4, 0]);
    expect(density([0.1, 0.2, 0], [0, 0, 0, 0, 0, 1e6, 0])).toBe(atLimit);
    expect(
      Number.isFinite(density([3, -3, 1], [80, -80, 0, 1, 0, 1, 0, 0, 0, 0, -90, 90, -300])),
    ).toBe(true);
  });

  it('equals the same in doubles, at random', () => {
    const mixture = { components: 20, correlated: true };
    const rows = 31;
    const raw = fillNormal(new Float32Array(rows * penWidth(mixture)), stream(3, 'raw'), 121);
    const x = fillNormal(new Float32Array(rows * 3), stream(3, 'x'), 3);
    for (let i = 2; i < x.length; i += 3) x[i] = x[i]! > 0 ? 1 : 0;
    const actual = tf.tidy(() =>
      penLogDensity(
        tf.tensor2d(x, [rows, 3]),
        penOutputs(tf.tensor2d(raw, [rows, 121]), mixture),
      ).dataSync(),
    );
    const expected = Array.from({ length: rows }, (_, i) =>
      penRowLogDensity(
        [...x.subarray(3 * i, 3 * i + 3)],
        [...raw.subarray(121 * i, 121 * i + 121)],
        mixture,
      ),
    );
    expectClose(actual, expected, { atol: 2e-6, rtol: 5e-6 });
  });
});

describe('the same in doubles', () => {
  it('is the fixture to twelve digits', () => {
    const actual = penRowLogDensity([0.3, -0.1, 0], FIXTURE, { components: 2, correlated: true });
    expectClose([actual + Math.log1p(Math.exp(0.4))], [STROKE_PART], { atol: 1e-12, rtol: 0 });
  });

  it('integrates to one', () => {
    const spacing = 0.05;
    let mass = 0;
    for (const e of [0, 1])
      for (let dx = -9; dx <= 9; dx += spacing)
        for (let dy = -9; dy <= 9; dy += spacing)
          mass +=
            spacing ** 2 *
            Math.exp(penRowLogDensity([dx, dy, e], FIXTURE, { components: 2, correlated: true }));
    expectClose([mass], [1], { atol: 1e-6, rtol: 0 });
  });
});
