import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idxBytes } from '../data/idxBytes.ts';
import { lineXml } from '../data/pen/lineXml.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SMALL =
  '--sequence-length 3 --batch 4 --hidden 5 --mixing-widths 6,5 --injected-noise 4,3 --mixing-samples 3 --validation-size 8 --test-size 9 --mixing-samples-evaluation 5'.split(
    ' ',
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sis-rnn-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'src/cli/train.ts', ...args], { cwd: root });
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout!.on('data', (text) => {
    out += text;
  });
  child.stderr!.on('data', (text) => {
    err += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1)!);
const inFolder = (...parts: string[]) => join(folder, ...parts);
const read = (...parts: string[]) => readFileSync(inFolder(...parts));

describe('npm run train', () => {
  it('writes experiment, metrics, weights and result, and makes the same run again from its file', async () => {
    const first = await ended(start([...SMALL, '--steps', '6', '--out', inFolder('first')]));
    expect(first.code, first.err).toBe(0);
    const result = lastLine(first.out);
    expect(result).toMatchObject({ step: 6, interrupted: false, sequences: 9 });
    expect(result.models['sis-rnn']).toMatchObject({ kEval: 5, bound: expect.any(Number) });
    const { bound, boundPerStep, deficitPerStep } = result.models.vrnn;
    expect(boundPerStep).toBeCloseTo(bound / 3, 10);
    expect(deficitPerStep).toBeCloseTo((result.exact.logp - bound) / 3, 8);
    expect(result.exact.perStep).toBeCloseTo(result.exact.logp / 3, 10);
    const rows = read('first', 'metrics.jsonl').toString().trim().split('\n');
    expect(rows.map((row) => JSON.parse(row)).filter((row) => row.split === 'train')).toHaveLength(
      12,
    );
    const again = await ended(
      start(['--experiment', inFolder('first', 'experiment.json'), '--out', inFolder('again')]),
    );
    expect(lastLine(again.out)).toEqual(result);
    for (const name of ['sis-rnn.safetensors', 'vrnn.safetensors'])
      expect(read('again', name).equals(read('first', name))).toBe(true);
  });

  it('stops on Ctrl-C and keeps what it has', async () => {
    const child = start([...SMALL, '--steps', '1000000', '--out', inFolder('stopped')]);
    const end = ended(child);
    // Progress is told after the first steps: then there is something to keep.
    child.stderr!.on('data', (text: Buffer) => {
      if (text.toString().includes('on wasm')) child.kill('SIGINT');
    });
    const { code, out, err } = await end;
    expect(code, err).toBe(0);
    expect(lastLine(out)).toMatchObject({ interrupted: true });
    expect(read('stopped', 'sis-rnn.safetensors').length).toBeGreaterThan(100);
  });

  it("trains on handwriting of its own and on a folder of IAM-OnDB, in nats and in the pen's units", async () => {
    const pen = [...SMALL, '--steps', '2', '--writers', '2', '--mixture-components', '3'];
    const own = await ended(start(['--preset', 'handwriting', ...pen, '--out', inFolder('pen')]));
    expect(own.code, own.err).toBe(0);
    expect(own.err).toContain('2 writers (upright print, slanted script)');
    const { bound, boundInUnits } = lastLine(own.out).models.vrnn;
    // The unit of the offsets is below one height of an x, so densities in it are larger.
    expect(boundInUnits).toBeGreaterThan(bound);
    const folder = inFolder('iam', 'lineStrokes', 'a01');
    mkdirSync(folder, { recursive: true });
    const points = Array.from({ length: 9 }, (_, i) => [30 * i, (i * i) % 50] as const);
    for (let i = 0; i < 12; i++)
      writeFileSync(
        join(folder, `a01-000u-${i}.xml`),
        lineXml([points.slice(0, 4), points.slice(2)]),
      );
    const iam = await ended(
      start(['--preset', 'strokes', ...pen, '--data', inFolder('iam'), '--out', inFolder('lines')]),
    );
    expect(iam.code, iam.err).toBe(0);
    expect(iam.err).toContain(
      '12 files (IAM-OnDB): 12 drawings, parts drawn by the seed, 12 cut off at 3 steps',
    );
    expect(lastLine(iam.out)).toMatchObject({ step: 2, sequences: 2 });
  });

  it('says which columns of a table it leaves out', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `2024-01-${i},${Math.sin(i)}`);
    writeFileSync(inFolder('dated.csv'), `date,a\n${rows.join('\n')}\n`);
    const { code, err, out } = await ended(
      start([
        ...['--preset', 'your-csv', ...SMALL, '--steps', '2'],
        ...['--data', inFolder('dated.csv'), '--out', inFolder('dated')],
      ]),
    );
    expect(code, err).toBe(0);
    const said = 'dated.csv: 1 series, 60 rows, channels a (left out, no numbers: "date")';
    expect(err).toContain(said);
    expect(lastLine(out).data).toContain(said);
  });

  it('tells a file it cannot read, and a missing one, in a line', async () => {
    writeFileSync(inFolder('bad.csv'), 'a,b\n1,2\n3,four\n');
    const bad = await ended(
      start(['--preset', 'your-csv', '--data', inFolder('bad.csv'), '--out', inFolder('bad')]),
    );
    expect(bad.code).toBe(2);
    expect(bad.err).toMatch(/bad\.csv.*line 3.*four/s);
    for (const preset of ['your-csv', 'mnist-64']) {
      const missing = await ended(start(['--preset', preset]));
      expect(missing.code).toBe(2);
      expect(missing.err).toMatch(/--data PATH/);
    }
  });
});

