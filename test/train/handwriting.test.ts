import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { type Experiment, newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Split } from '../../src/data/dataset.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import type { Ops } from '../../src/model/ops.ts';
import { estimate, evaluate } from '../../src/train/evaluate.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { expectClose } from '../closeness.ts';

let ops: Ops;
beforeAll(async () => {
  await openNodeBackend('wasm');
  ops = await opsFor('wasm', simdModule);
});

const rnn = newModel('rnn', []);
const sis = newModel('sis-rnn', [rnn]);
const preset = presetNamed('handwriting')!.experiment;
const experiment: Experiment = {
  ...preset,
  models: [rnn, sis],
  settings: {
    ...preset.settings,
    ...{ hidden: 16, features: 12, latent: 2, decoderWidths: [16], mixtureComponents: 5 },
    ...{ mixingWidths: [16, 16], injectedNoise: [6, 4], mixingSamples: 3, mixingSamplesStart: 3 },
    ...{ sequenceLength: 40, batch: 8, validationSize: 12, steps: 40, learningRate: 0.01 },
  },
};

async function trained(steps: number): Promise<Trainer> {
  const trainer = new Trainer(experiment, datasetFrom(experiment.settings, null), ops);
  for (let step = 0; step < steps; step++) await trainer.advance();
  return trainer;
}

describe('training on padded lines of unequal lengths', () => {
  it('raises the bound of held-out lines, and does so twice alike', async () => {
    const bounds = async (steps: number) => {
      const trainer = await trained(steps);
      const means = [];
      for (const learner of trainer.learners)
        means.push(estimate((await trainer.evaluate(learner, 'validation'))!.bound).mean);
      trainer.dispose();
      return means;
    };
    const [before, after, again] = [await bounds(0), await bounds(25), await bounds(25)];
    expect(again).toEqual(after);
    // A nat a step at the least, of lines of 16 to 40 steps.
    for (const [i, bound] of before.entries()) expect(after[i]! - bound).toBeGreaterThan(16);
  });

  it('gives a line the same figure whatever it is batched with', async () => {
    const trainer = await trained(3);
    const [deterministic] = trainer.learners;
    const { validation } = trainer.dataset;
    const together = await evaluate(deterministic!, validation, { purpose: 'x', mixingSamples: 0 });
    const lengths = together!.bound.map((_, index) => validation.stepsOf!(index));
    expect(new Set(lengths).size).toBeGreaterThan(3);
    for (const index of [0, 5, 11]) {
      const alone: Split = { count: 1, batch: () => validation.batch([index], 0) };
      const single = await evaluate(deterministic!, alone, { purpose: 'x', mixingSamples: 0 });
      expectClose(single!.bound, [together!.bound[index]!], { atol: 1e-4, rtol: 1e-5 });
    }
    trainer.dispose();
  });
});
