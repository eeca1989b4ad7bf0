import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { believe } from '../../src/train/beliefs.ts';
import { Trainer } from '../../src/train/trainer.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const TEMPERATURE = 4;

/** Precision of the best Gaussian where the prior's variance is `prior`, the noise's is `noise`, of one step. */
const BEST = {
  // All of the KL is weighed: the likelihood counts a quarter.
  tempered: (prior: number, noise: number) => 1 / prior + 1 / noise / TEMPERATURE,
  // The joint counts a quarter.
  entropy: (prior: number, noise: number) => (1 / prior + 1 / noise) / TEMPERATURE,
} as const;

test.each(['tempered', 'entropy'] as const)(
  'a Gaussian q of one step settles where beta = 4, %s, wants it',
  async (annealing) => {
    const { experiment } = presetNamed('linear')!;
    const settings = {
      ...experiment.settings,
      ...{ sequenceLength: 1, trainSize: 1000, batchSize: 200, learningRate: 0.01 },
      // Of so long a run only the first steps are made: beta stays what it is.
      ...{ steps: 1_000_000, annealingFraction: 1, betaStart: TEMPERATURE },
    };
    const vrnn = newModel('vrnn', [], { annealing, sigmaCap: 3 });
    const dataset = fromGenerator('linear', settings);
    const trainer = new Trainer({ ...experiment, settings, models: [vrnn] }, dataset, referenceOps);
    for (let step = 0; step < 400; step++) await trainer.advance();

    const noise = settings.observationNoise ** 2;
    const prior = settings.processNoise ** 2 / (1 - settings.autoregression ** 2);
    const precision = BEST[annealing](prior, noise);
    const mu: number[] = [];
    const sigma: number[] = [];
    for (const row of [0, 1, 2, 3, 4]) {
      const batch = dataset.test.batch([row], 0);
      const watch = { conditioning: 'one-past', past: 0 } as const;
      const { posterior } = await believe(trainer.learners[0]!, batch, watch, 1);
      const best = batch.x[0]! / noise / TEMPERATURE / precision;
      mu.push(Math.abs(posterior.mu[0]! - best));
      sigma.push(posterior.sigma[0]! * Math.sqrt(precision));
    }
    for (const off of mu) expect(off).toBeLessThan(0.15 / Math.sqrt(precision));
    for (const ratio of sigma) expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
    trainer.dispose();
  },
);
