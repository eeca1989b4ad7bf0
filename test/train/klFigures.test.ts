import { beforeAll, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { tensorView } from '../../src/model/layout.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { estimate } from '../../src/train/evaluate.ts';
import { klFigures } from '../../src/train/klFigures.ts';
import type { Learner } from '../../src/train/learner.ts';
import { Trainer } from '../../src/train/trainer.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const options = { purpose: 'test', mixingSamples: 20 };

function run(differences: Partial<Settings> = {}): Trainer {
  const { experiment } = presetNamed('sum')!;
  const settings: Settings = {
    ...experiment.settings,
    sequenceLength: 3,
    hidden: 6,
    features: 5,
    mixingWidths: [7, 6],
    injectedNoise: [5, 3],
    initialSpread: 1,
    testSize: 2000,
    ...differences,
  };
  return new Trainer({ ...experiment, settings }, fromGenerator('sum', settings), referenceOps);
}

/** q(z) = N(mean, sigma^2) in each dimension, whatever x. */
async function fixedGaussian(
  learner: Learner,
  mean: readonly number[],
  sigma: readonly number[],
): Promise<void> {
  const { layout, settings } = learner;
  const flat = await learner.parameters();
  const max = Math.log(settings.sigmaCap);
  for (const name of ['mixing.mu.w', 'sigma.logSigma.w']) tensorView(layout, flat, name).fill(0);
  tensorView(layout, flat, 'mixing.mu.b').set(mean);
  tensorView(layout, flat, 'sigma.logSigma.b').set(
    sigma.map((of) => max - Math.log(Math.expm1(max - Math.log(of)))),
  );
  learner.load(flat);
}

it('of a Gaussian q beside a standard normal prior is the closed form, dimension by dimension', async () => {
  const trainer = run();
  for (const learner of trainer.learners) {
    // The recipe caps sigma at 0.15 in an SIS-RNN.
    const [mean, sigma] = [
      [0.5, 0],
      [0.1, 0.12],
    ] as const;
    await fixedGaussian(learner, mean, sigma);
    const found = (await klFigures(learner, trainer.dataset.test, options))!;
    const exact = mean.map((mu, d) => {
      const s = sigma[d]!;
      return 3 * (0.5 * (mu * mu + s * s - 1) - Math.log(s));
    });
    // One draw of z a step: sd of log q - log p is about 0.7 a dimension and step.
    const error = 4 * Math.sqrt((3 * 0.6) / 2000);
    exact.forEach((kl, d) => {
      expect(Math.abs(found.perDimension[d]! - kl)).toBeLessThan(error);
    });
    const whole = estimate(found.inclusive);
    expect(Math.abs(whole.mean - exact[0]! - exact[1]!)).toBeLessThan(4 * whole.stderr);
    expect(found.activeUnits).toBe(0);
    expect(found.stepInclusive).toHaveLength(3);
    expect(found.stepInclusive.reduce((sum, kl) => sum + kl, 0)).toBeCloseTo(whole.mean, 6);
  }
});

it('lies in a band that K narrows, and is one number without injected noise', async () => {
  const trainer = run({ testSize: 200 });
  const [sis, vrnn] = trainer.learners;
  const width = async (mixingSamples: number) => {
    const found = (await klFigures(sis!, trainer.dataset.test, { ...options, mixingSamples }))!;
    const [low, high] = [estimate(found.exclusive).mean, estimate(found.inclusive).mean];
    expect(found.mixingSamples).toBe(mixingSamples);
    expect(high).toBeGreaterThan(low);
    return high - low;
  };
  expect(await width(100)).toBeLessThan((await width(4)) / 2);
  const plain = (await klFigures(vrnn!, trainer.dataset.test, options))!;
  expect(plain.mixingSamples).toBe(0);
  expect(plain.exclusive).toEqual(plain.inclusive);
});

it('counts the dimensions that x moves', async () => {
  const trainer = run({ testSize: 200 });
  const [learner] = trainer.learners;
  const flat = await learner!.parameters();
  const weights = tensorView(learner!.layout, flat, 'mixing.mu.w'); // [W, 2]
  for (let i = 1; i < weights.length; i += 2) weights[i] = 0;
  learner!.load(flat);
  const found = (await klFigures(learner!, trainer.dataset.test, options))!;
  expect(found.shiftVariance[0]).toBeGreaterThan(0.01);
  expect(found.shiftVariance[1]).toBeLessThan(1e-9);
  expect(found.activeUnits).toBe(1);
});
