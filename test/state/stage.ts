/** A page without a page, for tests of faults: the worker is a list of what it was told. */
import type { Experiment } from '../../src/config/experiment.ts';
import type { FromWorker, Report, RunState, ToWorker } from '../../src/protocol.ts';
import { createPlayground } from '../../src/state/store.ts';
import { FakeBrowser } from './fakeBrowser.ts';
import { runsOn } from './library/shelf.ts';

export function stage(hash = '', runs = runsOn()) {
  const saved: { readonly name: string; readonly content: unknown }[] = [];
  const posted: ToWorker[] = [];
  const restarts = { count: 0 };
  const browser = new FakeBrowser();
  let say: (message: FromWorker) => void = () => {};
  const nobody = { post: () => {}, listen: () => {} };
  const nothing = { getItem: () => null, setItem: () => {} };
  const surroundings: Parameters<typeof createPlayground>[0] = {
    worker: {
      post: (message) => posted.push(message),
      listen: (handler) => {
        say = handler;
      },
      restart: () => {
        restarts.count++;
        posted.splice(0);
      },
    },
    pen: nobody,
    digits: nobody,
    backend: 'auto',
    hash,
    afterDrawing: () => {},
    nowMs: () => 0,
    fetcher: () => Promise.reject(new Error('offline')),
    save: (name, content) => saved.push({ name, content }),
    storage: () => nothing,
    runs,
    presence: browser.port,
  };
  const store = createPlayground(surroundings);
  const summaries = ({ models }: Experiment) =>
    models.map(({ id }) => ({ id, parameterCount: 9, latentDimensions: 1 }));
  const begin = (experiment = store.getState().experiment, resumedAt?: number) =>
    say({
      type: 'started',
      experiment,
      data: {
        ...{ description: 'Mirror', formula: null, known: true, independent: false, steps: 20 },
        ...{ channelNames: ['x'], observation: 'real', trainCount: null },
        ...{ validationCount: 8, testCount: 8, pad: null, pictures: null, sentences: null },
      },
      models: summaries(experiment),
      ...(resumedAt !== undefined && { resumedAt }),
    });
  return {
    store,
    posted,
    restarts,
    browser,
    saved,
    summaries,
    begin,
    actions: store.getState().actions,
    say: (message: FromWorker) => say(message),
    /** What of the store's messages is not about what the page looks at. */
    told: () => posted.filter(({ type }) => type !== 'watch' && !type.startsWith('feed')),
  };
}

export function report(step: number): FromWorker {
  const model: Report['models'][number] = {
    id: 'sis-rnn',
    training: { step, bound: -step, kl: 1, mixingSamples: 2, beta: 1, msPerStep: 5 },
    validation: null,
    diagnostics: null,
    deficit: null,
  };
  return {
    type: 'report',
    report: {
      ...{ step, playing: true, epoch: null, stepsPerSecond: 9, secondsToRampEnd: null },
      ...{ memoryBytes: 1, models: [model], posterior: null },
    },
  };
}

export function checkpoint(experiment: Experiment, step: number): RunState {
  return {
    bytes: new Uint8Array([step]),
    step,
    experiment,
    backend: 'webgpu',
    validationDue: false,
  };
}
