import { afterEach, expect, test } from 'vitest';
import { type Experiment, withOverride } from '../../src/config/experiment.ts';
import { presetNamed } from '../../src/config/presets.ts';
import type { FromWorker, Report, ToWorker } from '../../src/protocol.ts';

const mirror = presetNamed('mirror')!.experiment;
const small: Experiment = {
  ...mirror,
  settings: {
    ...mirror.settings,
    ...{ batch: 4, sequenceLength: 2, hidden: 4, features: 4, mixingWidths: [6] },
    ...{ injectedNoise: [4], mixingSamples: 3, mixingSamplesStart: 3 },
    ...{ mixingSamplesEvaluation: 5, validationSize: 8, testSize: 8, validateEvery: 10_000 },
  },
};

let worker: Worker;
afterEach(() => worker.terminate());

/** Starts a run, acknowledges every report, and hands back what is heard that satisfies the wish. */
function begin(experiment: Experiment) {
  worker = new Worker(new URL('../../workers/train.ts', import.meta.url), { type: 'module' });
  const say = (message: ToWorker) => worker.postMessage(message);
  const hear = <M extends FromWorker>(wish: (message: FromWorker) => message is M) =>
    new Promise<M>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'report') say({ type: 'acknowledge' });
        if (wish(data)) resolve(data);
        else if (data.type === 'problem') reject(new Error(data.message));
      };
    });
  say({ type: 'start', experiment, backend: 'wasm', playing: true });
  return { say, hear };
}

type Of<T extends FromWorker['type']> = Extract<FromWorker, { type: T }>;
const trained = (report: Report, id: string) =>
  report.models.some((model) => model.id === id && model.training !== null);

test('a model at a rate of a million stops alone and is named with its cause; at a sound rate it goes on', async () => {
  const { say, hear } = begin(withOverride(small, 'sis-rnn', 'learningRate', 1e6));
  const { model } = await hear((message): message is Of<'stopped'> => message.type === 'stopped');
  expect(model).toMatchObject({ id: 'sis-rnn', restored: 0 });
  expect(model.message).toContain(`diverged at step ${model.step}`);
  expect(model.message).toContain('the learning rate of 1000000');
  const { report } = await hear(
    (message): message is Of<'report'> =>
      message.type === 'report' && message.report.step > model.step! + 20,
  );
  expect(report.playing).toBe(true);
  expect(trained(report, 'vrnn')).toBe(true);
  expect(trained(report, 'sis-rnn')).toBe(false);
  say({ type: 'goOn', id: 'sis-rnn', learningRate: 0.001 });
  await hear(
    (message): message is Of<'report'> =>
      message.type === 'report' && trained(message.report, 'sis-rnn'),
  );
});

test('where every model has stopped the run stands still', async () => {
  const all = small.models.reduce(
    (experiment, { id }) => withOverride(experiment, id, 'learningRate', 1e6),
    small,
  );
  const { hear } = begin(all);
  const { report } = await hear(
    (message): message is Of<'report'> => message.type === 'report' && !message.report.playing,
  );
  expect(report.step).toBeLessThan(60);
});
