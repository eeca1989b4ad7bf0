import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completionSheet } from '../../src/cli/completionSheet.ts';

describe('the sheet', () => {
  const sheet = completionSheet({
    title: 'a < b',
    models: [
      { name: 'one', colour: '#111111' },
      { name: 'two', colour: '#222222' },
    ],
    rows: [
      {
        seen: [0, 0, 0, 10, 0, 0],
        rest: [10, 10, 1, 0, 10, 1],
        lifted: false,
        completions: [
          [[20, 0, 0]],
          [
            [5, 5, 1],
            [1000, 0, 0],
          ],
        ],
      },
    ],
  });

  it('has a cell for the drawing and for each completion', () => {
    expect(sheet.match(/<svg x=/g)).toHaveLength(4);
    expect(sheet).toContain('a &#60; b');
  });

  it('draws on from the pen until it leaves the paper', () => {
    // The drawing's own end: to its corner, and a dot after the lift.
    expect(sheet).toContain('<path d="M10 0L10 10M0 10h0" stroke="#1c1c1c"');
    expect(sheet).toContain('<path d="M10 0L20 0" stroke="#111111"');
    expect(sheet).toContain('<path d="M10 0L5 5" stroke="#222222"');
  });

  it('shows the whole drawing at no less than half the size its cell has room for', () => {
    const [left, top, side] = sheet
      .match(/viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) [-\d.]+"><rect/)!
      .slice(1)
      .map(Number) as [number, number, number];
    expect(side).toBeCloseTo(1.15 * 2 * 10, 5);
    expect(Math.max(left, top)).toBeLessThanOrEqual(0);
    expect(Math.min(left, top) + side).toBeGreaterThanOrEqual(10);
  });
});

describe('npm run completions', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  let folder: string;
  const node = (...args: readonly string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: root });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    return new Promise<{ code: number | null; said: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, said })),
    );
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'completions-'));
    const small =
      '--batch 2 --hidden 5 --features 4 --mixing-widths 6 --injected-noise 3 --mixture-components 2 --validation-size 8 --test-size 8 --steps 1 --models sis-rnn,vrnn,rnn';
    for (const preset of ['handwriting', 'digits-rows'])
      await node(
        'src/cli/train.ts',
        ...`--preset ${preset} ${small} --out ${join(folder, preset)}`.split(' '),
      );
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('draws what every model of a finished run makes of test lines, the same each time', async () => {
    const run = join(folder, 'handwriting');
    const flags = ['--rows', '2', '--count', '2'];
    const { code, said } = await node('src/cli/completions.ts', run, ...flags);
    expect(said).toContain('wrote');
    expect(code).toBe(0);
    const first = readFileSync(join(run, 'completions.svg'), 'utf8');
    expect(first.match(/<svg x=/g)).toHaveLength(2 * (1 + 3 * 2));
    for (const colour of ['#d55e00', '#0072b2', '#009e73'])
      expect(first.split(`stroke="${colour}"`)).toHaveLength(1 + 4);
    await node('src/cli/completions.ts', run, ...flags, '--out', join(run, 'again.svg'));
    expect(readFileSync(join(run, 'again.svg'), 'utf8')).toBe(first);
  }, 120_000);

  it.each([
    [['digits-rows'], 'is no run of a pen'],
    [['nowhere'], 'holds no finished run'],
    [[], 'takes one directory, found 0'],
    [['handwriting', '--rows', '0'], '--rows 0: a whole number from 1 up'],
  ])(
    'refuses %j',
    async ([run, ...flags], message) => {
      const { code, said } = await node(
        'src/cli/completions.ts',
        ...(run === undefined ? [] : [join(folder, run)]),
        ...flags,
      );
      expect(said).toContain(message);
      expect(code).toBe(2);
    },
    60_000,
  );
});
