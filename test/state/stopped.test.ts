import { expect, test } from 'vitest';
import type { StoppedModel } from '../../src/protocol.ts';
import { stage } from './stage.ts';

const stopped = (id: string, learningRate = 0.002): StoppedModel => ({
  id,
  step: 210,
  restored: 150,
  learningRate,
  message: `${id} diverged at step 210`,
});

test('a model that diverged stands on the page until it goes on, at half its rate in run and link', () => {
  const { store, posted, say, begin } = stage();
  begin();
  posted.splice(0);
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
  const { store, posted, say, begin } = stage();
  begin();
  posted.splice(0);
  say({ type: 'stopped', model: stopped('sis-rnn') });
  store.getState().actions.pause();
  posted.splice(0);
  store.getState().actions.goOnSlower('sis-rnn');
  expect(posted.map(({ type }) => type)).toEqual(['goOn', 'checkpoint', 'play']);
});

test('a rate that cannot be halved any more is refused, and the model stays where it is', () => {
  const { store, posted, say, begin } = stage();
  begin();
  posted.splice(0);
  say({ type: 'stopped', model: stopped('sis-rnn', 0.000001) });
  store.getState().actions.goOnSlower('sis-rnn');
  expect(posted).toEqual([]);
  expect(store.getState().stopped).toHaveLength(1);
  expect(store.getState().notices.at(-1)!.message).toContain('Not changed');
});

test('a model that is removed, and a new start, take their notices with them', () => {
  const { store, say, begin, summaries } = stage();
  begin();
  const models = summaries(store.getState().experiment);
  say({ type: 'stopped', model: stopped('sis-rnn') });
  say({ type: 'models', models: models.filter(({ id }) => id !== 'sis-rnn') });
  expect(store.getState().stopped).toEqual([]);
});
