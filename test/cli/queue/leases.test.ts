/** Workers and a sweep in this process on a real Redis, with runs that only pretend. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Broker, openBroker } from '../../../src/cli/queue/broker.ts';
import { type QueuedEvent, runQueued } from '../../../src/cli/queue/queuedRuns.ts';
import type { QueueKind } from '../../../src/cli/queue/queueName.ts';
import { jobId } from '../../../src/cli/queue/queueName.ts';
import { work } from '../../../src/cli/queue/queueWorker.ts';
import { fetchFiles, MAX_BYTES, putFiles } from '../../../src/cli/queue/runFiles.ts';
import type { Ending, startRun } from '../../../src/cli/sweep/childRun.ts';
import { presetNamed } from '../../../src/config/presets.ts';
import { parseAxis } from '../../../src/sweep/axis.ts';
import { sweepRuns } from '../../../src/sweep/grid.ts';
import { findRedis, startRedis, type TestRedis } from '../../redis.ts';

const runs = sweepRuns(presetNamed('mirror')!.experiment, [parseAxis('seed=1,2')]);
const PATIENCE = { timeout: 60_000, interval: 10 };
const FAILED: Ending = { kind: 'failed', error: 'no memory', lasting: false };

describe.skipIf(findRedis() === undefined)('runs in a queue', () => {
  let redis: TestRedis;
  let broker: Broker;
  let folder: string;
  let kind: QueueKind;
  let queues = 0;
  beforeAll(async () => {
    redis = await startRedis();
    broker = await openBroker(redis.address);
    folder = mkdtempSync(join(tmpdir(), 'sis-rnn-leases-'));
  });
  afterAll(async () => {
    broker.close();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    kind = { name: `test-${queues++}`, build: 'test', backend: 'wasm' };
  });

  /** Works with runs that end as `endingOf` says at each attempt, until the sweep is settled. */
  async function sweepWith(endingOf: (seed: number, attempt: number) => Ending) {
    const attempts = new Map<number, number>();
    const start: typeof startRun = (into) => {
      const { settings } = JSON.parse(readFileSync(join(into, 'experiment.json'), 'utf8'));
      const attempt = (attempts.get(settings.seed) ?? 0) + 1;
      attempts.set(settings.seed, attempt);
      writeFileSync(join(into, 'weights'), `of seed ${settings.seed}`);
      return {
        ended: Promise.resolve(endingOf(settings.seed, attempt)),
        stop: () => {},
        kill: () => {},
      };
    };
    const controller = new AbortController();
    const { signal } = controller;
    const worker = work(broker, {
      ...{ kind, processes: 2, data: undefined, lease: 5, signal, start },
      say: () => {},
    });
    const last = new Map<string, QueuedEvent>();
    await runQueued(broker, {
      kind,
      runs: runs.map((run) => ({ ...run, folder: join(folder, kind.name, run.name) })),
      checkpointEvery: undefined,
      signal: new AbortController().signal,
      tell: (name, event) => last.set(name, event),
      say: () => {},
    });
    controller.abort();
    await worker;
    return { attempts, last };
  }

  test('are made again when they fail, set aside after the third time, and tried again by another sweep', async () => {
    const first = await sweepWith((seed, attempt) =>
      seed === 2 || attempt < 2 ? FAILED : { kind: 'finished', result: { seed } },
    );
    expect([...first.attempts]).toEqual(
      expect.arrayContaining([
        [1, 2],
        [2, 3],
      ]),
    );
    expect(first.last.get('seed=1')).toEqual({ kind: 'finished', result: { seed: 1 } });
    expect(first.last.get('seed=2')).toEqual({ kind: 'failed', error: 'no memory' });
    expect(readFileSync(join(folder, kind.name, 'seed=1', 'weights'), 'utf8')).toBe('of seed 1');
    const second = await sweepWith((seed) => ({ kind: 'finished', result: { seed } }));
    // What was done is not made again.
    expect([...second.attempts]).toEqual([[2, 1]]);
    expect(second.last.get('seed=1')).toEqual({ kind: 'finished', result: { seed: 1 } });
    expect(second.last.get('seed=2')).toEqual({ kind: 'finished', result: { seed: 2 } });
  });

  test('that cannot be made are set aside at once', async () => {
    const { attempts, last } = await sweepWith((seed) =>
      seed === 1
        ? { kind: 'failed', error: 'no file', lasting: true }
        : { kind: 'finished', result: {} },
    );
    expect(attempts.get(1)).toBe(1);
    expect(last.get('seed=1')).toEqual({ kind: 'failed', error: 'no file' });
  });

  test('are watched no longer once that is asked, also while Redis is away', async () => {
    const other = await startRedis();
    const gone = await openBroker(other.address);
    const controller = new AbortController();
    const said: string[] = [];
    const watching = runQueued(gone, {
      kind,
      runs: runs.map((run) => ({ ...run, folder: join(folder, kind.name, run.name) })),
      checkpointEvery: undefined,
      signal: controller.signal,
      tell: () => {},
      say: (line) => said.push(line),
    });
    await vi.waitUntil(() => said.some((line) => line.startsWith('no worker')), PATIENCE);
    await other.stop();
    await vi.waitUntil(() => said.some((line) => line.endsWith('waiting for it')), PATIENCE);
    controller.abort();
    await watching;
    gone.close();
  });

  test('have their files written by the holder of the lease alone, and within bounds', async () => {
    const from = mkdtempSync(join(folder, 'from-'));
    const into = join(folder, 'into');
    const lease = { jobId: jobId(runs[0]!.experiment), lock: 'a:lock', token: 'mine' };
    await broker.redis.set('a:lock', 'mine');
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    writeFileSync(join(from, 'checkpoint.safetensors'), bytes);
    const names = ['checkpoint.safetensors', 'absent'];
    expect(await putFiles(broker, lease, from, names)).toBe('kept');
    writeFileSync(join(from, 'checkpoint.safetensors'), 'later');
    expect(await putFiles(broker, { ...lease, token: 'another' }, from, names)).toBe('lease lost');
    await broker.redis.del('a:lock');
    expect(await putFiles(broker, lease, from, names)).toBe('lease lost');
    await fetchFiles(broker, lease.jobId, into);
    expect(readFileSync(join(into, 'checkpoint.safetensors')).equals(bytes)).toBe(true);
    expect(existsSync(join(into, 'absent'))).toBe(false);
    writeFileSync(join(from, 'checkpoint.safetensors'), new Uint8Array(MAX_BYTES + 1));
    expect(await putFiles(broker, lease, from, names)).toBe('too large');
  });
});
