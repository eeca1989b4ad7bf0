import { describe, expect, test } from 'vitest';
import {
  type Experiment,
  MAX_MODELS,
  type ModelSpec,
  missingSettings,
  modelLabel,
  newModel,
  parseExperiment,
  problemsOf,
  settingsFor,
  usesKnownGenerator,
  withSetting,
} from '../../src/config/experiment.ts';
import { DEFAULT_PRESET, LONG_PRESETS, PRESETS, presetNamed } from '../../src/config/presets.ts';
import { mixingSamplesAt } from '../../src/config/schedules.ts';
import { DATA_SETS, SETTINGS } from '../../src/config/settings.ts';
import type { ColourSlot } from '../../src/config/systems.ts';
import { layoutOf } from '../../src/model/layout.ts';
import { shapeOf } from '../../src/model/shape.ts';

const mirror = DEFAULT_PRESET.experiment;
const copy = (experiment: Experiment) =>
  JSON.parse(JSON.stringify(experiment)) as Record<string, unknown> & {
    settings: Record<string, unknown>;
    models: Record<string, unknown>[];
  };

describe('presets', () => {
  test.each([...PRESETS, ...LONG_PRESETS])(
    '$name comes back from JSON as it was and has no problem',
    ({ experiment }) => {
      expect(parseExperiment(copy(experiment))).toEqual(experiment);
      expect(problemsOf(experiment)).toEqual([]);
    },
  );

  test('there is one for every data set, under its name', () => {
    expect(PRESETS.map(({ name }) => name).sort()).toEqual([...DATA_SETS].sort());
    for (const { name, experiment } of PRESETS) {
      expect(experiment.settings.data).toBe(name);
      expect(experiment.preset).toBe(name);
      expect(presetNamed(name)?.experiment).toBe(experiment);
    }
    expect(presetNamed('nonsense')).toBeUndefined();
  });

  test('mnist-64 and mnist-128 are the paper, but for the width of the GRU', () => {
    const [small, large] = ['mnist-64', 'mnist-128'].map((name) => presetNamed(name)!.experiment);
    expect(small!.preset).toBe('mnist-64');
    expect({ ...small!.settings, hidden: 128 }).toEqual(large!.settings);
    expect(small!.settings).toMatchObject({
      data: 'digits-rows',
      scan: 'pixels',
      hidden: 64,
      priorWidths: [64, 64],
      mixingWidths: [128, 128, 128],
      injectedNoise: [150, 100, 50],
      learningRate: 0.001,
      learningRateEnd: 1,
      batch: 128,
      annealing: 'cyclical',
    });
    // K_e = 1 + floor(99 min(1, e / 500)), e in epochs of 390 steps, and 2,000 of them.
    const at = (epoch: number) => mixingSamplesAt(small!.settings, 1 + 390 * epoch);
    expect([0, 250, 500, 1999].map(at)).toEqual([1, 50, 100, 100]);
    expect(small!.settings.steps / 390).toBe(2000);
  });

  test('iam-ondb is the paper with 256 units and a mixture of 20, its schedules in epochs of 5,364 lines', () => {
    const { settings } = presetNamed('iam-ondb')!.experiment;
    expect(settings).toMatchObject({
      data: 'strokes',
      generator: 'learned',
      hidden: 256,
      priorWidths: [64, 64],
      mixingWidths: [128, 128, 128],
      injectedNoise: [150, 100, 50],
      penDecoder: 'mixture',
      mixtureComponents: 20,
      normaliser: 'pooled',
      batch: 128,
      learningRate: 0.001,
      annealing: 'cyclical',
    });
    const epoch = Math.floor(5364 / settings.batch);
    const at = (epochs: number) => mixingSamplesAt(settings, 1 + epoch * epochs);
    expect([0, 250, 500, 1999].map(at)).toEqual([1, 50, 100, 100]);
    expect(settings.steps / epoch).toBe(2000);
  });

  test('digits-rows gives SIS-RNN and VRNN as many parameters, within one in a hundred', () => {
    const { experiment } = presetNamed('digits-rows')!;
    const [sis, vrnn] = experiment.models.map((model) => {
      const shape = shapeOf(model.system, settingsFor(experiment, model), {
        channelNames: Array.from({ length: 28 }, (_, i) => `column ${i + 1}`),
        observation: 'binary',
        inputMean: new Array<number>(28).fill(0),
        inputSd: new Array<number>(28).fill(1),
        known: null,
      });
      return layoutOf(shape).length;
    });
    expect([sis, vrnn]).toEqual([98748, 98172]);
  });

  test('omniglot compares three models; its longest drawing, of 157 points, is not cut off', () => {
    const { models, settings } = presetNamed('omniglot')!.experiment;
    expect(models.map(({ system, slot }) => [system, slot])).toEqual([
      ['sis-rnn', 0],
      ['vrnn', 1],
      ['rnn', 2],
    ]);
    expect(settings.data).toBe('strokes');
    expect(settings.sequenceLength).toBeGreaterThanOrEqual(156);
  });

  test('names are read letter by letter; ptb and yahoo have their vocabularies and schedules in epochs', () => {
    const [names, ptb, yahoo] = ['names', 'ptb', 'yahoo'].map(
      (name) => presetNamed(name)!.experiment.settings,
    );
    expect([names!.data, names!.tokens]).toEqual(['text', 'characters']);
    for (const [settings, sentences] of [
      [ptb!, 42068],
      [yahoo!, 100000],
    ] as const) {
      expect(settings).toMatchObject({ data: 'text', tokens: 'tokenised', latent: 32, batch: 32 });
      const epoch = Math.floor(sentences / settings.batch);
      expect(settings.steps / epoch).toBe(100);
      const at = (epochs: number) => mixingSamplesAt(settings, 1 + epoch * epochs);
      expect([0, 25, 99].map(at)).toEqual([1, 100, 100]);
      // The whole test part is measured: 3,761 sentences and 10,000.
      expect(settings.testSize).toBe(10000);
    }
    // With the end of a sentence, the longest of each are 83 and 201 tokens.
    expect(ptb!.sequenceLength).toBeGreaterThanOrEqual(83);
    expect(yahoo!.sequenceLength).toBeGreaterThanOrEqual(201);
    expect([ptb!.vocabularySize, yahoo!.vocabularySize]).toEqual([10000, 20002]);
  });

  test('the first is mirror with its known generator, SIS-RNN beside VRNN', () => {
    expect(DEFAULT_PRESET.name).toBe('mirror');
    expect(usesKnownGenerator(mirror.settings)).toBe(true);
    expect(mirror.models.map(({ system, slot }) => [system, slot])).toEqual([
      ['sis-rnn', 0],
      ['vrnn', 1],
    ]);
  });
});

