import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { tensorView } from '../../src/model/layout.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { exactLogDensity } from '../../src/posterior/exact.ts';
import { estimate, evaluate, range } from '../../src/train/evaluate.ts';
import { fivo } from '../../src/train/fivo.ts';
import { importanceBounds } from '../../src/train/importance.ts';
import type { Learner } from '../../src/train/learner.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { weightedDraws } from '../../src/train/weightedDraws.ts';

const minus = (a: Float64Array, b: Float64Array) => estimate(a.map((value, i) => value - b[i]!));

/** The coins' prior in place of what the reverse model learned: h_K as it is without one. */
async function forgotten(learner: Learner): Promise<void> {
  const flat = await learner.parameters();
  for (const name of ['reverse.coins.w', 'reverse.coins.b'])
    tensorView(learner.layout, flat, name).fill(0);
  learner.load(flat);
}

let trainer: Trainer;
let exact: Float64Array;

beforeAll(async () => {
  await openNodeBackend('wasm');
  const { experiment } = presetNamed('mirror-iid')!;
  const settings: Settings = {
    ...experiment.settings,
    mixingWidths: [24, 24],
    injectedNoise: [4, 4],
    mixingSamples: 3,
    mixingSamplesStart: 3,
    steps: 400,
    testSize: 300,
    reverseModel: true,
  };
  const dataset = fromGenerator('mirror-iid', settings);
  const models = experiment.models.slice(0, 1);
  trainer = new Trainer({ ...experiment, models, settings }, dataset, referenceOps);
  for (let step = 0; step < 400; step++) await trainer.advance();
  const { x, steps, size } = dataset.test.batch(range(0, dataset.test.count), 0);
  exact = exactLogDensity(dataset.known!.definition, dataset.known!.parameters, x, steps, size);
}, 120_000);

describe('a reverse model trained for 400 steps on mirror-iid, K = 3', () => {
  it('makes the same model’s bound tighter at K = 0, 3 and 10, and none passes log p(x)', async () => {
    const { test } = trainer.dataset;
    const learner = trainer.learners[0]!;
    const learned = (await learner.parameters()).slice();
    for (const mixingSamples of [0, 3, 10]) {
      const withIt = await evaluate(learner, test, { purpose: 'test', mixingSamples });
      await forgotten(learner);
      const without = await evaluate(learner, test, { purpose: 'test', mixingSamples });
      learner.load(learned);
      const gain = minus(withIt!.bound, without!.bound);
      expect(gain.mean, `K = ${mixingSamples}`).toBeGreaterThan(4 * gain.stderr);
      expect(minus(exact, withIt!.bound).mean).toBeGreaterThan(0);
    }
  });

  it('keeps importance weights unbiased: IWAE and FIVO below log p(x), closer than the ELBO', async () => {
    const { test } = trainer.dataset;
    const learner = trainer.learners[0]!;
    const options = { purpose: 'test', mixingSamples: 2, particles: 30 };
    const { elbo, iwae } = (await importanceBounds(learner, test, options))!;
    const { bound } = (await fivo(learner, test, options))!;
    for (const estimated of [iwae, bound]) {
      const below = minus(exact, estimated);
      expect(below.mean).toBeGreaterThan(-2 * below.stderr);
      expect(minus(estimated, elbo).mean).toBeGreaterThan(0);
      // Unbiased: the mean of the estimates of p(x), relative to it.
      const ratio = estimate(estimated.map((value, i) => Math.exp(value - exact[i]!)));
      expect(Math.abs(ratio.mean - 1)).toBeLessThan(4 * ratio.stderr);
    }
  });

  it('weighs the draws of the posterior lab', async () => {
    const batch = trainer.dataset.test.batch([0], 0);
    const found = await weightedDraws(trainer.learners[0]!, batch, { count: 64, mixingSamples: 2 });
    expect(found!.logWeights.every(Number.isFinite)).toBe(true);
  });

  it('is silent where the noise has amplitude 0', async () => {
    const learner = trainer.learners[0]!;
    const { settings } = learner;
    learner.settings = { ...settings, noiseAmplitude: 0 };
    const [few, many] = [0, 5].map((mixingSamples) =>
      evaluate(learner, trainer.dataset.test, { purpose: 'test', mixingSamples }),
    );
    const gain = minus((await many!)!.bound, (await few!)!.bound);
    expect(Math.abs(gain.mean)).toBeLessThan(1e-4);
    learner.settings = settings;
  });
});
