import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend, simdModule } from '../../src/cli/nodeBackend.ts';
import { newModel } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { opsFor } from '../../src/kernels/ops.ts';
import {
  paths,
  readings,
  type SayingWish,
  type SentenceModels,
  sayings,
} from '../../src/train/sentenceAnswers.ts';
import { looks, type SentenceLook } from '../../src/train/sentenceLook.ts';
import { Trainer } from '../../src/train/trainer.ts';
import { expectClose } from '../closeness.ts';

const SMALL: Partial<Settings> = {
  hidden: 8,
  latent: 3,
  wordWidth: 8,
  attentionHeads: 2,
  decoderLayers: 1,
  mixingWidths: [7, 6],
  injectedNoise: [4, 3],
  mixingSamplesEvaluation: 5,
  validationSize: 24,
  testSize: 20,
  batch: 8,
};

let by: SentenceModels;
beforeAll(async () => {
  const { backend } = await openNodeBackend('wasm');
  const ops = await opsFor(backend, simdModule);
  const { experiment } = presetNamed('sentences')!;
  const settings = { ...experiment.settings, ...SMALL };
  const models = [newModel('sis-rnn', []), newModel('vrnn', []), newModel('rnn', [])];
  const dataset = datasetFrom(settings, null);
  const trainer = new Trainer({ ...experiment, models, settings }, dataset, ops);
  for (let step = 0; step < 3; step++) await trainer.advance();
  by = { step: trainer.step, learners: trainer.learners, dataset };
});

async function last<T>(steps: AsyncGenerator<T | null, void>): Promise<T> {
  let found: T | null = null;
  for await (const answer of steps) found = answer ?? found;
  return found!;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('sentences said', () => {
  const wish: SayingWish = {
    beginning: 'The cook',
    like: null,
    count: 3,
    temperature: 1,
    seed: 1,
  };

  it('begin as they were begun, model by model, each word with its log p', async () => {
    const answers = [];
    for await (const answer of sayings(by, wish)) if (answer) answers.push(answer);
    expect(answers.map(({ models, done }) => [models.length, done])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [3, true],
    ]);
    const { beginning, models, step } = answers.at(-1)!;
    expect([beginning.words, step]).toEqual([['the', 'cook'], 3]);
    for (const { sentences } of models) {
      expect(sentences).toHaveLength(3);
      for (const { words, logProbabilities, ended } of sentences) {
        expect(words.slice(0, 2)).toEqual(['the', 'cook']);
        expect(logProbabilities).toHaveLength(words.length + (ended ? 1 : 0));
        expect(logProbabilities.every((log) => log < 0)).toBe(true);
      }
    }
  });

  it('are the same for the same seed, other ones for another, and as far as z goes for another source', async () => {
    const first = await last(sayings(by, wish));
    expect(await last(sayings(by, wish))).toEqual(first);
    expect((await last(sayings(by, { ...wish, seed: 2 }))).models).not.toEqual(first.models);
    const like = await last(sayings(by, { ...wish, like: 'is the cook brave ?' }));
    expect(like.like!.words).toEqual(['is', 'the', 'cook', 'brave', '?']);
    expect(like.models[2]).toEqual(first.models[2]); // an RNN has no z
    expect(like.models[0]).not.toEqual(first.models[0]);
  });

  it('at temperature 0 are the likeliest, whatever the noise of words', async () => {
    const { models } = await last(sayings(by, { ...wish, temperature: 0 }));
    const [one, ...others] = models[2]!.sentences;
    for (const other of others) expect(other).toEqual(one);
  });
});

describe('a sentence read', () => {
  it('has log p of each word and its end; what they add up to less KL is the bound', async () => {
    const sentence = 'the cook was proud .';
    const reading = await last(readings(by, { sentence, seed: 1 }));
    expect(reading.sentence.words).toHaveLength(5);
    expect(reading.models.map(({ kl }) => kl === null)).toEqual([false, false, true]);
    for (const { logProbabilities } of reading.models) expect(logProbabilities).toHaveLength(6);
    // An RNN's are those of the words said on from the beginning, which is the whole sentence.
    const said = await last(
      sayings(by, { beginning: sentence, like: null, count: 1, temperature: 1, seed: 1 }),
    );
    const again = said.models[2]!.sentences[0]!.logProbabilities.slice(0, 5);
    expectClose(reading.models[2]!.logProbabilities.slice(0, 5), again, { atol: 1e-4, rtol: 0 });
    expect(sum(reading.models[2]!.logProbabilities)).toBeGreaterThan(-6 * 12);
  });

  it('of the grammar comes with what the grammar says of it; of no sentence of it with nothing', async () => {
    const { truth } = await last(readings(by, { sentence: 'emma was proud .', seed: 1 }));
    expect(truth!.logProbability).toBeLessThan(0);
    const tense = truth!.factors.find(({ name }) => name === 'tense')!;
    expect([tense.value, tense.probability > 0.99]).toEqual(['past', true]);
    expect((await last(readings(by, { sentence: 'proud was', seed: 1 }))).truth).toBeNull();
  });

  it('that is empty has its end alone', async () => {
    const reading = await last(readings(by, { sentence: '', seed: 1 }));
    for (const { logProbabilities } of reading.models) expect(logProbabilities).toHaveLength(1);
  });
});

describe('a line between two sentences', () => {
  it('has as many sentences as were asked for, of models with a latent', async () => {
    const path = await last(
      paths(by, { from: 'emma was proud .', to: 'is the cook brave ?', points: 5, seed: 1 }),
    );
    expect(path.models.map(({ id, sentences }) => [id, sentences.length])).toEqual([
      ['sis-rnn', 5],
      ['vrnn', 5],
    ]);
    for (const { distance } of path.models) expect(distance).toBeGreaterThan(0);
  });

  it('from a sentence to itself is between two draws, the same again and others with other noise', async () => {
    const same = 'emma was proud .';
    const wish = { from: same, to: same, points: 3, seed: 1 };
    const path = await last(paths(by, wish));
    for (const { distance } of path.models) expect(distance).toBeGreaterThan(0);
    expect(await last(paths(by, wish))).toEqual(path);
    expect((await last(paths(by, { ...wish, seed: 2 }))).models).not.toEqual(path.models);
  });
});

describe('how z is used', () => {
  it('comes model by model with clouds, figures and factors, and tells its share meanwhile', async () => {
    const shares: number[] = [];
    let look: SentenceLook | null = null;
    for await (const answer of looks(by, { sentences: 20, draws: 4 }))
      if (typeof answer === 'number') shares.push(answer);
      else look = answer;
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const { models, sentences, draws, done } = look!;
    expect([sentences, draws, done]).toEqual([20, 4, true]);
    expect(models.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
    for (const { z, dimensions, plane, use, factors } of models) {
      expect(z).toHaveLength(20 * 4 * dimensions);
      expect(plane.directions).toHaveLength(2);
      expect(use.mutualInformation).toBeLessThanOrEqual(Math.log(20));
      expect(use.klExclusive).toBeLessThanOrEqual(use.klInclusive);
      expect(Object.keys(factors!)).toContain('topic');
    }
  });

  it('of fewer sentences than were asked for is of those there are', async () => {
    const look = await last(
      (async function* () {
        for await (const answer of looks(by, { sentences: 999, draws: 2 }))
          yield typeof answer === 'number' ? null : answer;
      })(),
    );
    expect(look.sentences).toBe(24);
  });
});
