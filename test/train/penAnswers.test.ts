import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { newModel, settingsFor } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { datasetFrom } from '../../src/data/importer.ts';
import { inkOf, linesOf, padScaleOf } from '../../src/data/pen/pad.ts';
import { referenceOps } from '../../src/model/reference.ts';
import { Learner } from '../../src/train/learner.ts';
import { type PenModels, type PenWish, penAnswers, penModels } from '../../src/train/penAnswers.ts';
import { penWarmUp } from '../../src/train/penWarmUp.ts';

const preset = presetNamed('handwriting')!.experiment;
const experiment = { ...preset, settings: { ...preset.settings, hidden: 12, features: 8 } };
const dataset = datasetFrom(experiment.settings, null);
const scale = padScaleOf(dataset, experiment.settings);
const [line] = linesOf(dataset, dataset.validation, 1);
const ink = { strokes: inkOf(line!.subarray(0, 60), scale), sampled: true };
const wish: PenWish = {
  ink,
  lifted: false,
  count: 2,
  steps: 10,
  temperatures: { pen: 1, z: 1 },
  varied: 'both',
  seed: 3,
};
let models: PenModels;

beforeAll(async () => {
  await openNodeBackend('wasm');
  const weights = [];
  for (const system of ['sis-rnn', 'vrnn'] as const) {
    const spec = newModel(system, []);
    const settings = settingsFor(experiment, spec);
    const first = dataset.validation.batch([0], 0);
    const learner = new Learner(spec, settings, dataset, first, referenceOps);
    const { id } = spec;
    weights.push({ id, shape: learner.shape, flat: await learner.parameters(), settings });
    learner.dispose();
  }
  models = penModels({ step: 7, scale, units: dataset.unitScale!, models: weights });
});

const last = (change: Partial<PenWish> = {}) =>
  [...penAnswers(models, { ...wish, ...change })].at(-1)!;
const linesFor = (id: string, change: Partial<PenWish> = {}) =>
  last(change).models.find((model) => model.id === id)!.lines;

it('is the same after a warm-up, which lets go after every few steps', () => {
  const cold = last();
  let yields = 0;
  for (const _ of penWarmUp(models)) yields++;
  // Four rounds of two models, 20 steps of each, four at a time, and the end of each round.
  expect(yields).toBe(4 * (2 * 5 + 1));
  expect(last()).toEqual(cold);
});

describe('an answer on the pad', () => {
  it('grows, the first line of a model first, and is done once', () => {
    const answers = [...penAnswers(models, wish)];
    expect(answers.filter(({ done }) => done)).toEqual([answers.at(-1)]);
    expect(answers[0]!.models.map(({ lines }) => lines.length)).toEqual([1, 0]);
    expect(answers[0]!.models[0]!.lines[0]!.length / 3).toBeLessThan(10);
    expect(last().step).toBe(7);
    for (const { lines } of last().models)
      expect(lines.map(({ length }) => length / 3)).toEqual([10, 10]);
  });

  it('shows the ink as it was seen: sampled ink where it was', () => {
    const { seen } = last();
    const xs = ink.strokes.flatMap(({ x }) => [...x]);
    expect(seen.length / 3).toBe(xs.length);
    for (const [i, x] of xs.entries()) expect(seen[3 * i]).toBeCloseTo(x, 2);
  });

  it('goes on where the ink ends', () => {
    const moved = {
      ...ink,
      strokes: ink.strokes.map(({ x, y }) => ({ x: x.map((v) => v + 500), y })),
    };
    const here = linesFor('vrnn')[0]!;
    const there = linesFor('vrnn', { ink: moved })[0]!;
    for (let i = 0; i < 30; i += 3) expect(there[i]! - here[i]!).toBeCloseTo(500, 1);
  });

  it('is the same for the same wish, and its second line the first of the next seed', () => {
    expect(last()).toEqual(last());
    expect(linesFor('sis-rnn', { seed: 4 })[0]).toEqual(linesFor('sis-rnn')[1]);
  });

  it('with one noise held has the same first line and another second one', () => {
    const both = linesFor('sis-rnn');
    for (const varied of ['latent', 'pen'] as const) {
      const held = linesFor('sis-rnn', { varied });
      expect(held[0]).toEqual(both[0]);
      expect(held[1]).not.toEqual(both[1]);
      expect(held[1]).not.toEqual(held[0]);
    }
  });

  it('without ink begins at the origin', () => {
    const nothing = last({ ink: { strokes: [], sampled: false } });
    expect(nothing.seen).toHaveLength(0);
    expect(nothing.models[0]!.lines[0]).toHaveLength(30);
  });
});
