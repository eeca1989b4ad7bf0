import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { type Experiment, newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { crc32 } from '../../src/crc32.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import type { Ops } from '../../src/model/ops.ts';
import {
  CheckpointError,
  checkpointOf,
  fromCheckpoint,
  resume,
  toCheckpoint,
} from '../../src/train/checkpoint.ts';
import { toSafetensors } from '../../src/train/safetensors.ts';
import { Trainer } from '../../src/train/trainer.ts';

let ops: Ops;
beforeAll(async () => {
  const { backend } = await openNodeBackend('wasm');
  ops = await opsFor(backend, simdModule);
});

const SMALL = {
  sequenceLength: 4,
  batch: 8,
  hidden: 6,
  features: 5,
  latent: 2,
  mixingWidths: [7, 6],
  injectedNoise: [5, 3],
  priorWidths: [5],
  decoderWidths: [6],
  mixingSamples: 4,
  mixingSamplesStart: 1,
  rampSteps: 6,
  mixingSamplesEvaluation: 7,
  validationSize: 9,
  testSize: 8,
  steps: 10,
} as const satisfies Partial<Settings>;

function small(preset: string, differences: Partial<Settings> = {}): Experiment {
  const { experiment } = presetNamed(preset)!;
  return { ...experiment, settings: { ...experiment.settings, ...SMALL, ...differences } };
}

const trainerOf = (experiment: Experiment) =>
  new Trainer(experiment, datasetFrom(experiment.settings, null), ops);

async function advance(trainer: Trainer, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) await trainer.advance();
}

/** All that a run is, but for how long its steps took. */
async function numbersOf(trainer: Trainer) {
  const { learners, ...rest } = await trainer.state();
  return { ...rest, learners: learners.map((learner) => ({ ...learner, elapsedMs: 0 })) };
}

describe('a run that is interrupted and goes on', () => {
  it.each([
    ['mirror', small('mirror')],
    ['digits in cells, cyclical, a random sigma', small('digits-14', { sigma: 'random' })],
    ['digits pixel by pixel, as mnist-64', small('mnist-64', { batch: 2 })],
    ['a NADE', { ...small('digits-rows'), models: [newModel('nade', [])] }],
    [
      'handwriting, whose batches are sorted by length',
      small('handwriting', { sequenceLength: 30, writers: 1 }),
    ],
  ])('has the same numbers as one that is not, bit for bit: %s', async (_, experiment) => {
    const straight = trainerOf(experiment);
    await advance(straight, 7);
    const first = trainerOf(experiment);
    await advance(first, 3);
    const bytes = await checkpointOf(first, 'wasm');
    first.dispose();
    const checkpoint = fromCheckpoint(bytes);
    expect(checkpoint.backend).toBe('wasm');
    const second = resume(checkpoint, datasetFrom(experiment.settings, null), ops);
    expect(second.step).toBe(3);
    await advance(second, 4);
    expect(await numbersOf(second)).toEqual(await numbersOf(straight));
    const [a, b] = [second, straight].map((of) => of.evaluate(of.learners[0]!, 'validation'));
    expect(await a).toEqual(await b);
  });

  it('keeps settings changed on the way, models that came later and those that are halted', async () => {
    const straight = trainerOf(small('mirror'));
    await advance(straight, 2);
    straight.set('learningRate', 1e-4);
    straight.add(newModel('sis-rnn', straight.experiment.models, { mixingSamples: 1 }));
    straight.learners[1]!.halted = true;
    await advance(straight, 2);
    const bytes = await checkpointOf(straight, 'wasm');
    const again = resume(fromCheckpoint(bytes), straight.dataset, ops);
    await advance(straight, 3);
    await advance(again, 3);
    expect(again.learners.map(({ steps }) => steps)).toEqual([7, 2, 5]);
    expect(await numbersOf(again)).toEqual(await numbersOf(straight));
  });

  it('goes on in another epoch of a file, in its order', async () => {
    const experiment = small('digits-rows', { batch: 16 });
    const dataset = fewer(datasetFrom(experiment.settings, null), 40);
    const straight = new Trainer(experiment, dataset, ops);
    await advance(straight, 5); // two batches of 16 an epoch
    expect(straight.epoch).toBeGreaterThan(2);
    const again = resume(fromCheckpoint(await checkpointOf(straight, 'wasm')), dataset, ops);
    await advance(straight, 2);
    await advance(again, 2);
    expect(await numbersOf(again)).toEqual(await numbersOf(straight));
  });
});