describe('parseExperiment refuses', () => {
  const refusal = (change: (json: ReturnType<typeof copy>) => void) => {
    const json = copy(mirror);
    change(json);
    return () => parseExperiment(json);
  };

  test.each<[string, (json: ReturnType<typeof copy>) => void, string]>([
    [
      'a newer version',
      (json) => {
        json['version'] = 2;
      },
      'version is 2: this build reads version 1',
    ],
    [
      'a value out of bounds',
      (json) => {
        json.settings['hidden'] = 5000;
      },
      'settings.hidden = 5000 was refused: it takes an integer from 1 to 512',
    ],
    [
      'a number written as text',
      (json) => {
        json.settings['hidden'] = '48';
      },
      'settings.hidden = "48" was refused',
    ],
    [
      'a setting that does not exist',
      (json) => {
        json.settings['speed'] = 1;
      },
      'settings.speed is not a setting',
    ],
    [
      'settings that are none',
      (json) => {
        (json as Record<string, unknown>)['settings'] = 'all of them';
      },
      'settings is not an object',
    ],
    [
      'a key that reaches what all objects share',
      (json) => {
        Object.defineProperty(json.settings, '__proto__', { value: {}, enumerable: true });
      },
      'it has a key __proto__, which is refused',
    ],
    [
      'lists in lists without end',
      (json) => {
        let deep: unknown = 1;
        for (let i = 0; i < 100_000; i++) deep = [deep];
        json.settings['hidden'] = deep;
      },
      'nested more than 8 levels deep',
    ],
    [
      'an unknown system',
      (json) => {
        json.models[0]!['system'] = 'lstm';
      },
      'models[0].system is "lstm": one of sis-rnn, vrnn, rnn',
    ],
    [
      'an id that could leave the folder of a run',
      (json) => {
        json.models[0]!['id'] = '../up';
      },
      'models[0].id is "../up": lower-case letters',
    ],
    [
      'a fifth colour',
      (json) => {
        json.models[1]!['slot'] = 4;
      },
      'models[1].slot is not 0, 1, 2 or 3',
    ],
    [
      'an override of what belongs to the whole experiment',
      (json) => {
        json.models[0]!['overrides'] = { seed: 3 };
      },
      'models[0].overrides.seed belongs to the whole experiment',
    ],
    [
      'no models',
      (json) => {
        json.models = [];
      },
      'models is empty',
    ],
    [
      'two models of one id',
      (json) => {
        json.models[1]!['id'] = json.models[0]!['id'];
      },
      'two models have the same id',
    ],
    [
      'noise for other layers than there are',
      (json) => {
        json.settings['injectedNoise'] = [1];
      },
      'injectedNoise has 1 numbers and mixingWidths 3',
    ],
  ])('%s', (_what, change, message) => {
    expect(refusal(change)).toThrow(message);
  });

  test('what is no experiment at all, naming every part', () => {
    for (const json of [null, 3, 'x', []])
      expect(() => parseExperiment(json)).toThrow('the experiment is not an object');
    expect(() => parseExperiment({})).toThrow(/version is undefined.*models is not a list.*preset/);
  });

  test('several mistakes at once, all of them named', () => {
    const change = refusal((json) => {
      json.settings['hidden'] = 0;
      json.settings['batch'] = 0;
    });
    expect(change).toThrow(/settings\.hidden.*settings\.batch/);
  });

  test('an RNN with a known decoder', () => {
    const rnn = newModel('rnn', []);
    expect(problemsOf({ ...mirror, models: [rnn] })[0]).toContain('an RNN has no latent');
    expect(problemsOf(withSetting({ ...mirror, models: [rnn] }, 'generator', 'learned'))).toEqual(
      [],
    );
  });

  test('heads of attention that do not divide the width, of a transformer of sentences', () => {
    const { experiment } = presetNamed('sentences')!;
    const uneven = withSetting(experiment, 'attentionHeads', 3);
    expect(problemsOf(uneven)).toEqual([
      'wordWidth is 64 and attentionHeads 3: the heads have to divide the width',
    ]);
    expect(problemsOf(withSetting(uneven, 'wordDecoder', 'lstm'))).toEqual([]);
    expect(problemsOf(withSetting(mirror, 'attentionHeads', 3))).toEqual([]);
  });
});

