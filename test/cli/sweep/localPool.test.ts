import { describe, expect, test } from 'vitest';
import { type Ending, errorLine } from '../../../src/cli/sweep/childRun.ts';
import { type PoolTask, runPool } from '../../../src/cli/sweep/localPool.ts';

const FINISHED: Ending = { kind: 'finished', result: {} };
const FAILED: Ending = { kind: 'failed', error: 'no memory', lasting: false };
const LASTING: Ending = { kind: 'failed', error: 'no file', lasting: true };

/** Tasks whose attempts end as listed, and what was seen of them. */
function world(endings: Readonly<Record<string, readonly Ending[]>>) {
  const seen = { under: 0, most: 0, started: [] as string[], told: [] as string[] };
  const stops: (() => void)[] = [];
  const tasks = Object.entries(endings).map(([name, list]): PoolTask => {
    let attempt = 0;
    return {
      name,
      start() {
        seen.started.push(name);
        seen.under++;
        seen.most = Math.max(seen.most, seen.under);
        const next = list[attempt++];
        const ended = new Promise<Ending>((settle) => {
          const end = (ending: Ending) => {
            seen.under--;
            settle(ending);
          };
          stops.push(() => end({ kind: 'stopped' }));
          if (next !== undefined) setImmediate(() => end(next));
        });
        return { ended, stop: stops.at(-1)!, kill: () => {} };
      },
    };
  });
  const controller = new AbortController();
  const tell = (name: string, event: 'starts' | Ending) => {
    if (event !== 'starts') seen.told.push(`${name} ${event.kind}`);
  };
  return { seen, controller, run: (n: number) => runPool(tasks, n, controller.signal, tell) };
}

describe('runs in processes of their own', () => {
  test('are so many at a time, and each is made', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { seen, run } = world(Object.fromEntries(names.map((name) => [name, [FINISHED]])));
    await run(2);
    expect([seen.most, seen.started]).toEqual([2, names]);
    expect(seen.told.sort()).toEqual(names.map((name) => `${name} finished`));
  });

  test('that fail are made again, and set aside after the third time, or at once where it would not help', async () => {
    const { seen, run } = world({
      a: [FAILED, FINISHED],
      b: [FAILED, FAILED, FAILED],
      c: [LASTING],
    });
    await run(1);
    expect(seen.started).toEqual(['a', 'a', 'b', 'b', 'b', 'c']);
    expect(seen.told).toEqual(['a finished', 'b failed', 'c failed']);
  });

  test('are stopped, and none is begun, once that is asked', async () => {
    // The first never ends by itself.
    const { seen, controller, run } = world({ a: [], b: [FINISHED] });
    const done = run(1);
    controller.abort();
    await done;
    expect([seen.started, seen.told]).toEqual([['a'], ['a stopped']]);
  });
});

describe('the error of a run', () => {
  test('is the line that names it, not the stack', () => {
    const crash = 'on wasm\nstep 3\nRangeError: no such size\n    at x (y.ts:1)\n\nNode.js v20.1\n';
    expect(errorLine(crash, 1)).toBe('RangeError: no such size');
    expect(errorLine('reading\n--hidden 0: too few\n', 2)).toBe('--hidden 0: too few');
    expect(errorLine('', 9)).toBe('it ended with status 9');
  });
});
