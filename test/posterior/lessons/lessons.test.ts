import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import { drawSequences, parametersOf } from '../../../src/data/generated.ts';
import { axisValues } from '../../../src/posterior/axis.ts';
import { type BoundCurve, boundCurve } from '../../../src/posterior/lessons/boundCurve.ts';
import { type Chains, shareAbove, walkChains } from '../../../src/posterior/lessons/chain.ts';
import { drawnMixture } from '../../../src/posterior/lessons/drawnMixture.ts';
import { forkedSteps, isForked } from '../../../src/posterior/lessons/forked.ts';
import { explanations, heldOutSequence } from '../../../src/posterior/lessons/heldOut.ts';
import { TEACHERS } from '../../../src/posterior/lessons/lesson.ts';
import { gaussianFitter, oneGaussian } from '../../../src/posterior/lessons/oneGaussian.ts';
import { branchLosses, twoBranches } from '../../../src/posterior/lessons/twoBranches.ts';

const settings = { ...defaultSettings(), sequenceLength: 16, seed: 3 };
const parameters = { ...parametersOf(settings), observationNoise: 0.3, autoregression: 0.5 };
const axis = { low: -4, high: 4, count: 161 };

function last<T>(all: Iterable<T>): T {
  return [...all].at(-1)!;
}

describe('a held-out sequence', () => {
  test.each(['mirror', 'counts', 'sum'] as const)('of %s is that of the run', (name) => {
    const own = { ...settings, ...parameters };
    const { x, z } = drawSequences(name, own, 'validation', [0]);
    const made = heldOutSequence(name, parameters, 16, 3);
    expect(made.x).toEqual(x);
    expect(made.z).toEqual(z);
  });

  test('of mirror has two explanations at every step, of equal weight', () => {
    const { x } = heldOutSequence('mirror', parameters, 16, 3);
    const { filter, smoother } = explanations('mirror', parameters, x, axis);
    for (const rows of [filter, smoother])
      for (const share of shareAbove(rows, axis)) expect(share).toBeCloseTo(0.5, 9);
    expect(smoother).not.toEqual(filter);
  });
});

describe('a density is forked', () => {
  const two = (apart: number, height = 1) =>
    Float32Array.from(
      axisValues(axis),
      (z) => Math.exp(-0.5 * (z - apart) ** 2) + height * Math.exp(-0.5 * (z + apart) ** 2),
    );

  test('where it is less than half as dense between its branches', () => {
    // exp(-a^2 / 2) 2 is half of a peak, nearly 1, at a = 1.665.
    expect(isForked(two(1), axis)).toBe(false);
    expect(isForked(two(1.5), axis)).toBe(false);
    expect(isForked(two(1.8), axis)).toBe(true);
    expect(isForked(two(2.5), axis)).toBe(true);
  });

  test('not where the other branch is negligible, or a dent', () => {
    expect(isForked(two(2.5, 0.02), axis)).toBe(false);
    expect(isForked(two(1.1), axis)).toBe(false);
  });

  test('at more steps of mirror the less the noise', () => {
    const { x } = heldOutSequence('mirror', parameters, 16, 3);
    const counted = [0.2, 0.5, 1].map((observationNoise) => {
      const { filter } = explanations('mirror', { ...parameters, observationNoise }, x, axis);
      return forkedSteps(filter, axis, 16);
    });
    expect(counted[0]).toBeGreaterThan(counted[1]!);
    expect(counted[1]).toBeGreaterThan(counted[2]!);
  });
});

describe('the nearest Gaussian', () => {
  test('takes one branch and loses log 2 where they are apart, and little where there is one', () => {
    const apart = oneGaussian('mirror-iid', parameters, 2.5, axis);
    expect(apart.fit.kl).toBeCloseTo(Math.LN2, 6);
    expect(Math.abs(apart.fit.mean)).toBeCloseTo(2.5 / 1.09, 6);
    expect(oneGaussian('mirror-iid', parameters, -0.6, axis).fit.kl).toBeLessThan(Math.LN2 / 10);
  });

  test.each([
    ['mirror-iid', 0.3, 0.369, 0.006],
    ['folds', 0.2, 0.665, 0.005],
  ] as const)('of %s loses on average what is known', (name, observationNoise, known, error) => {
    const own = { ...parameters, observationNoise, foldFrequency: 3 };
    const fitTo = gaussianFitter(name, own);
    const { x } = heldOutSequence(name, own, 2000, 7);
    const losses = x.map((value) => fitTo(0, value, 2).kl);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    // Four standard errors of the difference of two such averages.
    expect(Math.abs(mean - known)).toBeLessThan(4 * error * Math.SQRT2);
  });
});

