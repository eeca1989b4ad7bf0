import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseRows } from '../../../src/sweep/rows.ts';
import { fromCheckpoint } from '../../../src/train/checkpoint.ts';
import { node } from '../node.ts';
import { TINY } from './tiny.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const SCRIPT = 'src/cli/sweep.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sis-rnn-sweep-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...parts: string[]) => join(folder, ...parts);
const text = (...parts: string[]) => readFileSync(at(...parts), 'latin1');

const GRID = '--set model=vrnn,sis-rnn --set=mixingSamples=1,4 --set seed=1 --baseline model=vrnn';

describe('npm run sweep', () => {
  it('runs every combination once, and writes rows, a table and a plot; again it runs none', async () => {
    const args = [SCRIPT, ...TINY, '--steps', '60', ...GRID.split(' '), '--out', at('all')];
    const first = await node(...args);
    expect(first.code, first.err).toBe(0);
    expect(first.err).toContain('4 combinations; 1 of them train the same models as another');
    const rows = parseRows(text('all', 'results.jsonl'));
    expect(rows.map(({ run }) => run)).toEqual([
      'model=vrnn_mixingSamples=1_seed=1',
      'model=vrnn_mixingSamples=4_seed=1',
      'model=sis-rnn_mixingSamples=1_seed=1',
      'model=sis-rnn_mixingSamples=4_seed=1',
    ]);
    expect(rows[1]!.figures).toEqual(rows[0]!.figures);
    expect(rows[2]!.figures['bound']).not.toBe(rows[3]!.figures['bound']);
    const { figures } = rows[3]!;
    const own = JSON.parse(text('all', 'runs', rows[3]!.run, 'result.json'));
    expect(figures).toEqual(own.models['sis-rnn']);
    expect(first.out).toBe(`${readFileSync(at('all', 'table.md'), 'utf8')}\n`);
    expect(text('all', 'plot.svg').match(/<circle/g)).toHaveLength(4 + 2);
    expect(readdirSync(at('all')).sort()).toEqual([
      'plot.svg',
      'results.jsonl',
      'runs',
      'table.md',
    ]);
    const again = await node(...args);
    expect(again.code, again.err).toBe(0);
    expect(again.err).toContain('found done');
    expect(again.err).not.toContain('starts');
    expect(again.out).toBe(first.out);
  });

  it('that is stopped, and one that is killed, go on from their checkpoints to the same results', {
    timeout: 300_000,
  }, async () => {
    const grid = '--set model=vrnn,sis-rnn --set seed=1 --steps 800 --processes 1'.split(' ');
    const args = [SCRIPT, ...TINY, ...grid];
    const straight = await node(...args, '--out', at('straight'));
    expect(straight.code, straight.err).toBe(0);
    const again = [...args, '--checkpoint-every', '0.1', '--out', at('again')];
    const run = at('again', 'runs', 'model=vrnn_seed=1');
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const before = stepIn(run);
      const child = spawn(process.execPath, ['--import', 'tsx', ...again], { cwd: root });
      const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
      await vi.waitUntil(() => stepIn(run) > before, { timeout: 60_000, interval: 10 });
      child.kill(signal);
      expect(await closed).toBe(signal === 'SIGINT' ? 130 : null);
      expect(existsSync(at('again', 'results.jsonl'))).toBe(false);
    }
    const last = await node(...again);
    expect(last.code, last.err).toBe(0);
    expect(last.out).toBe(straight.out);
    for (const file of [
      'results.jsonl',
      'runs/model=vrnn_seed=1/vrnn.safetensors',
      'runs/model=sis-rnn_seed=1/sis-rnn.safetensors',
    ])
      expect(text('again', file) === text('straight', file), file).toBe(true);
  });

  it('says what is wrong in a line, and overwrites no other sweep', async () => {
    const said = async (...args: string[]) => {
      const { code, err } = await node(SCRIPT, ...TINY, ...args);
      return [code, err.trim()];
    };
    expect(await said()).toEqual([2, expect.stringContaining('there is no --set')]);
    expect(await said('--set', 'sead=1')).toEqual([
      2,
      expect.stringContaining('--set sead: there is no such setting'),
    ]);
    expect(await said('--set', 'seed=1,2', '--seed', '3')).toEqual([
      2,
      'seed is given by --set and by a flag: leave the flag away',
    ]);
    expect(await said('--set', 'seed=1', '--processes', '999')).toEqual([
      2,
      expect.stringContaining('expected a whole number from 1 to'),
    ]);
    expect(await said('--set', 'seed=1', '--baseline', 'model=rnn')).toEqual([
      2,
      '--baseline model=rnn: model is never rnn in this sweep; it is sis-rnn, vrnn',
    ]);
    // Nothing is begun that would end so in every run.
    for (const [flag, value] of [
      ['--backend', 'gpu'],
      ['--data', at('absent')],
      ['--checkpoint-every', 'minute'],
    ] as const)
      expect(await said('--set', 'seed=1', flag, value, '--out', at('none'))).toEqual([
        2,
        expect.stringContaining(`${flag} ${value}: `),
      ]);
    expect(existsSync(at('none'))).toBe(false);
    const out = ['--set', 'seed=1', '--out', at('kept')];
    expect((await said('--steps', '2', ...out))[0]).toBe(0);
    expect(await said('--steps', '3', ...out)).toEqual([
      2,
      expect.stringContaining('holds the run of another experiment (steps 2 there and 3 here)'),
    ]);
    writeFileSync(at('kept', 'sweep.lock'), String(process.pid));
    expect(await said('--steps', '2', ...out)).toEqual([
      2,
      expect.stringContaining(`another sweep (process ${process.pid}) is writing`),
    ]);
  });

  it('sets aside what cannot be run, at once, and says why', async () => {
    const out = at('aside');
    const { code, err } = await node(
      SCRIPT,
      '--preset',
      'your-csv',
      '--set',
      'seed=1',
      '--out',
      out,
    );
    expect(code).toBe(1);
    expect(err.match(/starts/g)).toHaveLength(1);
    expect(err).toMatch(/set aside: seed=1: .*--data PATH/);
    expect(existsSync(at('aside', 'results.jsonl'))).toBe(false);
    expect(err).toContain('aside has every run in runs/');
  });
});

/** Step of the checkpoint in a folder; 0 where there is none yet. */
function stepIn(run: string): number {
  const path = join(run, 'checkpoint.safetensors');
  return existsSync(path) ? fromCheckpoint(readFileSync(path)).state.step : 0;
}
