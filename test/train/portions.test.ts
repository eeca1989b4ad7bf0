import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { newModel, settingsFor } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { shapeOf } from '../../src/model/shape.ts';
import { range, toTensors } from '../../src/train/evaluate.ts';
import { Learner } from '../../src/train/learner.ts';
import { portionsOf, ROWS_AT_ONCE, rowsWithDraws } from '../../src/train/portions.ts';
import { expectClose } from '../closeness.ts';

describe('the portions of a batch', () => {
  it.each([
    [28, 64, ROWS_AT_ONCE, [64]],
    [196, 128, ROWS_AT_ONCE, [128]],
    [784, 128, ROWS_AT_ONCE, [32, 32, 32, 32]],
    [784, 1, ROWS_AT_ONCE, [1]],
    [10, 7, 30, [2, 2, 3]],
    [10, 3, 5, [1, 1, 1]],
  ])('of %i steps and %i sequences, %i rows at once', (steps, size, rowsAtOnce, counts) => {
    const portions = portionsOf(steps, size, rowsAtOnce);
    expect(portions.map(({ count }) => count)).toEqual(counts);
    let next = 0;
    for (const { first, count } of portions) {
      expect(first).toBe(next);
      next += count;
    }
    expect(next).toBe(size);
  });
});

test('rows are fewer where a reverse model proposes draws for each, and as asked elsewhere', () => {
  const { experiment } = presetNamed('mnist-64')!;
  const rowsOf = (reverseModel: boolean, system: 'sis-rnn' | 'vrnn') => {
    const settings = { ...experiment.settings, reverseModel };
    const spec = newModel(system, []);
    const shape = shapeOf(system, settingsFor({ ...experiment, settings }, spec), {
      channelNames: ['pixel'],
      observation: 'binary',
      inputMean: [0],
      inputSd: [1],
      known: null,
    });
    return rowsWithDraws(shape, 100, ROWS_AT_ONCE);
  };
  expect(rowsOf(true, 'sis-rnn')).toBe(Math.floor(2 ** 24 / (100 * 300)));
  expect(rowsOf(false, 'sis-rnn')).toBe(ROWS_AT_ONCE);
  expect(rowsOf(true, 'vrnn')).toBe(ROWS_AT_ONCE);
});

describe('a model without noise', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
  });

  it('learns the same from a batch in unequal portions as from all of it', async () => {
    const preset = presetNamed('handwriting')!.experiment;
    const experiment = { ...preset, settings: { ...preset.settings, hidden: 6, features: 5 } };
    const dataset = datasetFrom(experiment.settings, null);
    // Padded: the mask is cut into portions too.
    const batch = dataset.train.batch(range(0, 5), 0);
    expect(batch.mask).not.toBeNull();
    const learned = async (rowsAtOnce: number) => {
      const spec = newModel('rnn', []);
      const settings = settingsFor(experiment, spec);
      const learner = new Learner(spec, settings, dataset, batch, referenceOps, rowsAtOnce);
      const tensors = toTensors(batch);
      const before = tf.memory().numTensors;
      for (let step = 1; step <= 3; step++) learner.step(tensors, step);
      expect(tf.memory().numTensors).toBe(before);
      const metrics = (await learner.readMetrics())!;
      const parameters = await learner.parameters();
      learner.dispose();
      tf.dispose([tensors.x, tensors.mask!]);
      return [...parameters, metrics.bound, metrics.gradientNorm];
    };
    const whole = await learned(ROWS_AT_ONCE);
    const cut = await learned(2 * batch.steps);
    expectClose(cut, whole, { atol: 1e-5, rtol: 1e-4 });
  });
});
