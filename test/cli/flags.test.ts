import { describe, expect, it } from 'vitest';
import { experimentOf, helpText, type OwnFlags, parseCommand } from '../../src/cli/flags.ts';
import { presetNamed } from '../../src/config/presets.ts';
import { SETTING_KEYS, specOf } from '../../src/config/settings.ts';

const OWN: OwnFlags = {
  preset: ['NAME', 'preset'],
  models: ['LIST', 'models'],
  data: ['PATH', 'file'],
};

const experiment = (line: string, file: string | null = null) =>
  experimentOf(parseCommand(line === '' ? [] : line.split(' '), OWN), file);

describe('flags', () => {
  it('without any are the default preset', () => {
    expect(experiment('')).toEqual(presetNamed('mirror')!.experiment);
  });

  it('set what they name, hyphenated or as in a link, with a space or an equals sign', () => {
    const { settings, preset } = experiment(
      '--preset folds --mixing-samples 7 --learningRate=0.01 --injected-noise 4,3,2 --data-set sum',
    );
    expect(preset).toBe('folds');
    expect(settings).toMatchObject({
      mixingSamples: 7,
      learningRate: 0.01,
      injectedNoise: [4, 3, 2],
      data: 'sum',
    });
  });

  it('name the models', () => {
    const { models } = experiment('--generator learned --models rnn,sis-rnn,sis-rnn');
    expect(models.map((model) => model.id)).toEqual(['rnn', 'sis-rnn', 'sis-rnn-2']);
  });

  it('--data is a file, not a setting', () => {
    expect(parseCommand(['--data', 'a.csv'], OWN).own.get('data')).toBe('a.csv');
  });

  it.each([
    ['--stepz 3', /--stepz is not a flag/],
    ['steps 3', /"steps" is not a flag/],
    ['--steps', /--steps needs a value/],
    ['--hidden 9000', /hidden = 9000 was refused: it takes an integer from 1 to 512/],
    ['--annealing maybe', /one of none, cyclical, tempered/],
    ['--preset mirrors', /--preset mirrors: there are mirror, mirror-iid/],
    ['--models vrnn,lstm', /--models lstm: there are sis-rnn, vrnn, rnn/],
    ['--models vrnn,vrnn,vrnn,vrnn,vrnn', /at most 4 models/],
    ['--models rnn', /an RNN has no latent/],
    ['--reverse-model true --noise-kind gaussian', /reverseModel guesses coins/],
    ['--models nade', /a NADE is a model of binary pictures: set data=digits-rows/],
    ['--injected-noise 4,3', /injectedNoise has 2 numbers and mixingWidths 3/],
  ])('%s is refused with the reason', (line, message) => {
    expect(() => experiment(line)).toThrow(message);
  });

  it('begin with an experiment of a file, and a broken one is refused with the reason', () => {
    const saved = { ...presetNamed('sum')!.experiment, preset: 'sum' };
    expect(experiment('--seed 9', JSON.stringify(saved)).settings).toEqual({
      ...saved.settings,
      seed: 9,
    });
    expect(() => experiment('', '{')).toThrow(/--experiment: the file is not JSON/);
    expect(() => experiment('', '{"version":1}')).toThrow(/--experiment: not an experiment/);
  });

  it('are all in the help, each with what it takes', () => {
    const text = helpText('usage', OWN).replace(/\s+/g, ' ');
    for (const key of SETTING_KEYS) expect(text).toContain(specOf(key).help);
  });
});
