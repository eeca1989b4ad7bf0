import { describe, expect, test } from 'vitest';
import { withSetting } from '../../../src/config/experiment.ts';
import type { RunState, ToWorker } from '../../../src/protocol.ts';
import type { RunSurroundings } from '../../../src/state/library/runHands.ts';
import { RECENT_RUNS } from '../../../src/state/library/runSaver.ts';
import { formatLink } from '../../../src/state/link.ts';
import { report, stage } from '../stage.ts';
import { mirror, sampleRun, sampleState } from './sampleRun.ts';
import { MapShelf, runsOn } from './shelf.ts';

/** Everything that waits for nothing but promises has happened after this. */
const settled = async () => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
};

const full = () => new DOMException('no room', 'QuotaExceededError');

async function page(surroundings: RunSurroundings, hash = '') {
  const at = stage(hash, surroundings);
  await settled();
  const { store } = at;
  return {
    ...at,
    runs: () => store.getState().runs,
    words: () => store.getState().notices.map(({ message }) => message),
    /** The worker hands a run over. */
    handOver: async (step: number, change: Partial<RunState> = {}) => {
      const { experiment } = store.getState();
      at.say({ type: 'checkpoint', state: { ...sampleState(step), experiment, ...change } });
      await settled();
    },
    resumed: () => at.posted.filter((message) => message.type === 'resume').at(-1),
    /** The worker has gone on with what it was asked to go on with. */
    goesOn: async () => {
      const { experiment } = store.getState();
      const message = at.posted.filter((one: ToWorker) => one.type === 'resume').at(-1);
      if (message?.type !== 'resume') throw new Error('nothing was to be gone on with');
      at.begin(experiment, message.state.step);
      await settled();
    },
  };
}

describe('the run that trains', () => {
  test('is kept with its curves each time the worker hands it over, in one place', async () => {
    const shelf = new MapShelf();
    const one = await page(runsOn(shelf));
    one.begin();
    one.say(report(4));
    await one.handOver(5);
    one.say(report(8));
    await one.handOver(9);
    const [run, ...more] = [...shelf.runs.values()];
    expect(more).toEqual([]);
    expect(run!.entry).toMatchObject({ step: 9, kept: false, name: null, missingFiles: [] });
    expect(run!.body.state.bytes).toEqual(sampleState(9).bytes);
    expect(run!.body.figures.curves['sis-rnn']!.training.map(({ step }) => step)).toEqual([4, 8]);
    expect(one.runs()).toMatchObject({ current: run!.entry.id, problem: null, storage: 'open' });
  });

  test('gets another place when another begins, and its last state stays its own', async () => {
    const shelf = new MapShelf();
    const one = await page(runsOn(shelf));
    one.begin();
    await one.handOver(5);
    one.actions.reset();
    await one.handOver(7); // made when it ended, before the other began
    one.begin();
    await one.handOver(2);
    expect([...shelf.runs.values()].map(({ entry }) => entry.step)).toEqual([7, 2]);
  });

  test('is asked for when the page is left, if it has got on since', async () => {
    const one = await page(runsOn());
    one.begin();
    one.say(report(3));
    one.posted.length = 0;
    one.actions.keepNow();
    expect(one.posted).toEqual([{ type: 'checkpoint' }]);
    await one.handOver(3);
    one.posted.length = 0;
    one.actions.keepNow();
    expect(one.posted).toEqual([]);
  });

  test(`lets the oldest without a name go when there are more than ${RECENT_RUNS}`, async () => {
    const shelf = new MapShelf();
    for (let i = 1; i <= RECENT_RUNS; i++)
      await shelf.write(sampleRun(`r${i}`, i, { kept: i === 1 }));
    const one = await page(runsOn(shelf, new Set(), { ms: 1000 }));
    one.begin();
    await one.handOver(5);
    one.actions.reset();
    one.begin();
    await one.handOver(6);
    expect(shelf.runs.has('r1')).toBe(true);
    expect(shelf.runs.has('r2')).toBe(false);
    expect(shelf.runs.has('r3')).toBe(true);
  });
});

