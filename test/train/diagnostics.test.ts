import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { fromGenerator } from '../../src/data/generated.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { diagnose } from '../../src/train/diagnostics.ts';
import { evaluate } from '../../src/train/evaluate.ts';
import { Trainer } from '../../src/train/trainer.ts';
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
  validationSize: 128,
  initialSpread: 1,
} as const satisfies Partial<Settings>;

function trainerOf(differences: Partial<Settings> = {}): Trainer {
  const { experiment } = presetNamed('mirror')!;
  const settings = { ...experiment.settings, ...SMALL, ...differences };
  return new Trainer({ ...experiment, settings }, fromGenerator('mirror', settings), referenceOps);
}

describe('the diagnostics of a model', () => {
  it('tell of B_K what the two bounds tell, K = 0 and K', async () => {
    const trainer = trainerOf();
    const [sis] = trainer.learners;
    const found = (await diagnose(sis!, trainer.dataset.validation, 3, 9))!;
    expect(found).toMatchObject({ step: 3, latentDimensions: 1, rows: 512 });
    const klOf = async (mixingSamples: number) => {
      const { kl } = (await evaluate(sis!, trainer.dataset.validation, {
        purpose: 'diagnostics',
        mixingSamples,
      }))!;
      return kl.reduce((total, value) => total + value, 0) / 512;
    };
    // B_K = L_K - L_0; both from the same z, the extra draws are others.
    const expected = (await klOf(0)) - (await klOf(9));
    expect(expected).toBeGreaterThan(0.2);
    expectClose([found.mixing!.regulariser], [expected], { atol: 0, rtol: 0.15 });
    expect(found.mixing!.ess).toBeGreaterThan(1);
    expect(found.mixing!.ess).toBeLessThan(10);
  });

  it('say collapsed where no noise comes through', async () => {
    const trainer = trainerOf({ noiseAmplitude: 0 });
    const found = (await diagnose(trainer.learners[0]!, trainer.dataset.validation, 0, 9))!;
    expectClose([found.mixing!.gauge, found.mixing!.ess], [0, 10], { atol: 1e-4, rtol: 1e-4 });
  });

  it('of a VRNN are its active units alone', async () => {
    const trainer = trainerOf({ learningRate: 0.01 });
    const vrnn = trainer.learners[1]!;
    for (let step = 0; step < 60; step++) await trainer.advance();
    const found = (await diagnose(vrnn, trainer.dataset.validation, 60, 0))!;
    expect(found).toMatchObject({ mixing: null, activeUnits: 1 });
  });

  it('are broken off where something waits', async () => {
    const trainer = trainerOf();
    const found = await diagnose(
      trainer.learners[0]!,
      trainer.dataset.validation,
      0,
      9,
      async () => false,
    );
    expect(found).toBeNull();
  });
});