describe('an experiment of an older build', () => {
  test('takes the default of a setting it lacks, and says which those were', () => {
    const json = copy(mirror);
    delete json.settings['sigmaCap'];
    delete json.settings['seed'];
    expect(missingSettings(json)).toEqual(['sigmaCap', 'seed']);
    const { settings } = parseExperiment(json);
    expect(settings).toEqual({ ...mirror.settings, sigmaCap: 7.389, seed: 1 });
    expect(missingSettings(mirror)).toEqual([]);
    expect(missingSettings(null)).toHaveLength(Object.keys(SETTINGS).length);
  });

  test('still says of each value it has what is wrong with it', () => {
    expect(() => parseExperiment({ ...mirror, settings: { hidden: 0, speed: 1 } })).toThrow(
      /settings\.hidden = 0 was refused.*settings\.speed is not a setting/,
    );
  });
});

describe('models', () => {
  test('get free names and free colours until there is no more room', () => {
    const models: ModelSpec[] = [];
    for (let i = 0; i < MAX_MODELS; i++) models.push(newModel('vrnn', models));
    expect(models.map(({ id }) => id)).toEqual(['vrnn', 'vrnn-2', 'vrnn-3', 'vrnn-4']);
    const slots: ColourSlot[] = [0, 1, 2, 3];
    expect(models.map(({ slot }) => slot).sort()).toEqual(slots);
    expect(models[0]!.slot).toBe(1);
    expect(() => newModel('rnn', models)).toThrow('at most 4 models');
  });

  test('keep their own settings; a VRNN is an SIS-RNN without noise, extras and the recipe for forking', () => {
    const sis = newModel('sis-rnn', [], { hidden: 7 });
    const vrnn = newModel('vrnn', [sis], { hidden: 9 });
    expect(settingsFor(mirror, sis)).toEqual({ ...mirror.settings, hidden: 7 });
    expect(settingsFor(mirror, vrnn)).toEqual({
      ...mirror.settings,
      hidden: 9,
      injectedNoise: [0, 0, 0],
      mixingSamples: 0,
      mixingSamplesStart: 0,
      sigma: 'deterministic',
      sigmaCap: SETTINGS.sigmaCap.default,
      initialSpread: 0,
      annealing: 'none',
    });
    // What its own overrides say of the recipe goes.
    const tempered = newModel('vrnn', [sis], { annealing: 'tempered', sigmaCap: 0.5 });
    expect(settingsFor(mirror, tempered)).toMatchObject(tempered.overrides);
    const cyclical = {
      ...mirror,
      settings: { ...mirror.settings, annealing: 'cyclical' },
    } as const;
    expect(settingsFor(cyclical, vrnn).annealing).toBe('cyclical');
    expect(modelLabel(sis)).toBe('SIS-RNN, hidden 7');
  });

  test('data from files are never known', () => {
    expect(usesKnownGenerator({ ...mirror.settings, data: 'your-csv' })).toBe(false);
    expect(usesKnownGenerator({ ...mirror.settings, generator: 'learned' })).toBe(false);
  });
});