describe('what was left behind', () => {
  test('is offered, and goes on with its curves in its own place', async () => {
    const shelf = new MapShelf();
    const held = new Set<string>();
    await shelf.write(sampleRun('a', 1240, { storedAt: 50 }));
    const one = await page(runsOn(shelf, held));
    expect(one.runs().offer).toMatchObject({ id: 'a', step: 1240 });
    one.begin();
    await one.actions.goOn('a');
    expect(one.resumed()).toMatchObject({ state: { step: 1240 }, data: null, playing: true });
    await one.goesOn();
    const { runs, curves, progress } = one.store.getState();
    expect(runs).toMatchObject({ offer: null, current: 'a' });
    expect(curves['sis-rnn']!.validation.map(({ step }) => step)).toEqual([1240]);
    expect(progress.step).toBe(1240);
    expect([...held]).toEqual(['a']);
    await one.handOver(1300);
    expect(shelf.runs.size).toBe(1);
    expect(shelf.runs.get('a')!.entry.step).toBe(1300);
  });

  test('goes on once, however often that is pressed before it does', async () => {
    const shelf = new MapShelf();
    const held = new Set<string>();
    await shelf.write(sampleRun('a', 3));
    const one = await page(runsOn(shelf, held));
    one.begin();
    await Promise.all([one.actions.goOn('a'), one.actions.goOn('a')]);
    await one.actions.goOn('a');
    expect(one.posted.filter(({ type }) => type === 'resume')).toHaveLength(1);
    await one.goesOn();
    await one.handOver(5);
    expect(one.words()).toEqual([]);
    expect([...held]).toEqual(['a']);
    expect([...shelf.runs.values()].map(({ entry }) => [entry.id, entry.step])).toEqual([['a', 5]]);
    // Later it may be gone back to what was kept.
    await one.actions.goOn('a');
    expect(one.posted.filter(({ type }) => type === 'resume')).toHaveLength(2);
  });

  test('is offered to the link it is of, and not to another, which does not destroy it', async () => {
    const shelf = new MapShelf();
    await shelf.write(sampleRun('a', 3));
    const same = await page(runsOn(shelf), formatLink(mirror));
    expect(same.runs().offer?.id).toBe('a');
    const other = await page(runsOn(shelf), formatLink(withSetting(mirror, 'seed', 8)));
    expect(other.runs()).toMatchObject({ offer: null, entries: [{ id: 'a' }] });
    other.begin();
    await other.handOver(2);
    expect(shelf.runs.get('a')!.entry.step).toBe(3);
  });

  test('stays where it is when it is declined', async () => {
    const shelf = new MapShelf();
    await shelf.write(sampleRun('a', 3));
    const one = await page(runsOn(shelf));
    one.actions.declineOffer();
    expect(one.runs().offer).toBeNull();
    expect(shelf.runs.has('a')).toBe(true);
  });

  test('that cannot go on leaves the run and its place alone', async () => {
    const shelf = new MapShelf();
    const held = new Set<string>();
    await shelf.write(sampleRun('a', 3));
    const one = await page(runsOn(shelf, held));
    one.begin();
    await one.handOver(2);
    const { current } = one.runs();
    await one.actions.goOn('a');
    one.say({ type: 'problem', message: 'The stored run cannot go on: it is damaged' });
    await settled();
    expect(one.store.getState().phase).toBe('running');
    expect([...held]).toEqual([current]);
    await one.handOver(4);
    expect(shelf.runs.get(current!)!.entry.step).toBe(4);
    expect(shelf.runs.get('a')!.entry.step).toBe(3);
  });

  test('by an older build goes on with the defaults of what it did not know, and says so', async () => {
    const shelf = new MapShelf();
    const { sigmaCap: _, ...settings } = mirror.settings;
    const experiment = { ...mirror, settings } as typeof mirror;
    await shelf.write(sampleRun('a', 3, { experiment }));
    const one = await page(runsOn(shelf));
    await one.actions.goOn('a');
    expect(one.store.getState().experiment.settings.sigmaCap).toBe(7.389);
    expect(one.words()).toEqual([expect.stringContaining('older than some settings')]);
  });

  test('by a newer build is counted and left alone', async () => {
    const shelf = new MapShelf();
    const experiment = { ...mirror, settings: { ...mirror.settings, warp: 1 } } as typeof mirror;
    await shelf.write(sampleRun('a', 3, { experiment }));
    const one = await page(runsOn(shelf));
    expect(one.runs()).toMatchObject({ entries: [], unreadable: 1, offer: null });
    expect(shelf.runs.has('a')).toBe(true);
  });
});

