import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { type Experiment, newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { estimate } from '../../src/train/evaluate.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Watcher } from '../../src/train/watch.ts';
import { expectClose } from '../closeness.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const SMALL = {
  sequenceLength: 4,
  batch: 8,
  hidden: 6,
  features: 5,
  mixingWidths: [7, 6],
  injectedNoise: [5, 3],
  mixingSamples: 4,
  mixingSamplesStart: 2,
  rampSteps: 4,
  mixingSamplesEvaluation: 7,
  validationSize: 9,
  testSize: 8,
  steps: 10,
  clipNorm: 1000,
} as const satisfies Partial<Settings>;

function small(differences: Partial<Settings> = {}): Experiment {
  const { experiment } = presetNamed('mirror')!;
  return { ...experiment, settings: { ...experiment.settings, ...SMALL, ...differences } };
}

function trainerOf(experiment: Experiment): Trainer {
  return new Trainer(experiment, fromGenerator('mirror', experiment.settings), referenceOps);
}

async function advance(trainer: Trainer, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) await trainer.advance();
}

async function parametersOf(trainer: Trainer): Promise<Float32Array[]> {
  return Promise.all(trainer.learners.map((learner) => learner.parameters()));
}

describe('a run', () => {
  it('is the same to the last bit when it is made again', async () => {
    const [one, two] = [trainerOf(small()), trainerOf(small())];
    await advance(one, 6);
    await advance(two, 6);
    expect(await parametersOf(one)).toEqual(await parametersOf(two));
    const metrics = await Promise.all(one.learners.map((learner) => learner.readMetrics()));
    const again = await Promise.all(two.learners.map((learner) => learner.readMetrics()));
    expect(metrics.map((m) => [m!.bound, m!.kl])).toEqual(again.map((m) => [m!.bound, m!.kl]));
  });

  it('is another with another seed', async () => {
    const [one, two] = [trainerOf(small()), trainerOf(small({ seed: 2 }))];
    expect(await parametersOf(one)).not.toEqual(await parametersOf(two));
  });

  it('does not change by being looked at', async () => {
    const [seen, unseen] = [trainerOf(small()), trainerOf(small())];
    const watcher = new Watcher();
    for (let step = 0; step < 4; step++) {
      await seen.advance();
      await seen.learners[0]!.readMetrics();
      await seen.evaluate(seen.learners[1]!, 'validation');
      const watch = {
        sequence: 1,
        dimension: 0,
        otherDimension: 0,
        past: 2,
        exact: 'filter',
      } as const;
      await watcher.report(
        seen.learners,
        seen.dataset,
        { ...watch, conditioning: 'one-past' },
        step,
      );
    }
    await advance(unseen, 4);
    expect(await parametersOf(seen)).toEqual(await parametersOf(unseen));
  });

  it('raises its bound', async () => {
    const trainer = trainerOf(small({ annealing: 'none', learningRate: 0.01 }));
    const before = (await trainer.evaluate(trainer.learners[1]!, 'validation'))!;
    await advance(trainer, 150);
    const after = (await trainer.evaluate(trainer.learners[1]!, 'validation'))!;
    expect(estimate(after.bound).mean).toBeGreaterThan(estimate(before.bound).mean + 1);
  });

  it('keeps no tensors from step to step', async () => {
    const trainer = trainerOf(small());
    await advance(trainer, 2);
    const before = tf.memory().numTensors;
    await advance(trainer, 3);
    await trainer.evaluate(trainer.learners[0]!, 'validation');
    expect(tf.memory().numTensors).toBe(before);
    trainer.dispose();
  });

  it('trains a VRNN as an SIS-RNN whose noise dimensions and extra draws are zero, bit for bit', async () => {
    const none: Partial<Settings> = {
      injectedNoise: [0, 0],
      mixingSamples: 0,
      mixingSamplesStart: 0,
      sigmaCap: 7.389,
      annealing: 'none',
    };
    const trainer = trainerOf(small(none));
    await advance(trainer, 5);
    const [sis, vrnn] = await parametersOf(trainer);
    expect(sis).toEqual(vrnn);
  });
});

describe('settings in a run', () => {
  it('act from the next step, and start-only ones are refused', async () => {
    const trainer = trainerOf(small());
    trainer.set('learningRate', 1e-6);
    const before = await parametersOf(trainer);
    await trainer.advance();
    const after = await parametersOf(trainer);
    expectClose(after[0]!, before[0]!, { atol: 2e-6, rtol: 1e-6 });
    expect(() => trainer.set('hidden', 9)).toThrow(/hidden cannot change in a run/);
  });

  it('K and beta follow their schedules', async () => {
    const trainer = trainerOf(small());
    const seen: number[] = [];
    for (let step = 0; step < 5; step++) {
      await trainer.advance();
      seen.push((await trainer.learners[0]!.readMetrics())!.mixingSamples);
    }
    expect(seen).toEqual([2, 2, 3, 3, 4]);
  });
});

