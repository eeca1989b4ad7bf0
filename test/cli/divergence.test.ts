import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { CHECKPOINT_FILE } from '../../src/cli/runStart.ts';
import { train } from '../../src/cli/training.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import type { Ops } from '../../src/model/ops.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { fromCheckpoint, toCheckpoint } from '../../src/train/checkpoint.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { node } from './node.ts';

let folder: string;
let told: string;
beforeAll(async () => {
  await openNodeBackend('wasm');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sis-rnn-diverged-'));
  told = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const mirror = presetNamed('mirror')!.experiment;
const experiment: Experiment = {
  ...mirror,
  settings: {
    ...mirror.settings,
    ...{ sequenceLength: 2, batch: 4, hidden: 4, features: 4 },
    ...{ mixingWidths: [6], injectedNoise: [4], mixingSamples: 2, mixingSamplesStart: 2 },
    ...{ mixingSamplesEvaluation: 3, validationSize: 8, testSize: 8, steps: 12 },
  },
};

/** Operations whose rollouts in `calls`, from 1, give z that are not finite. A step is one of each model's. */
function poisonedAt(...calls: number[]): Ops {
  let made = 0;
  return {
    ...referenceOps,
    rollout: (inputs) => {
      const drawn = referenceOps.rollout(inputs);
      return calls.includes(++made) ? { ...drawn, z: tf.mul(drawn.z, Number.NaN) } : drawn;
    },
  };
}

const trainerWith = (ops: Ops) =>
  new Trainer(experiment, datasetFrom(experiment.settings, null), ops);
const run = (trainer: Trainer) =>
  train(
    trainer,
    { experiment, out: folder, from: null },
    { save: async () => {}, checkpointMs: 1e9, interrupted: () => false, report: () => {} },
  );

describe('a run without a page', () => {
  it('goes on with the other model, in a clear line, and says at its end who diverged', async () => {
    const trainer = trainerWith(poisonedAt(2 * 4 - 1));
    const diverged = await run(trainer);
    expect([...diverged.keys()]).toEqual(['sis-rnn']);
    expect(diverged.get('sis-rnn')!.step).toBe(4);
    expect(told).toContain('sis-rnn diverged at step 4: the bound was not finite; likely cause: ');
    expect(told).toContain('last good weights, of step 0; --resume DIR --learning-rate 0.00');
    expect(trainer.step).toBe(12);
    expect(trainer.learners.map(({ steps }) => steps)).toEqual([0, 12]);
    trainer.dispose();
  });

  it('ends where no model trains any more', async () => {
    const trainer = trainerWith(poisonedAt(2 * 4 - 1, 2 * 4));
    const diverged = await run(trainer);
    expect([...diverged.keys()]).toEqual(['sis-rnn', 'vrnn']);
    expect(trainer.step).toBe(4);
    trainer.dispose();
  });
});

describe('the exit status', () => {
  it('is 3 where a model stands still, and 0 once it goes on at another rate', async () => {
    vi.restoreAllMocks();
    const script = 'src/cli/train.ts';
    writeFileSync(join(folder, 'e.json'), JSON.stringify(experiment));
    const out = join(folder, 'run');
    const first = await node(script, '--experiment', join(folder, 'e.json'), '--out', out);
    expect(first.code, first.err).toBe(0);
    const path = join(out, CHECKPOINT_FILE);
    const { state, ...rest } = fromCheckpoint(readFileSync(path));
    const learners = state.learners.map((learner, i) => ({ ...learner, halted: i === 0 }));
    writeFileSync(path, toCheckpoint({ ...rest, state: { ...state, learners } }));
    const still = await node(script, '--resume', out, '--steps', '14');
    expect(still.code, still.err).toBe(3);
    expect(still.err).toContain('sis-rnn diverged and stands still; --learning-rate');
    const going = await node(script, '--resume', out, '--steps', '16', '--learning-rate', '0.0005');
    expect(going.code, going.err).toBe(0);
    const after = fromCheckpoint(readFileSync(path)).state;
    expect(after.learners.map(({ steps }) => steps)).toEqual([14, 16]);
  });
});
