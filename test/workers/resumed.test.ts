import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import type { Experiment } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { DataSetName } from '../../src/config/settings.ts';
import { datasetFrom, type ImportedFile } from '../../src/data/importer.ts';
import { referenceOps } from '../../src/model/reference.ts';
import type { FromWorker, RunData } from '../../src/protocol.ts';
import { type Checkpoint, checkpointOf, fromCheckpoint } from '../../src/train/checkpoint.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { Imports } from '../../workers/imports.ts';
import { resumedOn } from '../../workers/resumed.ts';
import { idxBytes } from '../data/idxBytes.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

function small(preset: string): Experiment {
  const { experiment } = presetNamed(preset)!;
  const sizes = {
    ...{ hidden: 4, features: 4, mixingWidths: [5], injectedNoise: [3], priorWidths: [4] },
    ...{ decoderWidths: [4], batch: 2, validationSize: 8, testSize: 8, sequenceLength: 4 },
  };
  return { ...experiment, settings: { ...experiment.settings, ...sizes } };
}

async function given(data: RunData, name: DataSetName): Promise<ImportedFile> {
  const said: FromWorker[] = [];
  const imports = new Imports((message) => said.push(message));
  await imports.giveBack(data);
  expect(said).toEqual([]);
  return imports.of(name)!;
}

async function checkpoint(preset: string, file: ImportedFile | null): Promise<Checkpoint> {
  const experiment = small(preset);
  const trainer = new Trainer(experiment, datasetFrom(experiment.settings, file), referenceOps);
  return fromCheckpoint(await checkpointOf(trainer, 'wasm'));
}

const picked = (name: string, content: BlobPart): RunData => ({
  kind: 'files',
  files: [{ name, blob: new Blob([content]) }],
});

test('drawn digits go on, also where a file of digits was opened since', async () => {
  const drawn = await checkpoint('digits-rows', null);
  const mnist = await given(picked('a', idxBytes([60, 28, 28]).slice()), 'digits-rows');
  expect(resumedOn(drawn, mnist, referenceOps).dataset.description).toContain('Synthetic');
  const real = await checkpoint('digits-rows', mnist);
  expect(resumedOn(real, mnist, referenceOps).dataset.description).not.toContain('Synthetic');
  expect(() => resumedOn(real, null, referenceOps)).toThrow(/and not the same/);
});

test('a table goes on with its own file only, and the message names both', async () => {
  const table = (factor: number) =>
    `a,b\n${Array.from({ length: 90 }, (_, i) => `${Math.sin(factor * i)},${i % 5}`).join('\n')}`;
  const own = await given(picked('own.csv', table(1)), 'your-csv');
  const other = await given(picked('other.csv', table(2)), 'your-csv');
  const run = await checkpoint('your-csv', own);
  expect(resumedOn(run, own, referenceOps).step).toBe(0);
  expect(() => resumedOn(run, other, referenceOps)).toThrow(/"own.csv.*here is "other.csv/);
  expect(() => resumedOn(run, null, referenceOps)).toThrow(/needs a CSV file/);
});

test('a table with dates goes on with its own file, and does not take them for data', async () => {
  const table = (days: string, factor: number) =>
    `date,a\n${Array.from({ length: 90 }, (_, i) => `${days} ${i},${Math.sin(factor * i)}`).join('\n')}`;
  const own = await given(picked('own.csv', table('Monday', 1)), 'your-csv');
  const run = await checkpoint('your-csv', own);
  expect(run.data.description).toContain('(left out, no numbers: "date")');
  expect(resumedOn(run, own, referenceOps).step).toBe(0);
  const others = await given(picked('own.csv', table('Tuesday', 1)), 'your-csv');
  expect(resumedOn(run, others, referenceOps).step).toBe(0);
  const other = await given(picked('own.csv', table('Monday', 2)), 'your-csv');
  expect(() => resumedOn(run, other, referenceOps)).toThrow(/and not the same/);
});

test('lines of one’s own hand go on, parted by the seed they were parted by', async () => {
  const lines = Array.from({ length: 6 }, (_, n) => [
    { x: [0, 40 + n, 90, 140, 200], y: [0, 30, 5 * n, 60, 20] },
  ]);
  const hand = await given({ kind: 'hand', lines, seed: 4 }, 'strokes');
  const run = await checkpoint('strokes', hand);
  expect(resumedOn(run, hand, referenceOps).dataset.train.count).toBeGreaterThan(0);
  const parted = await given({ kind: 'hand', lines, seed: 5 }, 'strokes');
  expect(() => resumedOn(run, parted, referenceOps)).toThrow(/and not the same/);
});
