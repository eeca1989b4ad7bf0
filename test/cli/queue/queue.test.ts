/** A sweep made by two workers through a real Redis, one of them killed, beside the same sweep made locally. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { jobId } from '../../../src/cli/queue/queueName.ts';
import { parseExperiment } from '../../../src/config/experiment.ts';
import { parseRows } from '../../../src/sweep/rows.ts';
import { findRedis, startRedis, type TestRedis } from '../../redis.ts';
import { node } from '../node.ts';
import { TINY } from '../sweep/tiny.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const GRID =
  '--set model=vrnn,sis-rnn --set seed=1..6 --steps 500 --baseline model=vrnn --checkpoint-every 0.05';
const PATIENCE = { timeout: 240_000, interval: 10 };

/** A worker for one run at a time, and what it has said. */
function startWorker(address: string) {
  const args = ['src/cli/worker.ts', '--queue', address, '--processes', '1', '--lease', '5'];
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: root });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.push(...text.split('\n').filter((line) => line !== ''));
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, closed };
}

describe.skipIf(findRedis() === undefined)('a sweep over workers', () => {
  let folder: string;
  let redis: TestRedis;
  let client: Redis;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sis-rnn-queue-'));
    redis = await startRedis();
    client = new Redis(redis.port);
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    client.disconnect();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (...parts: string[]) => join(folder, ...parts);
  const hasCheckpoint = (run: string) => {
    const text = readFileSync(at('queued', 'runs', run, 'experiment.json'), 'utf8');
    const id = jobId(parseExperiment(JSON.parse(text)));
    return client.hexists(`sis-rnn:files:${id}`, 'checkpoint.safetensors');
  };

  it('makes every run once, goes on with that of a killed worker, and ends as the local one to the last bit', {
    timeout: 900_000,
  }, async () => {
    const workers = [startWorker(redis.address), startWorker(redis.address)] as const;
    children.push(...workers.map(({ child }) => child));
    const sweep = ['src/cli/sweep.ts', ...TINY, ...GRID.split(' ')];
    const queued = node(...sweep, '--queue', redis.address, '--out', at('queued'));
    const [killed, other] = workers;
    let lost = '';
    await vi.waitUntil(async () => {
      lost = /^(\S+): starts$/.exec(killed.said.at(-1) ?? '')?.[1] ?? '';
      return lost !== '' && (await hasCheckpoint(lost)) === 1;
    }, PATIENCE);
    killed.child.kill('SIGKILL');
    const { code, out, err } = await queued;
    expect(code, err).toBe(0);
    other.child.kill('SIGINT');
    expect(await other.closed).toBe(0);

    const step = other.said
      .map((line) => /^(\S+): goes on from step (\d+)$/.exec(line))
      .find((match) => match?.[1] === lost)?.[2];
    expect(Number(step), other.said.join('\n')).toBeGreaterThan(0);
    expect(Number(step)).toBeLessThan(500);
    const done = [...killed.said, ...other.said].filter((line) => line.endsWith(': done')).sort();
    const names = readdirSync(at('queued', 'runs')).sort();
    expect(done).toEqual(names.map((name) => `${name}: done`));

    const local = await node(...sweep, '--out', at('local'));
    expect(local.code, local.err).toBe(0);
    expect(out).toBe(local.out);
    const bytes = (of: string, ...parts: string[]) => readFileSync(at(of, ...parts));
    for (const file of ['results.jsonl', 'table.md', 'plot.svg'])
      expect(bytes('queued', file).equals(bytes('local', file)), file).toBe(true);
    const rows = parseRows(bytes('queued', 'results.jsonl').toString());
    expect(new Set(rows.map(({ run }) => run)).size).toBe(12);
    expect(rows).toHaveLength(12);
    for (const { run, model } of rows) {
      const weights = ['runs', run, `${model}.safetensors`];
      expect(bytes('queued', ...weights).equals(bytes('local', ...weights)), run).toBe(true);
      const metrics = (of: string) =>
        bytes(of, 'runs', run, 'metrics.jsonl')
          .toString()
          .trim()
          .split('\n')
          .map((line) => ({ ...JSON.parse(line), msPerStep: 0 }));
      expect(metrics('queued'), run).toEqual(metrics('local'));
    }
  });
});
