import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { type Experiment, newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { checkpointOf } from '../../src/train/checkpoint.ts';
import { toSafetensors } from '../../src/train/safetensors.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { checkpointIn, loadWeights } from '../../workers/weightsFile.ts';

const { experiment: mirror } = presetNamed('mirror')!;
const sis = newModel('sis-rnn', []);
const models = [sis, newModel('sis-rnn', [sis]), newModel('vrnn', [sis])];

const trainerOf = (hidden: number): Trainer => {
  const experiment: Experiment = {
    ...mirror,
    models,
    settings: {
      ...mirror.settings,
      ...{ hidden, sequenceLength: 3, features: 4, batch: 4, validationSize: 8, testSize: 8 },
      ...{ mixingWidths: [5], injectedNoise: [3], mixingSamples: 2, mixingSamplesStart: 2 },
    },
  };
  return new Trainer(experiment, datasetFrom(experiment.settings, null), referenceOps);
};

async function weightsOf(trainer: Trainer, at: number, metadata: Record<string, string> = {}) {
  const learner = trainer.learners[at]!;
  const experiment = JSON.stringify(trainer.experiment);
  const flat = await learner.parameters();
  return toSafetensors(learner.layout, flat, { model: learner.spec.id, experiment, ...metadata });
}

beforeAll(async () => {
  await openNodeBackend('wasm');
});

test('weights go to the model of their name, whose optimiser begins anew; the others stay', async () => {
  const from = trainerOf(4);
  for (let i = 0; i < 3; i++) await from.advance();
  const to = trainerOf(4);
  await to.advance();
  const others = await Promise.all([0, 2].map((at) => to.learners[at]!.parameters()));
  const loaded = await loadWeights(to, await weightsOf(from, 1));
  expect(loaded.spec.id).toBe('sis-rnn-2');
  expect(await loaded.parameters()).toEqual(await from.learners[1]!.parameters());
  const { adam, steps } = await loaded.state();
  expect([adam.updates, steps, adam.moments.every((moment) => moment === 0)]).toEqual([0, 1, true]);
  expect(await Promise.all([0, 2].map((at) => to.learners[at]!.parameters()))).toEqual(others);
});

test('weights of a name nobody has go to the first model they fit', async () => {
  const to = trainerOf(4);
  const loaded = await loadWeights(to, await weightsOf(trainerOf(4), 2, { model: 'elsewhere' }));
  expect(loaded.spec.id).toBe('vrnn');
});

test('weights that fit nobody change nothing, and the message says why and what would do', async () => {
  const to = trainerOf(4);
  const before = await Promise.all(to.learners.map((learner) => learner.parameters()));
  const wrong = await weightsOf(trainerOf(6), 0);
  await expect(loadWeights(to, wrong)).rejects.toThrow(
    /fit no model of this run\. SIS-RNN: .* shape .* They were trained with Hidden units 6: set that first/s,
  );
  expect(await Promise.all(to.learners.map((learner) => learner.parameters()))).toEqual(before);
});

test('weights that are not finite are refused', async () => {
  const to = trainerOf(4);
  const { layout } = to.learners[0]!;
  const flat = new Float32Array(layout.length).fill(Number.NaN);
  await expect(loadWeights(to, toSafetensors(layout, flat, {}))).rejects.toThrow(/not finite/);
});

test('a checkpoint is told from weights, and is the run it was made of', async () => {
  const trainer = trainerOf(4);
  await trainer.advance();
  const bytes = await checkpointOf(trainer, 'wasm');
  const { experiment } = trainer;
  expect(checkpointIn(bytes)).toMatchObject({ step: 1, backend: 'wasm', experiment });
  expect(checkpointIn(await weightsOf(trainer, 0))).toBeNull();
  expect(() => checkpointIn(bytes.slice(0, 3))).toThrow(/no safetensors file/);
  const damaged = bytes.slice();
  damaged[damaged.length - 1]! ^= 1;
  expect(() => checkpointIn(damaged)).toThrow(/damaged/);
});