describe('two tabs', () => {
  test('of one run: the second trains a copy of its own, and says so', async () => {
    const shelf = new MapShelf();
    const held = new Set<string>();
    await shelf.write(sampleRun('a', 3));
    const first = await page(runsOn(shelf, held));
    first.begin();
    await first.actions.goOn('a');
    await first.goesOn();
    const second = await page(runsOn(shelf, held));
    expect(second.runs().offer).toBeNull();
    second.begin();
    await second.actions.goOn('a');
    await second.goesOn();
    expect(second.words().join()).toMatch(/is open in another tab. Here goes on a copy of it/);
    await first.handOver(10);
    await second.handOver(20);
    expect(shelf.runs.get('a')!.entry.step).toBe(10);
    const copy = [...shelf.runs.values()].find(({ entry }) => entry.id !== 'a')!;
    expect(copy.entry).toMatchObject({ step: 20, kept: true, name: 'Mirror, seed 1, copy' });
    expect([...held].sort()).toEqual(['a', copy.entry.id].sort());
  });

  test('without locks: the one that was there first becomes the copy, and loses nothing', async () => {
    const shelf = new MapShelf();
    await shelf.write(sampleRun('a', 3));
    const first = await page(runsOn(shelf));
    const second = await page(runsOn(shelf));
    for (const one of [first, second]) {
      one.begin();
      await one.actions.goOn('a');
      await one.goesOn();
    }
    await second.handOver(20);
    await first.handOver(10);
    expect(first.words().join()).toMatch(/goes on in another tab, which keeps it/);
    expect([...shelf.runs.values()].map(({ entry }) => [entry.id === 'a', entry.step])).toEqual([
      [true, 20],
      [false, 10],
    ]);
    await first.handOver(11);
    expect(shelf.runs.size).toBe(2);
  });
});

describe('no room', () => {
  test('deletes for good what was deleted before, and keeps the run', async () => {
    const shelf = new MapShelf();
    await shelf.write(sampleRun('a', 3, { removedAt: 1 }));
    const one = await page(runsOn(shelf, new Set(), { ms: 2 }));
    one.begin();
    shelf.failures.push(full());
    await one.handOver(5);
    expect([...shelf.runs.values()].map(({ entry }) => entry.step)).toEqual([5]);
    expect(one.words()).toEqual([]);
  });

  test('for its file keeps the run without it, and says which is needed again', async () => {
    const shelf = new MapShelf();
    const one = await page(runsOn(shelf));
    one.begin();
    const files = [{ name: 'waves.csv', blob: new Blob(['t\n1\n']) }];
    await one.actions.importFiles(files);
    one.say({ type: 'imported', data: 'your-csv', description: 'waves.csv' });
    one.begin();
    shelf.failures.push(full());
    await one.handOver(5);
    const [run] = [...shelf.runs.values()];
    expect(run!.entry.missingFiles).toEqual(['waves.csv']);
    expect(run!.body.data).toBeNull();
    expect(one.words().join()).toMatch(/no room for waves.csv: to go on .* later, give it again/);
  });

  test('at all: what was kept before stays, the reader is told once, and told when it is well again', async () => {
    const shelf = new MapShelf();
    const one = await page(runsOn(shelf));
    one.begin();
    await one.handOver(5);
    shelf.failures.push(full());
    await one.handOver(6);
    shelf.failures.push(full());
    await one.handOver(7);
    expect(one.words()).toHaveLength(1);
    expect(one.words()[0]).toMatch(/not kept: the browser has no room for it/);
    expect([...shelf.runs.values()].map(({ entry }) => entry.step)).toEqual([5]);
    expect(one.runs().problem).toMatch(/no room/);
    await one.handOver(8);
    expect(one.runs().problem).toBeNull();
  });
});

describe('a browser that keeps nothing', () => {
  const denied: RunSurroundings = {
    ...runsOn(),
    open: () => Promise.reject(new Error('The operation is insecure.')),
  };

  test('says so once, trains on, and still exports', async () => {
    const one = await page(denied);
    expect(one.words()).toEqual([expect.stringMatching(/keeps no runs .*insecure.*Export it/)]);
    one.begin();
    await one.handOver(5);
    expect(one.runs()).toMatchObject({ storage: 'denied', entries: [] });
    await one.actions.exportRun(null);
    await one.handOver(6);
    await settled();
    expect(one.saved.map(({ name }) => name)).toEqual(['mirror-seed-1-step-6.run.zip']);
    expect(one.words()).toHaveLength(1);
  });
});

test('a page that is to keep nothing says nothing, trains on, and offers nothing', async () => {
  const one = await page({ ...runsOn(), open: null });
  one.begin();
  await one.handOver(5);
  await settled();
  expect(one.words()).toEqual([]);
  expect(one.runs()).toMatchObject({ entries: [], offer: null, problem: null });
});

