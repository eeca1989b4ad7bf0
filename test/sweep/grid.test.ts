import { describe, expect, test } from 'vitest';
import { settingsFor } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { parseAxis } from '../../src/sweep/axis.ts';
import { sweepRuns } from '../../src/sweep/grid.ts';

const base = presetNamed('digits-rows')!.experiment;
const runsOf = (...texts: readonly string[]) => sweepRuns(base, texts.map(parseAxis));

describe('an axis', () => {
  test('is a name and its values: lists, ranges, both, each value once', () => {
    expect(parseAxis('seed=1..3,2,9').values).toEqual(['1', '2', '3', '9']);
    expect(parseAxis('learningRate=0.01, 1e-3').values).toEqual(['0.01', '0.001']);
    expect(parseAxis('mixingWidths=64-64,80').values).toEqual(['64-64', '80']);
    expect(parseAxis('model=vrnn,nade').values).toEqual(['vrnn', 'nade']);
    expect(parseAxis('sis-rnn.mixingSamples=1').target).toEqual({
      kind: 'own',
      id: 'sis-rnn',
      key: 'mixingSamples',
    });
  });

  test.each([
    ['seed', /--set seed: expected NAME=VALUES/],
    ['sead=1', /--set sead: there is no such setting/],
    ['seed=', /seed = .*an integer from 0 to/],
    ['seed=1,x', /seed = x was refused: it takes an integer/],
    ['hidden=4,1000', /hidden = 1000 was refused: it takes an integer from 1 to 512/],
    ['scan=1..3', /scan=1\.\.3: a range is of numbers, one of rows/],
    ['seed=5..1', /the smaller number first/],
    ['seed=0..99999', /at most 10000/],
    ['model=lstm', /--set model=lstm: there are sis-rnn, vrnn, rnn, nade/],
    ['vrnn.batch=3', /batch belongs to all models: write --set batch=/],
  ])('that is wrong is refused by name: %s', (text, message) => {
    expect(() => parseAxis(text)).toThrow(message);
  });
});

describe('the product', () => {
  test('has every combination, the last axis fastest, with the settings it names', () => {
    const runs = runsOf('model=vrnn,sis-rnn', 'mixingSamples=1,10', 'seed=1..3');
    expect(runs).toHaveLength(12);
    expect(runs.map(({ name }) => name).slice(0, 4)).toEqual([
      'model=vrnn_mixingSamples=1_seed=1',
      'model=vrnn_mixingSamples=1_seed=2',
      'model=vrnn_mixingSamples=1_seed=3',
      'model=vrnn_mixingSamples=10_seed=1',
    ]);
    const last = runs.at(-1)!;
    expect(last.values).toEqual({ model: 'sis-rnn', mixingSamples: '10', seed: '3' });
    expect(last.experiment.models.map(({ id }) => id)).toEqual(['sis-rnn']);
    expect(last.experiment.settings).toMatchObject({ mixingSamples: 10, seed: 3 });
    expect(last.experiment.settings.steps).toBe(base.settings.steps);
  });

  test('keeps what the preset gives one system alone, unless that is what is swept', () => {
    const widths = (run: (typeof plain)[number]) =>
      settingsFor(run.experiment, run.experiment.models[0]!).mixingWidths;
    const plain = runsOf('model=vrnn');
    expect(widths(plain[0]!)).toEqual([80, 80, 80]);
    expect(widths(runsOf('model=vrnn', 'mixingWidths=20-30-40')[0]!)).toEqual([20, 30, 40]);
  });

  test('sets a setting of one model alone', () => {
    const [first, second] = runsOf('sis-rnn.mixingSamples=3,4');
    expect(first!.experiment.models.map(({ overrides }) => overrides.mixingSamples)).toEqual([
      3,
      undefined,
    ]);
    expect(second!.experiment.models[0]!.overrides.mixingSamples).toBe(4);
    expect(second!.experiment.settings).toEqual(base.settings);
  });

  test('says which runs are the same training: mixing samples are nothing to a VRNN', () => {
    const runs = runsOf('model=vrnn,sis-rnn', 'mixingSamples=1,10', 'seed=1,2');
    expect(runs.filter(({ name, sameAs }) => name !== sameAs).map(({ sameAs }) => sameAs)).toEqual([
      'model=vrnn_mixingSamples=1_seed=1',
      'model=vrnn_mixingSamples=1_seed=2',
    ]);
  });

  test('of no axes is the experiment itself', () => {
    expect(runsOf()).toEqual([{ name: 'run', values: {}, experiment: base, sameAs: 'run' }]);
  });

  test.each([
    [['seed=1', 'seed=2'], /--set seed is given twice/],
    [['nade.hidden=3'], /there is no model nade; there are sis-rnn, vrnn/],
    [['model=vrnn', 'sis-rnn.hidden=3'], /there is no model sis-rnn; there are vrnn/],
    [['seed=1..9999', 'hidden=1,2'], /19998 runs: expected at most 10000/],
    [['mixingWidths=64-64'], /^mixingWidths=64-64: injectedNoise has 3 numbers/],
    [['model=nade', 'data=mirror'], /^model=nade_data=mirror: a NADE is a model of binary/],
  ])('that cannot be made is refused: %j', (texts, message) => {
    expect(() => runsOf(...texts)).toThrow(message);
  });
});
