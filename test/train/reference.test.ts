import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { DEFAULT_WATCH } from '../../src/protocol.ts';
import { hasReference, referenceReport } from '../../src/train/reference.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Watcher } from '../../src/train/watch.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

function trainerOf(differences: Partial<Settings> = {}): Trainer {
  const { experiment } = presetNamed('mirror')!;
  const settings: Settings = {
    ...experiment.settings,
    generator: 'learned',
    sequenceLength: 3,
    hidden: 5,
    features: 4,
    latent: 1,
    mixingWidths: [6],
    injectedNoise: [4],
    priorWidths: [4],
    decoderWidths: [4],
    validationSize: 8,
    ...differences,
  };
  return new Trainer({ ...experiment, settings }, fromGenerator('mirror', settings), referenceOps);
}

describe('the references of learned models', () => {
  it('are worked out for every model on the axis of its strips, with their effective draws', async () => {
    const { learners, dataset } = trainerOf();
    const seen = (await new Watcher().report(learners, dataset, DEFAULT_WATCH, 4))!;
    const found = (await referenceReport(learners, dataset, seen, 4, async () => true))!;
    expect(found).toMatchObject({ step: 4, steps: 3, draws: 4096, axis: seen.axis });
    expect(found.models.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
    for (const { density, ess, poor, statistics } of found.models) {
      expect(density).toHaveLength(3 * seen.axis.count);
      expect([...ess].every((value) => value >= 1 && value <= 4096)).toBe(true);
      expect(poor).toEqual([...ess].map((value) => value < 100));
      expect(statistics.wasserstein.every((value) => value >= 0)).toBe(true);
      expect(statistics.sd.every((value) => value > 0)).toBe(true);
    }
  });

  it('are there only where z is the models’ own', () => {
    const learned = trainerOf();
    expect(hasReference(learned.learners, learned.dataset)).toBe(true);
    const known = trainerOf({ generator: 'known' });
    expect(hasReference(known.learners, known.dataset)).toBe(false);
    const long = trainerOf({ sequenceLength: 200 });
    expect(hasReference(long.learners, long.dataset)).toBe(false);
  });

  it('are broken off where something waits', async () => {
    const { learners, dataset } = trainerOf();
    const seen = (await new Watcher().report(learners, dataset, DEFAULT_WATCH, 0))!;
    expect(await referenceReport(learners, dataset, seen, 0, async () => false)).toBeNull();
  });
});
