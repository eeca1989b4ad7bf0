/** The Python of docs/weights.md, run on weights written here: the bound of PyTorch is that of this programme. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { range, toTensors } from '../../src/train/evaluate.ts';
import { freshDraws, noiseStreams, passNoise } from '../../src/train/noise.ts';
import { toSafetensors } from '../../src/train/safetensors.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { expectClose } from '../closeness.ts';

const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import torch']).status === 0,
);
if (python === undefined) console.log('docs/weights.md is not run: no python3 here has torch');

const page = readFileSync(new URL('../../docs/weights.md', import.meta.url), 'utf8');
const snippets = [...page.matchAll(/```python\n(.*?)```/gs)].map(([, code]) => code!);
const [SIZE, COUNT] = [5, 7];

let folder: string;
beforeAll(async () => {
  await openNodeBackend('wasm');
  folder = mkdtempSync(join(tmpdir(), 'sis-rnn-weights-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(code: string): string {
  const { status, stdout, stderr } = spawnSync(python!, ['-c', code], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

/** Two models after some steps, so that no weight is what it was born as, and a file of each. */
async function trained(differences: Partial<Settings>) {
  const { experiment } = presetNamed('digits-rows')!;
  const settings: Settings = {
    ...experiment.settings,
    ...{ hidden: 9, features: 8, latent: 3, batch: 3, validationSize: 8, testSize: 8 },
    ...{ mixingWidths: [7, 6], injectedNoise: [5, 3], mixingSamples: 3, mixingSamplesStart: 3 },
    ...{ priorWidths: [5], decoderWidths: [6, 4], inference: 'filtering' as const },
    ...differences,
  };
  const own = experiment.models.map((model) => ({ ...model, overrides: {} }));
  const trainer = new Trainer(
    { ...experiment, models: own, settings },
    datasetFrom(settings, null),
    referenceOps,
  );
  for (let step = 0; step < 2; step++) await trainer.advance();
  for (const learner of trainer.learners) {
    const metadata = { experiment: JSON.stringify(trainer.experiment) };
    const bytes = toSafetensors(learner.layout, await learner.parameters(), metadata);
    writeFileSync(join(folder, `${learner.spec.id}.safetensors`), bytes);
  }
  return trainer;
}

/** A batch and noise as this programme draws them, and the bound it finds. */
async function measured(trainer: Trainer, at: number) {
  const learner = trainer.learners[at]!;
  const { shape, settings } = learner;
  const { x } = toTensors(trainer.dataset.test.batch(range(0, SIZE), 0));
  const streams = noiseStreams(1, 'docs');
  const noise = passNoise(shape, settings, streams, x.shape[0], SIZE, {})!;
  const draws = freshDraws(shape, settings, streams, COUNT, 1, {});
  const bound = tf.tidy(() => {
    const { reconstruction, kl } = learner.bound({
      x,
      mask: null,
      noise,
      draws,
      gradient: 'path',
    });
    return tf.sub(reconstruction, kl);
  });
  // tfjs writes a tensor without columns without rows too.
  const none = (...sizes: number[]): unknown[] =>
    sizes.reduceRight<unknown[]>((inner, count) => new Array<unknown>(count).fill(inner), []);
  return {
    given: {
      x: await x.array(),
      epsilon: await noise.epsilon.array(),
      injected: (await noise.injected?.array()) ?? none(x.shape[0], SIZE),
      draws: typeof draws === 'number' ? none(draws) : (await draws.array())[0],
      cap: settings.sigmaCap,
    },
    bound: await bound.data(),
  };
}

describe.skipIf(python === undefined)('docs/weights.md in PyTorch', () => {
  test.each([
    ['SIS-RNN', 0, {}],
    [
      'SIS-RNN with one mixing layer and a cap',
      0,
      { mixingWidths: [6], injectedNoise: [4], sigmaCap: 0.3 },
    ],
    ['VRNN', 1, {}],
  ] as const)('reproduces the bound of a %s', async (_what, at, differences) => {
    const trainer = await trained(differences);
    const { given, bound } = await measured(trainer, at);
    writeFileSync(join(folder, 'given.json'), JSON.stringify(given));
    const { id } = trainer.learners[at]!.spec;
    const found = run(`${snippets[0]}
given = json.load(open("given.json"))
tensors = {name: torch.tensor(value, dtype=torch.float32) for name, value in given.items() if name != "cap"}
with torch.no_grad():
    print(json.dumps(bound(load("${id}.safetensors")[0], **tensors, cap=given["cap"]).tolist()))`);
    expectClose(JSON.parse(found) as number[], bound, { atol: 1e-4, rtol: 1e-5 });
    trainer.dispose();
  });

  test('runs as it stands with noise of one’s own', async () => {
    const trainer = await trained({});
    expect(run(snippets.join('\n'))).toMatch(/^tensor\(-\d+\.\d+\)\n$/);
    trainer.dispose();
  });
});