describe('npm run train, stopped and started again', () => {
  const models = ['sis-rnn.safetensors', 'vrnn.safetensors'];
  const run = (args: readonly string[]) => ended(start([...SMALL, '--steps', '150', ...args]));

  /** Presses Ctrl-C once, at the first line of progress. */
  async function stopped(args: readonly string[]): Promise<Ended> {
    const child = start(args);
    const end = ended(child);
    let pressed = false; // a second press would end it at once
    child.stderr!.on('data', (text: Buffer) => {
      if (!pressed && text.toString().includes('step ')) pressed = child.kill('SIGINT');
    });
    return end;
  }

  // Once in many runs of all tests the child ended at the signal without a word; alone it never did in a hundred.
  it('ends where it would have ended: by the same command, and by --resume into another folder', {
    retry: 2,
  }, async () => {
    const attempt = basename(mkdtempSync(join(folder, 'attempt-')));
    const straight = await run(['--out', inFolder(attempt, 'straight')]);
    expect(straight.code, straight.err).toBe(0);
    const again = [...SMALL, '--steps', '150', '--out', inFolder(attempt, 'again')];
    const first = await stopped(again);
    expect(first.code, first.err).toBe(0);
    const { step } = lastLine(first.out);
    expect(lastLine(first.out).interrupted).toBe(true);
    expect(step).toBeLessThan(150);
    expect(first.err).toContain(`stopped at step ${step}; --resume`);
    // As if it had gone on a while and been killed in the middle of a line.
    const metrics = inFolder(attempt, 'again', 'metrics.jsonl');
    appendFileSync(metrics, `{"step":${step + 1},"model":"vrnn","bound":0}\n{"step":${step}`);
    const apart = ended(
      start([
        '--resume',
        inFolder(attempt, 'again'),
        '--out',
        inFolder(attempt, 'apart'),
        '--backend',
        'wasm',
      ]),
    );
    const result = lastLine(straight.out);
    expect(lastLine((await apart).out)).toEqual(result);
    expect(lastLine(read(attempt, 'again', 'result.json').toString())).toMatchObject({ step });
    const second = await ended(start(again));
    expect(second.err).toContain(`goes on from step ${step} of 150 in `);
    expect(lastLine(second.out)).toEqual(result);
    const rowsOf = (folder: string) =>
      read(attempt, folder, 'metrics.jsonl')
        .toString()
        .trim()
        .split('\n')
        .map((row) => ({ ...JSON.parse(row), msPerStep: 0 }));
    for (const folder of ['again', 'apart']) {
      expect(rowsOf(folder)).toEqual(rowsOf('straight'));
      for (const name of models)
        expect(read(attempt, folder, name).equals(read(attempt, 'straight', name)), name).toBe(
          true,
        );
      expect(existsSync(inFolder(attempt, folder, 'checkpoint.safetensors.part'))).toBe(false);
    }
  });

  it('goes on after its end with more steps, and with no other setting that needs a new start', async () => {
    const done = [...SMALL, '--steps', '3', '--out', inFolder('more')];
    expect((await ended(start(done))).code).toBe(0);
    const more = await ended(start(['--resume', inFolder('more'), '--steps', '5']));
    expect(more.code, more.err).toBe(0);
    expect(lastLine(more.out)).toMatchObject({ step: 5 });
    const wider = await ended(start(['--resume', inFolder('more'), '--hidden', '6']));
    expect([wider.code, wider.err]).toEqual([
      2,
      expect.stringContaining('--hidden cannot change in a run, which has 5'),
    ]);
    const other = await ended(start(['--resume', inFolder('more'), '--models', 'vrnn']));
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('--models is for a new')]);
  });

  it('overwrites no run of another experiment, and says what a checkpoint it cannot read is', async () => {
    const done = [...SMALL, '--steps', '2', '--out', inFolder('kept')];
    expect((await ended(start(done))).code).toBe(0);
    const before = read('kept', 'checkpoint.safetensors');
    const other = await ended(start([...done, '--seed', '2', '--models', 'vrnn']));
    expect(other.code).toBe(2);
    expect(other.err).toContain(
      'holds the run of another experiment (other models, seed 1 there and 2 here), at step 2',
    );
    expect(read('kept', 'checkpoint.safetensors').equals(before)).toBe(true);
    const damaged = Buffer.from(before);
    damaged[damaged.length - 5]! ^= 1;
    writeFileSync(inFolder('kept', 'checkpoint.safetensors'), damaged);
    const into = await ended(start(['--resume', inFolder('more'), '--out', inFolder('kept')]));
    expect([into.code, into.err]).toEqual([2, expect.stringContaining('holds a run already')]);
    for (const args of [done, ['--resume', inFolder('kept')]]) {
      const { code, err } = await ended(start(args));
      expect(code).toBe(2);
      expect(err).toMatch(/checkpoint\.safetensors cannot be read: it is damaged.*left as it is/s);
    }
    const none = await ended(start(['--resume', inFolder('nowhere')]));
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('there is no checkpoint')]);
  });

  it('does not go on with other data than it began with', async () => {
    const digits = [...SMALL, '--preset', 'digits-rows', '--steps', '1'];
    expect((await ended(start([...digits, '--out', inFolder('drawn')]))).code).toBe(0);
    writeFileSync(inFolder('images.idx'), idxBytes([20, 28, 28]));
    const other = await ended(
      start(['--resume', inFolder('drawn'), '--data', inFolder('images.idx')]),
    );
    expect(other.code).toBe(2);
    expect(other.err).toMatch(/trained on ".*"; here is "MNIST idx file images.idx.*not the same/s);
  });
});
