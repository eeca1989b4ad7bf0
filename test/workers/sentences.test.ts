import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { datasetFrom, importFile } from '../../src/data/importer.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import type { Ops } from '../../src/model/ops.ts';
import type { FromWorker, SentenceRequest } from '../../src/protocol.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { SentenceQuestions } from '../../workers/sentences.ts';

const { experiment: text } = presetNamed('text')!;
const experiment = {
  ...text,
  settings: {
    ...text.settings,
    ...{ hidden: 6, latent: 2, wordWidth: 6, attentionHeads: 2, decoderLayers: 1 },
    ...{ mixingWidths: [5], injectedNoise: [3], mixingSamplesEvaluation: 3, batch: 4 },
    ...{ validationSize: 8, testSize: 8 },
  },
};

let ops: Ops;
let dataset: Dataset;
beforeAll(async () => {
  const { backend } = await openNodeBackend('wasm');
  ops = await opsFor(backend, simdModule);
  const lines = Array.from({ length: 60 }, (_, i) => `sentence ${'so '.repeat(i % 4)}it is .`);
  const file = await importFile('a.txt', new TextEncoder().encode(lines.join('\n')));
  dataset = datasetFrom(experiment.settings, file);
});

let trainer: Trainer;
let told: FromWorker[];
let questions: SentenceQuestions;
beforeEach(() => {
  trainer = new Trainer(experiment, dataset, ops);
  told = [];
  questions = new SentenceQuestions((message) => told.push(message));
});
afterEach(async () => {
  await questions.forget();
  trainer.dispose();
});

const wish = { beginning: '', like: null, count: 2, temperature: 1, seed: 1 };
const saying: SentenceRequest = { kind: 'continue', wish };
const samples: SentenceRequest = { kind: 'samples', wish };
const look: SentenceRequest = { kind: 'look', wish: { sentences: 8, draws: 2 } };

async function toTheEnd(): Promise<void> {
  while (questions.pending) await questions.turn(trainer, 1);
}

const answersTo = (id: number) =>
  told.flatMap((message) =>
    message.type === 'sentences' && message.id === id ? [message.answer.answer] : [],
  );

test('a question is answered in turns, to its end', async () => {
  await questions.ask('continue', 1, saying);
  expect(questions.pending).toBe(true);
  await questions.turn(trainer, 0.01);
  expect(answersTo(1)).toEqual([]);
  await toTheEnd();
  expect(answersTo(1).map(({ done }) => done)).toEqual([false, false, true]);
});

test('what is asked anew of a kind leaves the question before without an end', async () => {
  await questions.ask('continue', 1, saying);
  await questions.turn(trainer, 0.01);
  await questions.ask('continue', 2, saying);
  await toTheEnd();
  expect(answersTo(1).every(({ done }) => !done)).toBe(true);
  expect(answersTo(2).at(-1)!.done).toBe(true);
});

test('questions of other kinds wait for their turn, the quick ones first', async () => {
  await questions.ask('look', 1, look);
  await questions.ask('samples', 2, samples);
  await questions.ask('continue', 3, saying);
  await toTheEnd();
  const ends = told.flatMap((message) =>
    message.type === 'sentences' && message.answer.answer.done ? [message.id] : [],
  );
  expect(ends).toEqual([3, 2, 1]);
});

test('the answer is of the models as they were when it began, though they go on', async () => {
  await questions.ask('continue', 1, saying);
  await toTheEnd();
  await questions.ask('continue', 2, saying);
  await questions.turn(trainer, 0.01);
  await trainer.advance();
  await toTheEnd();
  expect(answersTo(2).at(-1)).toEqual(answersTo(1).at(-1));
  await questions.ask('continue', 3, saying);
  await toTheEnd();
  expect(answersTo(3).at(-1)!.step).toBe(1);
});

test('nothing more is heard of a question that was taken back, nor after another run began', async () => {
  await questions.ask('look', 1, look);
  await questions.turn(trainer, 0.01);
  await questions.ask('look', 1, null);
  expect(questions.pending).toBe(false);
  await questions.ask('look', 2, look);
  await questions.ask('continue', 3, saying);
  await questions.forget();
  expect(questions.pending).toBe(false);
  expect(told.filter(({ type }) => type === 'sentences')).toEqual([]);
});

test('what fails is a problem, and the next question is answered', async () => {
  const broken: SentenceRequest = { kind: 'continue', wish: { ...wish, count: -1 } };
  await questions.ask('continue', 1, broken);
  await questions.ask('samples', 2, samples);
  await toTheEnd();
  expect(told[0]).toMatchObject({
    type: 'problem',
    message: expect.stringContaining('The models could not answer'),
  });
  expect(answersTo(2).at(-1)!.done).toBe(true);
});