describe('the library', () => {
  async function library() {
    const shelf = new MapShelf();
    for (const [id, step] of [
      ['a', 3],
      ['b', 9],
      ['c', 6],
    ] as const)
      await shelf.write(sampleRun(id, step));
    const one = await page(runsOn(shelf, new Set(), { ms: 50 }));
    return { ...one, shelf, ids: () => one.runs().entries.map(({ id }) => id) };
  }

  test('names, and takes a name away', async () => {
    const { actions, runs } = await library();
    await actions.renameRun('a', '  Forked  ');
    expect(runs().entries.at(-1)).toMatchObject({ name: 'Forked', kept: true });
    await actions.renameRun('a', ' ');
    expect(runs().entries.at(-1)!.name).toBeNull();
  });

  test('doubles, deletes and brings back', async () => {
    const { actions, runs, ids, shelf } = await library();
    await actions.duplicateRun('a');
    expect(runs().entries[0]).toMatchObject({ name: 'Mirror, seed 1, copy', step: 3 });
    await actions.removeRun('b');
    expect(ids()).not.toContain('b');
    expect(runs().removed?.id).toBe('b');
    expect(shelf.runs.has('b')).toBe(true);
    await actions.restoreRun();
    expect(ids()).toContain('b');
    expect(runs().removed).toBeNull();
  });

  test('brings back all that was deleted, the last first, after a reload too, as long as it is there', async () => {
    const shelf = new MapShelf();
    for (const id of ['a', 'b', 'c']) await shelf.write(sampleRun(id, 3));
    const clock = { ms: 50 };
    const one = await page(runsOn(shelf, new Set(), clock));
    for (const id of ['a', 'b', 'c']) {
      clock.ms++;
      await one.actions.removeRun(id);
    }
    await one.actions.restoreRun();
    const later = await page(runsOn(shelf, new Set(), clock));
    expect(later.runs().removed?.id).toBe('b');
    await later.actions.restoreRun();
    expect(
      later
        .runs()
        .entries.map(({ id }) => id)
        .sort(),
    ).toEqual(['b', 'c']);
    expect(later.runs().removed?.id).toBe('a');
    // There was no room: what was deleted has gone for good, and nobody is told that it may come back.
    later.begin();
    shelf.failures.push(full());
    await later.handOver(5);
    expect(shelf.runs.has('a')).toBe(false);
    expect(later.runs().removed).toBeNull();
  });

  test('compares two runs at most', async () => {
    const { actions, runs } = await library();
    const compared = () => runs().compared.map(({ entry }) => entry.id);
    for (const id of ['a', 'b', 'c']) await actions.compareRun(id);
    expect(compared()).toEqual(['b', 'c']);
    expect(runs().compared[0]!.curves['sis-rnn']!.training).toHaveLength(1);
    await actions.renameRun('c', 'Forked');
    expect(runs().compared[1]!.entry.name).toBe('Forked');
    await actions.compareRun('b');
    expect(compared()).toEqual(['c']);
    await actions.removeRun('c');
    expect(compared()).toEqual([]);
  });

  test('a run deleted while it trains gets another place', async () => {
    const { begin, handOver, actions, runs, ids } = await library();
    begin();
    await handOver(20);
    const first = runs().current!;
    await actions.removeRun(first);
    expect(runs().current).toBeNull();
    await handOver(21);
    expect(runs().current).not.toBe(first);
    expect(ids()).not.toContain(first);
    await actions.restoreRun();
    expect(ids()).toContain(first);
  });

  test('keeps the run that trains at the reader’s wish', async () => {
    const { begin, handOver, actions, runs, words } = await library();
    begin();
    actions.keepRun();
    await handOver(4);
    expect(runs().entries.find(({ id }) => id === runs().current)).toMatchObject({ kept: true });
    expect(words()).toEqual([expect.stringContaining('is kept under “Runs”')]);
  });

  test('takes a run out as a file, which another page brings in and goes on with', async () => {
    const one = await library();
    await one.actions.exportRun('b');
    const [{ name, content }] = one.saved as [{ name: string; content: Blob }];
    expect(name).toBe('mirror-seed-1-step-9.run.zip');
    const shelf = new MapShelf();
    const other = await page(runsOn(shelf));
    other.begin();
    await other.actions.importFiles([{ name, blob: content }]);
    await other.goesOn();
    expect(other.store.getState().progress.step).toBe(9);
    expect([...shelf.runs.values()].map(({ entry }) => [entry.step, entry.kept])).toEqual([
      [9, true],
    ]);
    expect(other.runs().current).toBe([...shelf.runs.keys()][0]);
  });

  test('says what is wrong with a file that is no whole run, and keeps what there is', async () => {
    const one = await library();
    await one.actions.exportRun('b');
    const blob = (one.saved[0]!.content as Blob).slice(0, -40);
    await one.actions.importFiles([{ name: 'half.run.zip', blob }]);
    expect(one.words()).toEqual([expect.stringMatching(/half.run.zip was not opened: .*cut off/)]);
    expect(one.ids()).toEqual(['b', 'c', 'a']);
  });
});