describe('models in a run', () => {
  it('come and go without a trace in the others', async () => {
    const [alone, together] = [trainerOf(small()), trainerOf(small())];
    await advance(alone, 4);
    await advance(together, 2);
    together.add(newModel('sis-rnn', together.experiment.models, { mixingSamples: 1 }));
    await together.advance();
    expect(together.learners[2]!.steps).toBe(1);
    together.remove('vrnn');
    await together.advance();
    expect(together.learners.map((learner) => learner.spec.id)).toEqual(['sis-rnn', 'sis-rnn-2']);
    expect(await together.learners[0]!.parameters()).toEqual(await alone.learners[0]!.parameters());
  });

  it('start with the numbers they share', async () => {
    const trainer = trainerOf(small({ initialSpread: 0, sigmaCap: 7.389 }));
    const [sis, vrnn] = trainer.learners;
    const [a, b] = await parametersOf(trainer);
    for (const tensor of vrnn!.layout.tensors) {
      const twin = sis!.layout.tensors.find(({ name }) => name === tensor.name)!;
      expect(a!.subarray(twin.offset, twin.offset + twin.length)).toEqual(
        b!.subarray(tensor.offset, tensor.offset + tensor.length),
      );
    }
  });
});

describe('the watched posterior', () => {
  const watch = { sequence: 0, dimension: 0, otherDimension: 0, past: 3, exact: 'filter' } as const;

  it('has mass one on its axis at every step, under both conditionings', async () => {
    const trainer = trainerOf(small());
    for (const conditioning of ['one-past', 'all-pasts'] as const) {
      const report = (await new Watcher().report(
        trainer.learners,
        trainer.dataset,
        { ...watch, conditioning },
        0,
      ))!;
      const { low, high, count } = report.axis;
      for (const { density } of report.models)
        for (let t = 0; t < report.steps; t++) {
          const row = density.subarray(t * count, (t + 1) * count);
          const mass = (row.reduce((s, v) => s + v, 0) * (high - low)) / (count - 1);
          expectClose([mass], [1], { atol: 0.02, rtol: 0 });
        }
    }
  });

  it('of a VRNN given one past is one Gaussian', async () => {
    const trainer = trainerOf(small());
    const report = (await new Watcher().report(
      [trainer.learners[1]!],
      trainer.dataset,
      { ...watch, conditioning: 'one-past' },
      0,
    ))!;
    const { low, high, count } = report.axis;
    const spacing = (high - low) / (count - 1);
    const density = report.models[0]!.density.subarray(2 * count, 3 * count);
    const moment = (f: (z: number) => number) =>
      density.reduce((s, v, g) => s + v * f(low + g * spacing), 0) * spacing;
    const mean = moment((z) => z);
    const sd = Math.sqrt(moment((z) => (z - mean) ** 2));
    const gaussian = density.map((_, g) => {
      const scaled = (low + g * spacing - mean) / sd;
      return Math.exp(-0.5 * scaled * scaled) / (sd * Math.sqrt(2 * Math.PI));
    });
    expectClose(density, gaussian, { atol: 0.01, rtol: 0 });
  });

  it('brings an index out of range back into it and says so', async () => {
    const trainer = trainerOf(small());
    const report = (await new Watcher().report(
      trainer.learners,
      trainer.dataset,
      {
        ...watch,
        sequence: 1e6,
        dimension: 7,
        otherDimension: -1,
        past: 1e6,
        conditioning: 'one-past',
      },
      0,
    ))!;
    expect(report.watch).toMatchObject({ sequence: 8, dimension: 0, otherDimension: 0 });
  });
});

describe('the exact posterior beside the models', () => {
  const watch = { sequence: 0, dimension: 0, otherDimension: 0, past: 0 } as const;
  const seen = async (experiment: Experiment, exact: 'filter' | 'smoother') => {
    const trainer = trainerOf(experiment);
    const report = await new Watcher().report(
      trainer.learners,
      trainer.dataset,
      { ...watch, conditioning: 'all-pasts', exact },
      0,
    );
    return report!;
  };

  it('is the filter or the smoother, the same at the last step and not before', async () => {
    const filter = await seen(small(), 'filter');
    const smoother = await seen(small(), 'smoother');
    const row = (of: typeof filter.exact, t: number) =>
      of!.density.subarray(t * filter.axis.count, (t + 1) * filter.axis.count);
    expectClose(row(smoother.exact, 3), row(filter.exact, 3), { atol: 1e-6, rtol: 1e-5 });
    expect(row(smoother.exact, 0)).not.toEqual(row(filter.exact, 0));
    expectClose(filter.exact!.statistics.wasserstein, [0, 0, 0, 0], { atol: 1e-9, rtol: 0 });
  });

  it('is not shown beside a learned decoder, whose z is its own', async () => {
    expect((await seen(small({ generator: 'learned' }), 'filter')).exact).toBeNull();
  });
});
