import { describe, expect, test } from 'vitest';
import { sweepOptions } from '../../src/cli/sweep/options.ts';
import { type Experiment, newModel, settingsFor } from '../../src/config/experiment.ts';
import { LONG_PRESETS, PRESETS, presetNamed } from '../../src/config/presets.ts';
import { sweepCommand } from '../../src/sweep/command.ts';

/** What the command makes, as a shell would give it. */
function runsOf(command: string) {
  const [npm, run, sweep, dashes, ...args] = command.split(' ');
  expect([npm, run, sweep, dashes]).toEqual(['npm', 'run', 'sweep', '--']);
  return sweepOptions(args)!.runs;
}

/** The settings of every model of the first seed, in the order of models. */
function trained(experiments: readonly Experiment[]) {
  return experiments.flatMap((of) => of.models.map((model) => settingsFor(of, model)));
}

describe('the sweep command of an experiment', () => {
  test('names what differs from the preset, its models, and five seeds from its own on', () => {
    const { experiment } = presetNamed('digits-rows')!;
    const settings = { ...experiment.settings, hidden: 48, seed: 7 };
    expect(sweepCommand({ ...experiment, settings })).toBe(
      'npm run sweep -- --preset digits-rows --hidden 48 --set model=sis-rnn,vrnn --set seed=7..11 --baseline model=vrnn --out runs/digits-rows-sweep',
    );
  });

  test.each([...PRESETS, ...LONG_PRESETS])('makes the runs of $name', ({ experiment }) => {
    const settings = { ...experiment.settings, seed: 3, mixingWidths: [20, 30, 40] };
    const own = { ...experiment, settings };
    const runs = runsOf(sweepCommand(own));
    const ofSeed = runs.filter(({ values }) => values['seed'] === '3');
    expect(runs).toHaveLength(5 * ofSeed.length);
    expect(trained(ofSeed.map((run) => run.experiment))).toEqual(trained([own]));
  });

  test('says what is the models’ own where systems do not tell them apart', () => {
    const { experiment } = presetNamed('mirror')!;
    const first = newModel('sis-rnn', [], { mixingSamples: 1 });
    const models = [first, newModel('sis-rnn', [first], { mixingWidths: [9, 8, 7] })];
    const command = sweepCommand({ ...experiment, models });
    expect(command).toContain(
      '--models sis-rnn,sis-rnn --set sis-rnn.mixingSamples=1 --set sis-rnn-2.mixingWidths=9-8-7 --set seed=1..5 --out',
    );
    expect(trained([runsOf(command)[0]!.experiment])).toEqual(trained([{ ...experiment, models }]));
  });

  test('leaves room for the files of data that come from files', () => {
    expect(sweepCommand(presetNamed('your-csv')!.experiment)).toContain(' --data PATH ');
  });
});
