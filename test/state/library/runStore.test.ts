import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunData } from '../../../src/protocol.ts';
import {
  openRunStore,
  type RunShelf,
  StorageDenied,
  TakenOver,
} from '../../../src/state/library/runStore.ts';
import { sampleRun } from './sampleRun.ts';

let shelf: RunShelf;
beforeEach(async () => {
  vi.unstubAllGlobals();
  vi.stubGlobal('indexedDB', new IDBFactory());
  shelf = await openRunStore();
});

const file = (name: string, content: string) => ({ name, blob: new Blob([content]) });
const dataCount = () =>
  new Promise<number>((resolve) => {
    indexedDB.open('sis-rnn-playground').onsuccess = ({ target }) => {
      const { result } = target as IDBOpenDBRequest;
      const counting = result.transaction('data').objectStore('data').count();
      counting.onsuccess = () => resolve(counting.result);
    };
  });

describe('runs in IndexedDB', () => {
  test('come back as they were written, the latest first', async () => {
    const runs = [sampleRun('a', 3), sampleRun('b', 9), sampleRun('c', 6)];
    for (const run of runs) await shelf.write(run);
    expect((await shelf.list()).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(await shelf.read('a')).toEqual(runs[0]);
    expect(await shelf.read('d')).toBeNull();
    const again = await openRunStore();
    expect(await again.read('c')).toEqual(runs[2]);
  });

  test('are written whole or not at all', async () => {
    await shelf.write(sampleRun('a', 3));
    const { put } = IDBObjectStore.prototype;
    const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
    ) {
      if (this.name === 'bodies') throw new DOMException('no room', 'QuotaExceededError');
      return put.call(this, value);
    });
    await expect(shelf.write(sampleRun('a', 4))).rejects.toThrow('no room');
    failing.mockRestore();
    expect(await shelf.read('a')).toEqual(sampleRun('a', 3));
    await shelf.write(sampleRun('a', 5));
    expect((await shelf.read('a'))!.entry.step).toBe(5);
  });

  test('of another page are refused, and left as that page wrote them', async () => {
    await shelf.write(sampleRun('a', 3));
    const mine = sampleRun('a', 9, { owner: 'another' });
    await expect(shelf.write(mine)).rejects.toThrow(TakenOver);
    expect((await shelf.read('a'))!.entry.step).toBe(3);
    await shelf.change('a', { owner: 'another' });
    await shelf.write(mine);
    expect((await shelf.read('a'))!.entry.step).toBe(9);
  });

  test('keep the name they were given while they go on', async () => {
    await shelf.write(sampleRun('a', 3));
    await shelf.change('a', { name: 'Forked', kept: true });
    await shelf.write(sampleRun('a', 4));
    expect((await shelf.list())[0]).toMatchObject({ name: 'Forked', kept: true, step: 4 });
  });

  test('have their files written once, for copies too, and let go with the last that needs them', async () => {
    const data: RunData = { kind: 'files', files: [file('a.csv', 't\n1\n'), file('b.csv', 'x')] };
    await shelf.write(sampleRun('a', 3, {}, { data }));
    await shelf.write(sampleRun('a', 4, {}, { data }));
    await shelf.copy('a', sampleRun('b', 4).entry);
    await shelf.write(sampleRun('c', 4));
    expect(await dataCount()).toBe(1);
    await shelf.erase(['a']);
    const { body } = (await shelf.read('b'))!;
    expect(body.data).toMatchObject({ kind: 'files', files: [{ name: 'a.csv' }, {}] });
    if (body.data?.kind === 'files') expect(await body.data.files[0]!.blob.text()).toBe('t\n1\n');
    await shelf.erase(['b', 'c']);
    expect([await dataCount(), await shelf.list()]).toEqual([0, []]);
  });

  test('keep their file where only a state without it has room', async () => {
    const data: RunData = { kind: 'hand', seed: 3, lines: [[{ x: [1], y: [2] }]] };
    await shelf.write(sampleRun('a', 3, {}, { data }));
    await shelf.write(sampleRun('a', 4));
    expect((await shelf.read('a'))!.body.data).toEqual(data);
  });
});

describe('a browser that keeps nothing', () => {
  test.each<[string, () => void, RegExp]>([
    ['has no IndexedDB', () => vi.stubGlobal('indexedDB', undefined), /no storage for pages/],
    [
      'throws at once, as where storage is blocked',
      () =>
        vi.stubGlobal('indexedDB', {
          open: () => {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        }),
      /insecure/,
    ],
  ])('%s, and says so', async (_what, deny, message) => {
    deny();
    const opening = openRunStore();
    await expect(opening).rejects.toThrow(StorageDenied);
    await expect(opening).rejects.toThrow(message);
  });

  test('has what a newer build wrote, which is left alone', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open('sis-rnn-playground', 99);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    await expect(openRunStore()).rejects.toThrow(/newer build/);
  });
});
