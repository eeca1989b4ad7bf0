import { describe, expect, test } from 'vitest';
import { type Experiment, MAX_MODELS, newModel, withSetting } from '../../src/config/experiment.ts';
import { DEFAULT_PRESET, PRESETS, presetNamed } from '../../src/config/presets.ts';
import {
  checkValue,
  describeRange,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
  type SettingValue,
  specOf,
} from '../../src/config/settings.ts';
import { formatLink, MAX_LINK_NOTICES, parseLink } from '../../src/state/link.ts';

const mirror = DEFAULT_PRESET.experiment;

/** A value of the setting that is none of its presets'. */
function otherValue(key: SettingKey, old: unknown): SettingValue {
  const checked = checkValue(key, candidateFor(key, old));
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value;
}

function candidateFor(key: SettingKey, old: unknown): unknown {
  const spec = specOf(key);
  switch (spec.kind) {
    case 'integer':
      return old === spec.max ? spec.min : spec.max;
    case 'number':
      return old === 0.1234567 ? spec.min : Math.min(spec.max, Math.max(spec.min, 0.1234567));
    case 'choice':
      return spec.options.find((option) => option !== old);
    case 'flag':
      return !old;
    case 'integers':
      return [spec.max, spec.min, spec.max];
    default:
      return spec satisfies never;
  }
}

function roundTrip(experiment: Experiment) {
  const parsed = parseLink(formatLink(experiment));
  expect(parsed.notices).toEqual([]);
  expect(parsed.experiment).toEqual(experiment);
}

describe('a link read back', () => {
  test('no hash at all is the first preset, without a word', () => {
    expect(parseLink('')).toEqual({ experiment: mirror, shared: null, notices: [] });
    expect(parseLink('#')).toEqual({ experiment: mirror, shared: null, notices: [] });
  });

  test.each(PRESETS)('the preset $name is its version and its name', ({ name, experiment }) => {
    expect(formatLink(experiment)).toBe(`#v=1&preset=${name}`);
    roundTrip(experiment);
  });

  test.each(SETTING_KEYS)('%s survives the round trip', (key) => {
    const changed = withSetting(mirror, key, otherValue(key, mirror.settings[key]));
    expect(formatLink(changed)).toContain(`${key}=`);
    roundTrip(changed);
  });

  test('only what differs is written, lists with commas', () => {
    const changed = withSetting(withSetting(mirror, 'hidden', 48), 'mixingWidths', [16, 16, 16]);
    expect(formatLink(changed)).toBe('#v=1&preset=mirror&hidden=48&mixingWidths=16,16,16');
  });

  test('models with settings of their own survive', () => {
    const [sis, vrnn] = mirror.models;
    const thin = newModel('sis-rnn', mirror.models, {
      mixingSamples: 1,
      mixingWidths: [64, 8, 64],
    });
    const quiet = newModel('sis-rnn', [...mirror.models, thin], { noiseAmplitude: 0.25 });
    const experiment = { ...mirror, models: [sis!, vrnn!, thin, quiet] };
    expect(formatLink(experiment)).toBe(
      '#v=1&preset=mirror&models=sis-rnn,vrnn,sis-rnn~mixingSamples:1~mixingWidths:64-8-64,sis-rnn~noiseAmplitude:0.25',
    );
    roundTrip(experiment);
  });

  test('a model keeps name and colour after the one before it has gone', () => {
    const second = newModel('sis-rnn', mirror.models);
    const experiment = { ...mirror, models: [mirror.models[1]!, second] };
    expect(formatLink(experiment)).toContain('sis-rnn~id:sis-rnn-2~slot:2');
    roundTrip(experiment);
  });

  test('numbers come back to the last bit', () => {
    for (const value of [0.1 + 0.2, 1e-6, 1 / 3, 0.099999999999])
      roundTrip(withSetting(mirror, 'learningRate', value / 10 + 1e-6));
  });
});

