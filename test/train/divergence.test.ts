import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { type Experiment, withOverride } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import {
  type Divergence,
  LossWatch,
  likelyCause,
  type StepFigures,
  symptom,
} from '../../src/train/divergence.ts';
import { KEEP_EVERY } from '../../src/train/guard.ts';
import { sigmaAtFloor } from '../../src/train/sigmaFloor.ts';
import { Trainer } from '../../src/train/trainer.ts';

const figures = (step: number, loss: number, gradientNorm = 10): StepFigures => ({
  step,
  bound: -loss,
  kl: 1,
  gradientNorm,
});

describe('the watch over a loss', () => {
  const verdicts = (losses: readonly number[]) => {
    const watch = new LossWatch();
    return losses.map((loss, i) => watch.look(figures(i + 1, loss)));
  };

  it('lets a loss fall, wander and rise 25-fold as honest runs have done', () => {
    const losses = [463, 200, 30, 11_131, 11_131, 500, 24, 24];
    expect(new Set(verdicts(losses))).toEqual(new Set(['well']));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e12])('gives up at once at %d', (loss) => {
    expect(verdicts([463, 200, loss])).toEqual(['well', 'well', 'diverged']);
  });

  it('gives up where only the gradient is not finite', () => {
    const watch = new LossWatch();
    expect(watch.look(figures(1, 5, Number.NaN))).toBe('diverged');
  });

  it('bears nineteen bad steps in a row and not twenty', () => {
    const bad = (count: number) => Array.from({ length: count }, () => 1e6);
    const nineteen = verdicts([463, ...bad(19), 463, ...bad(19)]);
    expect(nineteen).not.toContain('diverged');
    expect(nineteen[1]).toBe('suspect');
    expect(verdicts([463, ...bad(20)]).at(-1)).toBe('diverged');
  });

  it('measures a loss near 0 at birth by a scale of its own', () => {
    expect(verdicts([0.001, 900])).toEqual(['well', 'well']);
  });
});

describe('the likely cause', () => {
  const divergence = (change: Partial<Divergence>): Divergence => ({
    step: 70,
    restored: 50,
    learningRate: 0.002,
    clipNorm: 10,
    recent: Array.from({ length: 8 }, (_, i) => figures(i + 1, 5)),
    ...change,
  });

  it('is the learning rate where that is large, whatever else there is', () => {
    const cause = likelyCause(divergence({ learningRate: 0.1 }), 1);
    expect(cause).toMatchObject({ name: 'learning-rate', text: expect.stringContaining('0.1') });
  });

  it('is sigma where most stand at their bound', () => {
    const cause = likelyCause(divergence({}), 0.75);
    expect(cause).toMatchObject({ name: 'sigma', text: expect.stringContaining('75 %') });
  });

  it('is the gradient where its norm jumped, with both norms', () => {
    const recent = [5, 6, 5, 7, 6, 40, 9000].map((norm, i) => figures(i + 1, 5, norm));
    const cause = likelyCause(divergence({ recent }), 0);
    expect(cause.name).toBe('gradient');
    expect(cause.text).toContain('from 6 to 9000 within 7 steps (clipped at 10)');
  });

  it('is not known where nothing stands out, and says so', () => {
    expect(likelyCause(divergence({}), null)).toMatchObject({ name: 'unknown' });
  });

  it('goes with what was found', () => {
    expect(symptom(divergence({ recent: [figures(1, Number.NaN)] }))).toBe(
      'the bound was not finite',
    );
    expect(symptom(divergence({ recent: [figures(1, 5, Number.NaN)] }))).toBe(
      'the gradient was not finite',
    );
    expect(symptom(divergence({ recent: [figures(1, 2.5e9)] }))).toContain('-2500000000 nats');
  });
});

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const SMALL = {
  sequenceLength: 2,
  batch: 4,
  hidden: 4,
  features: 4,
  mixingWidths: [6],
  injectedNoise: [4],
  mixingSamples: 2,
  mixingSamplesStart: 2,
  mixingSamplesEvaluation: 3,
  validationSize: 6,
  testSize: 6,
} as const satisfies Partial<Settings>;

function small(): Experiment {
  const { experiment } = presetNamed('mirror')!;
  return { ...experiment, settings: { ...experiment.settings, ...SMALL } };
}

const trainerOf = (experiment: Experiment, ops: Ops = referenceOps) =>
  new Trainer(experiment, fromGenerator('mirror', experiment.settings), ops);

