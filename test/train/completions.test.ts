import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { newModel, settingsFor } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { type Continuation, continued, sequelOf } from '../../src/train/completions.ts';
import { Learner } from '../../src/train/learner.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

describe('a completion', () => {
  const preset = presetNamed('handwriting')!.experiment;
  const experiment = { ...preset, settings: { ...preset.settings, hidden: 12, features: 8 } };
  const dataset = datasetFrom(experiment.settings, null);
  const first = dataset.validation.batch([0], 0);
  const { x, mask } = first;
  const length = mask!.reduce((sum, present) => sum + present, 0);
  const wish: Continuation = {
    prefix: x.subarray(0, 3 * Math.floor(length / 2)),
    steps: 20,
    temperatures: { pen: 1, z: 1 },
    latentSeed: 1,
    penSeed: 2,
  };

  async function writer(system: 'sis-rnn' | 'rnn') {
    const spec = newModel(system, []);
    const settings = settingsFor(experiment, spec);
    const learner = new Learner(spec, settings, dataset, first, referenceOps);
    const sequel = await sequelOf(learner);
    learner.dispose();
    return (change: Partial<Continuation> = {}) =>
      [...continued(sequel, learner.shape, settings, { ...wish, ...change })].map(
        ({ x, z, raw }) => ({
          x,
          z: [...z],
          raw: [...raw],
        }),
      );
  }

  it('is the same for the same seeds, and begins as a longer one does', async () => {
    const write = await writer('sis-rnn');
    expect(write()).toHaveLength(20);
    expect(write()).toEqual(write());
    expect(write({ steps: 30 }).slice(0, 20)).toEqual(write());
    expect(write({ prefix: [] })).not.toEqual(write());
  });

  it('with the noise of z held keeps the first z and changes the pen, and the other way round', async () => {
    const write = await writer('sis-rnn');
    const [plain, otherPen, otherLatent] = [
      write(),
      write({ penSeed: 9 }),
      write({ latentSeed: 9 }),
    ];
    expect(otherPen[0]!.z).toEqual(plain[0]!.z);
    expect(otherPen[0]!.raw).toEqual(plain[0]!.raw);
    expect(otherPen[0]!.x).not.toEqual(plain[0]!.x);
    expect(otherLatent[0]!.z).not.toEqual(plain[0]!.z);
    // Each goes on where its own pen went.
    expect(otherPen[1]!.raw).not.toEqual(plain[1]!.raw);
  });

  it('of an RNN is decided by the noise of the pen alone', async () => {
    const write = await writer('rnn');
    expect(write({ latentSeed: 9 })).toEqual(write());
    expect(write({ penSeed: 9 })).not.toEqual(write());
    expect(write()[0]!.z).toEqual([]);
  });

  it('at temperature 0 of both is one, whatever the seed beyond the prefix', async () => {
    const write = await writer('sis-rnn');
    const still = { prefix: [], temperatures: { pen: 0, z: 0 } };
    expect(write({ ...still, latentSeed: 5, penSeed: 6 })).toEqual(write(still));
  });
});