describe('a link with mistakes', () => {
  const notice = (hash: string) => parseLink(hash).notices.join('\n');

  test('an unknown key is ignored with a notice and the rest applies', () => {
    const { experiment, notices } = parseLink('#v=1&preset=mirror&colour=red&hidden=48');
    expect(experiment).toEqual(withSetting(mirror, 'hidden', 48));
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('colour');
  });

  test('a value out of bounds is refused, naming key, value and bounds, and the rest applies', () => {
    const { experiment, notices } = parseLink('#v=1&preset=mirror&hidden=100000&seed=7');
    expect(experiment).toEqual(withSetting(mirror, 'seed', 7));
    expect(notices).toHaveLength(1);
    for (const part of ['hidden', '100000', describeRange('hidden')])
      expect(notices[0]).toContain(part);
  });

  test.each([
    ['hidden=', 'hidden'],
    ['hidden=NaN', 'NaN'],
    ['hidden=1.5', '1.5'],
    ['noiseAmplitude=Infinity', 'Infinity'],
    ['annealing=sometimes', 'cyclical'],
    ['mixingWidths=64,,64', 'mixingWidths'],
    ['mixingWidths=64,64,64,64,64', '1 to 4 integers'],
    ['seed=-1', '4294967295'],
  ])('%s is refused', (pair, named) => {
    const { experiment, notices } = parseLink(`#v=1&${pair}`);
    expect(experiment).toEqual(mirror);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(named);
  });

  test('an unknown preset falls back to the first, naming those there are', () => {
    const { experiment, notices } = parseLink('#v=1&preset=nonsense&seed=3');
    expect(experiment).toEqual(withSetting(mirror, 'seed', 3));
    expect(notices[0]).toContain('nonsense');
    expect(notices[0]).toContain('folds');
  });

  test('a newer version says so and still applies what it can', () => {
    const { experiment, notices } = parseLink('#v=2&preset=folds&seed=3');
    expect(experiment.preset).toBe('folds');
    expect(experiment.settings.seed).toBe(3);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('newer version');
    expect(notices[0]).toContain('v = 2');
  });

  test('a version that is none says so', () => {
    for (const text of ['', 'x', '0', '1.5', '-1'])
      expect(notice(`#v=${text}`)).toContain('not a version');
  });

  test('a piece without = and a broken percent escape are named and ignored', () => {
    const { experiment, notices } = parseLink('#v=1&seed&=3&hidden=%E0%A4%A&batch=8');
    expect(experiment).toEqual(withSetting(mirror, 'batch', 8));
    expect(notices).toHaveLength(3);
    expect(notices.join()).toContain('"seed"');
    expect(notices.join()).toContain('escape');
  });

  test('percent escapes that are sound are read', () => {
    expect(parseLink('#v=1&mixingWidths=8%2C8%2C8').experiment.settings.mixingWidths).toEqual([
      8, 8, 8,
    ]);
  });

  test('names of Object.prototype are unknown keys like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { experiment, notices } = parseLink(`#v=1&${key}=1`);
      expect(experiment).toEqual(mirror);
      expect(notices).toHaveLength(1);
      expect(notices[0]).toContain(key);
    }
    expect(Object.hasOwn(Object.prototype, '1')).toBe(false);
    expect(notice('#v=1&preset=__proto__')).toContain('unknown');
    expect(notice('#v=1&models=sis-rnn~__proto__:1')).toContain('__proto__');
  });

  test('a key given twice counts as given last', () => {
    const { experiment, notices } = parseLink('#v=1&seed=2&seed=3');
    expect(experiment.settings.seed).toBe(3);
    expect(notices[0]).toContain('twice');
  });

  test('an unknown model is left out and the others stay', () => {
    const { experiment, notices } = parseLink('#v=1&models=sis-rnn,lstm,vrnn');
    expect(experiment).toEqual(mirror);
    expect(notices[0]).toContain('lstm');
  });

  test('no model that can be read leaves the models of the preset', () => {
    for (const text of ['', ',', 'lstm'])
      expect(parseLink(`#v=1&models=${text}`).experiment).toEqual(mirror);
  });

  test('more models than colours are cut with a notice', () => {
    const { experiment, notices } = parseLink('#v=1&models=vrnn,vrnn,vrnn,vrnn,vrnn');
    expect(experiment.models).toHaveLength(MAX_MODELS);
    expect(new Set(experiment.models.map((model) => model.slot)).size).toBe(MAX_MODELS);
    expect(notices[0]).toContain('5');
  });

  test('a model takes no setting of the whole experiment and no value out of bounds', () => {
    const { experiment, notices } = parseLink('#v=1&models=sis-rnn~seed:3~mixingSamples:-1,vrnn');
    expect(experiment).toEqual(mirror);
    expect(notices).toHaveLength(2);
    expect(notices[1]).toContain(describeRange('mixingSamples'));
  });

  test('two models of one name or colour are told apart again', () => {
    const { experiment, notices } = parseLink('#v=1&models=vrnn~id:a~slot:1,vrnn~id:a~slot:1');
    expect(experiment.models.map((model) => model.id)).toEqual(['a', 'vrnn']);
    expect(experiment.models[0]!.slot).not.toBe(experiment.models[1]!.slot);
    expect(notices).toHaveLength(2);
  });

  test('an RNN beside a known generator is left out; with a learned one it stays', () => {
    const refused = parseLink('#v=1&models=sis-rnn,rnn&seed=4');
    expect(refused.experiment).toEqual(withSetting(mirror, 'seed', 4));
    expect(refused.notices[0]).toContain('no latent');
    const accepted = parseLink('#v=1&models=sis-rnn,rnn&generator=learned');
    expect(accepted.notices).toEqual([]);
    expect(accepted.experiment.models[1]!.system).toBe('rnn');
  });

  test('noise that does not fit the mixing layers goes back to the preset', () => {
    const { experiment, notices } = parseLink('#v=1&injectedNoise=8,8&seed=5');
    expect(experiment).toEqual(withSetting(mirror, 'seed', 5));
    expect(notices[0]).toContain('injectedNoise');
    const both = parseLink('#v=1&mixingWidths=32,32&injectedNoise=8,8');
    expect(both.notices).toEqual([]);
    expect(both.experiment.settings.mixingWidths).toEqual([32, 32]);
  });

  test('arbitrary text never throws and never leaves the bounds', () => {
    const pieces = [
      '#',
      '&',
      '=',
      '%',
      ',',
      '~',
      ':',
      'models',
      'hidden',
      'sis-rnn',
      '9'.repeat(400),
    ];
    let state = 1;
    for (let round = 0; round < 500; round++) {
      let hash = '';
      for (let i = 0; i < 12; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        hash += pieces[state % pieces.length];
      }
      const { experiment } = parseLink(hash);
      roundTrip(experiment);
      expect(experiment.settings.hidden).toBeLessThanOrEqual(SETTINGS.hidden.max);
    }
  });

  test('a link of megabytes is not read, one of a thousand mistakes gives a dozen notices', () => {
    const huge = parseLink(`#v=1&preset=folds&${'a&'.repeat(5e6)}`);
    expect(huge.experiment).toEqual(mirror);
    expect(huge.notices).toEqual([expect.stringContaining('at most 65,536 are read')]);
    const { experiment, notices } = parseLink(`#v=1&preset=folds&${'a&'.repeat(1000)}`);
    expect(experiment.preset).toBe('folds');
    expect(notices).toHaveLength(MAX_LINK_NOTICES);
    expect(notices.at(-1)).toBe('Link: 989 more parts of it could not be read.');
  });

  test('keys that all objects have are no settings', () => {
    const link = '#v=1&__proto__=1&constructor=1&prototype=1&models=sis-rnn~__proto__:1';
    const { experiment, notices } = parseLink(link);
    expect(notices).toHaveLength(4);
    expect(Object.keys(experiment.settings)).toEqual(Object.keys(mirror.settings));
    expect(Object.getPrototypeOf(experiment.models[0]!.overrides)).toBe(Object.prototype);
  });

  test('a huge value is cut short in its notice', () => {
    expect(notice(`#v=1&hidden=${'9'.repeat(5000)}`).length).toBeLessThan(300);
    expect(presetNamed('folds')).toBeDefined();
  });
});