/** Operations whose n-th rollout, from 1, gives z that are not finite. */
function poisonedAt(call: number): Ops {
  let calls = 0;
  return {
    ...referenceOps,
    rollout: (inputs) => {
      const drawn = referenceOps.rollout(inputs);
      return ++calls === call ? { ...drawn, z: tf.mul(drawn.z, Number.NaN) } : drawn;
    },
  };
}

/** Parameters of both models after `steps` steps without a fault. */
async function straight(steps: number, experiment = small()): Promise<Float32Array[]> {
  const trainer = trainerOf(experiment);
  for (let i = 0; i < steps; i++) expect(await trainer.advance()).toEqual([]);
  const found = await Promise.all(trainer.learners.map((learner) => learner.parameters()));
  trainer.dispose();
  return found;
}

describe('a model that meets a NaN', () => {
  it('stops alone, at weights of before that were followed by good steps; the other trains on as ever', async () => {
    // A step is two rollouts: SIS-RNN's and the VRNN's.
    const broken = 2 * KEEP_EVERY + 10;
    const trainer = trainerOf(small(), poisonedAt(2 * broken - 1));
    for (let step = 1; step < broken; step++) expect(await trainer.advance()).toEqual([]);
    const [found, ...others] = await trainer.advance();
    expect(others).toEqual([]);
    expect(found!.learner.spec.id).toBe('sis-rnn');
    // What was kept at step 100 has been followed by only nine good steps.
    expect(found!.divergence).toMatchObject({ step: broken, restored: KEEP_EVERY });
    const [sis, vrnn] = trainer.learners;
    expect(sis!.halted).toBe(true);
    expect(sis!.steps).toBe(KEEP_EVERY);
    expect(await sis!.parameters()).toEqual((await straight(KEEP_EVERY))[0]);
    expect(await sis!.readMetrics()).toBeNull();
    expect(await sigmaAtFloor(sis!, trainer.dataset.validation)).toBeLessThan(1);
    for (let i = 0; i < 5; i++) expect(await trainer.advance()).toEqual([]);
    expect(await vrnn!.parameters()).toEqual((await straight(broken + 5))[1]);
    expect((await trainer.evaluate(sis!, 'validation'))!.bound.every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });

  it('stops before it was ever good and stands at its birth', async () => {
    const trainer = trainerOf(small(), poisonedAt(1));
    const [found] = await trainer.advance();
    expect(found!.divergence).toMatchObject({ step: 1, restored: 0 });
    expect(await trainer.learners[0]!.parameters()).toEqual((await straight(0))[0]);
    trainer.dispose();
  });

  it('goes on from there at half the rate, in the experiment too', async () => {
    const trainer = trainerOf(small(), poisonedAt(2 * 3 - 1));
    for (let i = 0; i < 3; i++) await trainer.advance();
    trainer.goOn('sis-rnn', 0.001);
    expect(trainer.experiment).toEqual(withOverride(small(), 'sis-rnn', 'learningRate', 0.001));
    const before = await trainer.learners[0]!.parameters();
    expect(await trainer.advance()).toEqual([]);
    expect(await trainer.learners[0]!.parameters()).not.toEqual(before);
    expect(trainer.learners[0]!.settings.learningRate).toBe(0.001);
    expect(() => trainer.goOn('gone', 0.001)).toThrow('no model gone');
    trainer.dispose();
  });
});

describe('a learning rate of a million', () => {
  it('stops the model that has it at its birth, and says that it is the rate', async () => {
    const experiment = withOverride(small(), 'sis-rnn', 'learningRate', 1e6);
    const trainer = trainerOf(experiment);
    const diverged: Divergence[] = [];
    for (let step = 1; step <= 40 && diverged.length === 0; step++)
      for (const { learner, divergence } of await trainer.advance()) {
        expect(learner.spec.id).toBe('sis-rnn');
        diverged.push(divergence);
      }
    expect(diverged).toHaveLength(1);
    expect(diverged[0]!.restored).toBe(0);
    expect(likelyCause(diverged[0]!, null).name).toBe('learning-rate');
    expect(await trainer.learners[0]!.parameters()).toEqual((await straight(0))[0]);
    trainer.dispose();
  });
});

it('keeping good states costs no tensor a step', async () => {
  const trainer = trainerOf(small());
  for (let i = 0; i <= KEEP_EVERY + 1; i++) await trainer.advance();
  const before = tf.memory().numTensors;
  for (let i = 0; i < 3 * KEEP_EVERY; i++) await trainer.advance();
  expect(tf.memory().numTensors).toBe(before);
  trainer.dispose();
});
