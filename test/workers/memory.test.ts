import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import { held } from '../../src/kernels/simd/memory.ts';
import type { Ops } from '../../src/model/ops.ts';
import { DEFAULT_WATCH, type FromWorker } from '../../src/protocol.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Checkpoints } from '../../workers/checkpoints.ts';
import { Run } from '../../workers/run.ts';

/** The long run of docs/reliability.md is this one with SIS_RNN_STEPS=10000. */
const STEPS = Number(process.env['SIS_RNN_STEPS'] ?? 400);
const LOOKS = 4;

let ops: Ops;
beforeAll(async () => {
  const { backend } = await openNodeBackend('wasm');
  ops = await opsFor(backend, simdModule);
});

/** What is left once all garbage is gone. */
function memoryInUse() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { numTensors, numBytes } = tf.memory();
  const { rss, heapUsed } = process.memoryUsage();
  return { numTensors, numBytes, linear: held.bytes, heapUsed, rss };
}
/** The heap holds code and its profiles too, which still grow in the first steps. */
const HEAP_MARGIN = 4 * 2 ** 20;

const SMALL = {
  ...{ sequenceLength: 4, batch: 8, hidden: 8, features: 8, mixingWidths: [8], injectedNoise: [6] },
  ...{ mixingSamples: 5, mixingSamplesStart: 5, mixingSamplesEvaluation: 10 },
  ...{ validationSize: 16, testSize: 16, validateEvery: 50 },
};

describe('the memory of a run', () => {
  test(`is the same after a quarter of ${STEPS} steps and after all, with reports, validations and checkpoints`, async () => {
    const { experiment } = presetNamed('mirror')!;
    const settings = { ...experiment.settings, ...SMALL };
    const trainer = new Trainer({ ...experiment, settings }, datasetFrom(settings, null), ops);
    const run = new Run(trainer, () => tf.memory().numBytes);
    const posted: FromWorker['type'][] = [];
    const checkpoints = new Checkpoints(
      (message) => posted.push(message.type),
      async (of) => {
        await of.report(DEFAULT_WATCH, true);
      },
    );
    checkpoints.begin('wasm', null);
    const looks: ({ step: number } & ReturnType<typeof memoryInUse>)[] = [];
    for (let step = 1; step <= STEPS; step++) {
      await run.advance(async () => true);
      run.exactIfDone();
      run.gapIfDue();
      if (step % 10 === 0) {
        run.watchNow();
        await run.report(DEFAULT_WATCH, true);
      }
      if (step % 50 === 0) await checkpoints.make(run);
      if (step % (STEPS / LOOKS) !== 0) continue;
      looks.push({ step, ...memoryInUse() });
    }
    if (process.env['SIS_RNN_STEPS'] !== undefined) console.table(looks);
    expect(looks).toHaveLength(LOOKS);
    expect(posted.filter((type) => type === 'checkpoint')).toHaveLength(STEPS / 50);
    const [first, ...later] = looks;
    for (const look of later) {
      expect(look.numTensors).toBe(first!.numTensors);
      expect(look.numBytes).toBe(first!.numBytes);
      expect(look.linear).toBe(first!.linear);
      expect(look.heapUsed).toBeLessThan(first!.heapUsed + HEAP_MARGIN);
    }
    const before = tf.memory().numTensors;
    run.dispose();
    expect(before - tf.memory().numTensors).toBe(before);
  }, 3_600_000);
});
