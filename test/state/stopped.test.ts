import { expect, test } from 'vitest';
import type { FromWorker, StoppedModel, ToWorker } from '../../src/protocol.ts';
import { createPlayground } from '../../src/state/store.ts';

const stopped = (id: string, learningRate = 0.002): StoppedModel => ({
  id,
  step: 210,
  restored: 150,
  learningRate,
  message: `${id} diverged at step 210`,
});

/** A page whose worker is a list, with a run of the preset `mirror`. */
function stage() {
  const posted: ToWorker[] = [];
  let say: (message: FromWorker) => void = () => {};
  const nobody = { post: () => {}, listen: () => {} };
  const nothing = { getItem: () => null, setItem: () => {} };
  const surroundings: Parameters<typeof createPlayground>[0] = {
    worker: {
      post: (message) => posted.push(message),
      listen: (handler) => {
        say = handler;
      },
    },
    pen: nobody,
    digits: nobody,
    backend: 'auto',
    hash: '',
    afterDrawing: () => {},
    nowMs: () => 0,
    fetcher: () => Promise.reject(new Error('offline')),
    save: () => {},
    storage: () => nothing,
  };
  const store = createPlayground(surroundings);
  const { experiment } = store.getState();
  const models = experiment.models.map(({ id }) => ({
    id,
    parameterCount: 9,
    latentDimensions: 1,
  }));
  say({
    type: 'started',
    experiment,
    data: {
      ...{ description: 'Mirror', formula: null, known: true, independent: false, steps: 20 },
      ...{ channelNames: ['x'], observation: 'real', trainCount: null },
      ...{ validationCount: 8, testCount: 8, pad: null, pictures: null },
    },
    models,
  });
  posted.splice(0);
  return { store, posted, say: (message: FromWorker) => say(message), models };
}

test('a model that diverged stands on the page until it goes on, at half its rate in run and link', () => {
  const { store, posted, say } = stage();
  say({ type: 'stopped', model: stopped('sis-rnn') });
  say({ type: 'stopped', model: stopped('vrnn') });
  expect(store.getState().stopped.map(({ id }) => id)).toEqual(['sis-rnn', 'vrnn']);
  store.getState().actions.goOnSlower('sis-rnn');
  expect(posted).toContainEqual({ type: 'goOn', id: 'sis-rnn', learningRate: 0.001 });
  const { experiment, running, stopped: left } = store.getState();
  for (const of of [experiment, running!]) {
    expect(of.models[0]!.overrides).toEqual({ learningRate: 0.001 });
    expect(of.models[1]!.overrides).toEqual({});
  }
  expect(left.map(({ id }) => id)).toEqual(['vrnn']);
});

test('where all had stopped, going on with one is going on', () => {
  const { store, posted, say } = stage();
  say({ type: 'stopped', model: stopped('sis-rnn') });
  store.getState().actions.pause();
  posted.splice(0);
  store.getState().actions.goOnSlower('sis-rnn');
  expect(posted.map(({ type }) => type)).toEqual(['goOn', 'play']);
});

test('a rate that cannot be halved any more is refused, and the model stays where it is', () => {
  const { store, posted, say } = stage();
  say({ type: 'stopped', model: stopped('sis-rnn', 0.000001) });
  store.getState().actions.goOnSlower('sis-rnn');
  expect(posted).toEqual([]);
  expect(store.getState().stopped).toHaveLength(1);
  expect(store.getState().notices.at(-1)!.message).toContain('Not changed');
});

test('a model that is removed, and a new start, take their notices with them', () => {
  const { store, say, models } = stage();
  say({ type: 'stopped', model: stopped('sis-rnn') });
  say({ type: 'models', models: models.filter(({ id }) => id !== 'sis-rnn') });
  expect(store.getState().stopped).toEqual([]);
});
