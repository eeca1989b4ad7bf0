import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { referenceOps } from '../../src/model/reference.ts';
import type { EstimateRequest } from '../../src/protocol.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Estimation, type EstimationProgress } from '../../workers/estimation.ts';

const preset = presetNamed('mirror')!.experiment;
const sis = newModel('sis-rnn', []);
const experiment = {
  ...preset,
  models: [sis, newModel('vrnn', [sis]), newModel('rnn', [sis])],
  settings: {
    ...preset.settings,
    generator: 'learned' as const,
    sequenceLength: 3,
    hidden: 4,
    features: 4,
    batch: 4,
    testSize: 12,
    mixingWidths: [5],
    injectedNoise: [3],
  },
};
const request: EstimateRequest = {
  estimator: 'iwae',
  particles: 6,
  mixingSamples: 3,
  sequences: 10,
};
let trainer: Trainer;

beforeAll(async () => {
  await openNodeBackend('wasm');
});
afterEach(() => trainer.dispose());

const begin = () => {
  trainer = new Trainer(experiment, datasetFrom(experiment.settings, null), referenceOps);
};

async function finished(estimation: Estimation, between: () => Promise<void> = async () => {}) {
  while (!(await estimation.turn())) await between();
  return estimation.report!;
}

test.each(['elbo', 'iwae', 'fivo'] as const)(
  '%s is of the models as they were, however far training goes meanwhile',
  async (estimator) => {
    begin();
    await trainer.advance();
    const told: EstimationProgress[] = [];
    const wish = { ...request, estimator };
    const still = await finished(new Estimation(wish, trainer, () => {}));
    const busy = await finished(
      new Estimation(wish, trainer, (progress) => told.push(progress)),
      async () => void (await trainer.advance()),
    );
    expect(busy).toEqual(still);
    expect(trainer.step).toBeGreaterThan(1);
    expect(busy).toMatchObject({ step: 1, sequences: 10, testCount: 12, request: wish });
    expect(
      busy.models.map(({ model, bound, particles, mixingSamples }) => [
        model.id,
        bound,
        particles,
        mixingSamples,
      ]),
    ).toEqual([
      ['sis-rnn', estimator, 6, 3],
      ['vrnn', estimator, 6, 0],
      ['rnn', 'exact', null, null],
    ]);
    for (const { mean, stderr, belowExact } of busy.models) {
      expect(stderr).toBeGreaterThan(0);
      // Differences over the same sequences: their mean is the difference of the means.
      expect(belowExact!.mean).toBeCloseTo(busy.exact!.mean - mean, 6);
    }
    const shares = told.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  },
);

test('cancelled it ends without a report, and leaves no tensors behind', async () => {
  begin();
  const before = tf.memory().numTensors;
  const estimation = new Estimation({ ...request, particles: 4000 }, trainer, () => {});
  expect(await estimation.turn()).toBe(false);
  estimation.cancel();
  while (!(await estimation.turn()));
  expect(estimation.report).toBeNull();
  expect(tf.memory().numTensors).toBe(before);

  const never = new Estimation(request, trainer, () => {});
  never.cancel();
  expect(await never.turn()).toBe(true);
  expect(never.report).toBeNull();
});
