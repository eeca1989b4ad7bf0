import { expect, test } from 'vitest';
import { followUpdates, type UpdateSource } from '../../src/state/updates.ts';

function source(inTheWay: number[]) {
  const heard: (() => void)[] = [];
  const done: string[] = [];
  const made: UpdateSource = {
    onWaiting: (handler) => heard.push(handler),
    reloadWhenTaken: () => done.push('will reload'),
    takeOver: async () => {
      done.push('take over');
      return inTheWay.shift() ?? 0;
    },
  };
  return { made, done, say: () => heard.forEach((handler) => void handler()) };
}

test('nothing is said before a newer version waits, and nothing starts by itself', () => {
  const { made, done, say } = source([]);
  const store = followUpdates(made, () => done.push('kept'));
  expect(store.getState().stage).toBe('current');
  say();
  expect(store.getState().stage).toBe('waiting');
  expect(done).toEqual([]);
});

test('asked, it keeps the run, then lets the newer version take over', async () => {
  const { made, done, say } = source([]);
  const store = followUpdates(made, () => done.push('kept'));
  say();
  await store.getState().reload();
  expect(done).toEqual(['kept', 'will reload', 'take over']);
  expect(store.getState().stage).toBe('starting');
});

test('other tabs are counted, and it can be asked again', async () => {
  const { made, say } = source([2, 0]);
  const store = followUpdates(made, () => {});
  say();
  await store.getState().reload();
  expect(store.getState()).toMatchObject({ stage: 'waiting', otherTabs: 2 });
  await store.getState().reload();
  expect(store.getState().stage).toBe('starting');
});

test('put off, nothing more is said until the next one', () => {
  const { made, done, say } = source([]);
  const store = followUpdates(made, () => {});
  say();
  store.getState().dismiss();
  expect(store.getState().stage).toBe('current');
  expect(done).toEqual([]);
  say();
  expect(store.getState().stage).toBe('waiting');
});

test('without service workers there is never a newer version', async () => {
  const store = followUpdates(null, () => {});
  await store.getState().reload();
  expect(store.getState().stage).toBe('current');
});