function fewer(dataset: Dataset, count: number): Dataset {
  const { train } = dataset;
  return { ...dataset, train: { count, batch: train.batch.bind(train) } };
}

describe('a checkpoint', () => {
  let bytes: Uint8Array<ArrayBuffer>;
  let trainer: Trainer;
  beforeAll(async () => {
    trainer = trainerOf(small('mirror'));
    await advance(trainer, 1);
    bytes = await checkpointOf(trainer, 'wasm');
  });

  it('is the same bytes when it is read and written again, also from the middle of a buffer', () => {
    expect(toCheckpoint(fromCheckpoint(bytes))).toEqual(bytes);
    const inside = new Uint8Array(bytes.length + 9);
    inside.set(bytes, 5);
    expect(toCheckpoint(fromCheckpoint(inside.subarray(5, 5 + bytes.length)))).toEqual(bytes);
  });

  it('is found damaged wherever one bit is another', () => {
    const end = bytes.length - 1;
    for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 300)))
      for (const place of [at, end]) {
        const damaged = bytes.slice();
        damaged[place]! ^= 1 << (at % 8);
        expect(() => fromCheckpoint(damaged), `bit of byte ${place}`).toThrow(CheckpointError);
      }
    const damaged = bytes.slice();
    damaged[end]! ^= 16;
    expect(() => fromCheckpoint(damaged)).toThrow(/damaged: the checksum of its bytes is \w{8}/);
  });

  it('says what is wrong with a file that is none', () => {
    const text = (content: string) => new TextEncoder().encode(content);
    const list = { tensors: [{ name: 'w', shape: [1], offset: 0, length: 1 }], length: 1 };
    const weights = toSafetensors(list, Float32Array.of(1), { step: '3' });
    const later = bytes.slice();
    later[new TextDecoder('latin1').decode(bytes).indexOf('"version":"1"') + 11] = 50; // '2'
    expect(() => fromCheckpoint(bytes.subarray(0, 4))).toThrow(/4 bytes are no safetensors/);
    expect(() => fromCheckpoint(bytes.subarray(0, 90))).toThrow(/cut off, or no safetensors/);
    expect(() => fromCheckpoint(bytes.subarray(0, bytes.length - 8))).toThrow(
      `it has ${bytes.length - 8} bytes and should have ${bytes.length}`,
    );
    expect(() => fromCheckpoint(text('{"version": 1, "preset": "mirror"}'))).toThrow(
      /no safetensors file/,
    );
    expect(() => fromCheckpoint(weights)).toThrow(/no checkpoint: weights alone/);
    expect(() => fromCheckpoint(later)).toThrow(/version 2: this build reads version 1/);
  });

  it('of an older build takes the defaults of settings that were not there yet', () => {
    const whole = fromCheckpoint(bytes);
    const { scan: _, ...settings } = whole.state.experiment.settings;
    const state = { ...whole.state, experiment: { ...whole.state.experiment, settings } };
    const older = toCheckpoint({ ...whole, state: state as typeof whole.state });
    expect(fromCheckpoint(older)).toEqual(whole);
  });

  it('of a newer build names the settings this one does not know', () => {
    const whole = fromCheckpoint(bytes);
    const settings = { ...whole.state.experiment.settings, warp: 9 };
    const state = { ...whole.state, experiment: { ...whole.state.experiment, settings } };
    const newer = toCheckpoint({ ...whole, state: state as typeof whole.state });
    expect(() => fromCheckpoint(newer)).toThrow(/another build: .*settings.warp is not a setting/);
  });

  it('does not go on with other data or models of another size', () => {
    const checkpoint = fromCheckpoint(bytes);
    const { settings } = trainer.experiment;
    const other = datasetFrom({ ...settings, observationNoise: 0.31 }, null);
    expect(() => resume(checkpoint, other, ops)).toThrow(
      /trained on ".*"; here is ".*not the same/,
    );
    const [first, second] = checkpoint.state.learners;
    const learners = [second!, first!];
    const mixed = { ...checkpoint, state: { ...checkpoint.state, learners } };
    expect(() => resume(mixed, trainer.dataset, ops)).toThrow(
      /not as this build makes them: \d+ parameters, expected \d+/,
    );
  });
});

it('the checksum is the CRC-32 of gzip, in pieces as of the whole', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect(crc32(bytes)).toBe('cbf43926');
  expect(crc32(bytes.subarray(0, 4), bytes.subarray(4))).toBe('cbf43926');
  expect(crc32()).toBe('00000000');
});