describe('two branches by random means', () => {
  test('are the exact posterior, and tell psi by log 2 and the ratio of the widths', () => {
    const { width } = twoBranches(2, 0.3);
    for (const sigma of [width, 0.1, 0.03]) {
      const { kl, information } = branchLosses(parameters, 2, sigma);
      expect(kl).toBeLessThan(1e-9);
      expect(kl).toBeGreaterThan(-1e-9);
      expect(information).toBeCloseTo(Math.LN2 + Math.log(width / sigma), 6);
    }
  });

  test('drawn more often come nearer to the exact posterior; without noise they stay one Gaussian', () => {
    const of = (draws: number) => drawnMixture(parameters, 1.2, 0.1, draws, 1, axis);
    const [none, few, many] = [of(0), of(8), of(4000)];
    expect(none.means).toHaveLength(1);
    expect(none.density).toEqual(oneGaussian('mirror-iid', parameters, 1.2, axis).gaussian);
    expect(many.distance).toBeLessThan(0.05);
    expect(few.distance).toBeGreaterThan(many.distance);
    expect(none.distance).toBeGreaterThan(1);
    expect(many.means.subarray(0, 8)).toEqual(few.means);
  });
});

describe('the bound at K', () => {
  const { width } = twoBranches(2.5, 0.3);
  const curveOf = (sigma: number): BoundCurve =>
    last(boundCurve(twoBranches(2.5, 0.3), sigma, 100, 2000, 5));

  test('of two points is log(K + 1) less what is shared by those of one side', () => {
    const { regulariser, stderr } = curveOf(width);
    for (const K of [0, 1, 2, 5, 20, 100]) {
      let shared = 0; // E log(1 + n), n of K coins
      let chance = 0.5 ** K;
      for (let n = 0; n <= K; n++) {
        shared += chance * Math.log(1 + n);
        chance *= (K - n) / (n + 1);
      }
      const exact = Math.log(K + 1) - shared;
      expect(Math.abs(regulariser[K]! - exact)).toBeLessThanOrEqual(4 * stderr[K]! + 1e-6);
    }
  });

  test.each([width, 0.1, 0.03])('rises and stays between 0 and log(K + 1), sigma %f', (sigma) => {
    const { regulariser, stderr } = curveOf(sigma);
    const { information } = branchLosses(parameters, 2.5, sigma);
    expect(regulariser[0]).toBe(0);
    for (let K = 1; K <= 100; K++) {
      const error = 4 * stderr[K]!;
      expect(regulariser[K]!).toBeLessThanOrEqual(Math.log(K + 1));
      expect(regulariser[K]!).toBeLessThanOrEqual(information + error);
      expect(regulariser[K]!).toBeGreaterThan(regulariser[K - 1]! - error);
    }
  });

  test('draws the same numbers again, and in pieces what it draws at once', () => {
    expect(curveOf(0.1)).toEqual(curveOf(0.1));
    const pieces = [...boundCurve(twoBranches(2.5, 0.3), 0.1, 3, 300, 5)];
    expect(pieces.map(({ draws }) => draws)).toEqual([100, 200, 300]);
    const shorter = last(boundCurve(twoBranches(2.5, 0.3), 0.1, 3, 200, 5));
    expect(pieces[1]).toEqual(shorter);
  });
});

describe('a chain of posteriors', () => {
  const walked = (name: 'mirror' | 'linear', autoregression: number, seed: number): Chains => {
    const own = { ...parameters, processNoise: 1, autoregression };
    const { x } = heldOutSequence(name, own, 16, seed);
    return last(walkChains(name, own, x, 32, seed, axis));
  };

  test('of Gaussians loses nothing where the posterior is one', () => {
    expect(Math.abs(walked('linear', 0.5, 1).loss)).toBeLessThan(1e-6);
  });

  test('of Gaussians chooses one branch where steps have no memory; of posteriors it keeps both', () => {
    const own = { ...parameters, processNoise: 1, autoregression: 0 };
    const { x } = heldOutSequence('mirror', own, 16, 1);
    const { gaussian, mixture, steps } = walked('mirror', 0, 1);
    expect(steps).toBe(16);
    const chosen = shareAbove(gaussian.overAll, axis);
    const kept = shareAbove(mixture.overAll, axis);
    const apart = [...x.keys()].filter((t) => x[t]! > 1);
    expect(apart.length).toBeGreaterThan(2);
    for (const t of apart) {
      expect(Math.min(chosen[t]!, 1 - chosen[t]!)).toBeLessThan(1e-3);
      expect(kept[t]).toBeCloseTo(0.5, 6);
    }
  });

  test('of Gaussians loses on mirror what the best Gaussian must', () => {
    const losses = [1, 2, 3, 4, 5, 6].map((seed) => walked('mirror', 0.5, seed).loss);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    const spread = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / 30);
    expect(Math.abs(mean - 0.216)).toBeLessThan(4 * spread);
  });
});

test('the losses of all generators come one by one and are those of the documentation', () => {
  const generators = (['sum', 'folds', 'mirror-iid', 'counts'] as const).map((name) => ({
    name,
    parameters: {
      observationNoise: name === 'mirror-iid' ? 0.3 : 0.2,
      autoregression: 0.9,
      processNoise: 0.3,
      foldFrequency: 3,
    },
  }));
  const pieces = [...TEACHERS.losses({ generators })];
  expect(pieces.map(({ known }) => known.length)).toEqual([1, 2, 3, 4]);
  const [sum, folds, mirror, counts] = pieces.at(-1)!.known;
  expect(sum?.mean).toBeCloseTo(1.292, 3);
  expect(folds?.mean).toBeCloseTo(0.663, 2);
  expect(mirror?.mean).toBeCloseTo(0.376, 2);
  expect(counts?.mean).toBeCloseTo(0, 3);
});
