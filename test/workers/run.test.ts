import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import type { Ops } from '../../src/model/ops.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Run } from '../../workers/run.ts';

let ops: Ops;
beforeAll(async () => {
  const { backend } = await openNodeBackend('wasm');
  ops = await opsFor(backend, simdModule);
});

/** Exact log p of 16 sentences of the grammar of at most so many tokens: as the page is told it, and of whole ones. */
function exactOf(sequenceLength: number) {
  const { experiment } = presetNamed('sentences')!;
  const settings = {
    ...experiment.settings,
    ...{ hidden: 6, latent: 2, wordWidth: 6, attentionHeads: 2, decoderLayers: 1, batch: 4 },
    ...{ mixingWidths: [5], injectedNoise: [3], validationSize: 16, testSize: 8, sequenceLength },
  };
  const dataset = datasetFrom(settings, null);
  const run = new Run(new Trainer({ ...experiment, settings }, dataset, ops), () => 0);
  const { logProbability } = dataset.text!.truth!;
  const whole = Array.from({ length: 16 }, (_, index) => logProbability('validation', index));
  try {
    let told = run.exactIfDone();
    while (told === null && run.exactPending) told = run.exactIfDone();
    return { told, whole: whole.reduce((sum, each) => sum + each, 0) / 16 };
  } finally {
    run.dispose();
  }
}

test('exact log p of sentences is told where the models read them whole, and not where many are cut off', () => {
  const { told, whole } = exactOf(40);
  expect(told).toMatchObject({ sequences: 16, logp: expect.closeTo(whole, 9) });
  expect(exactOf(8).told).toBeNull();
});
