import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node } from './node.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SMALL =
  '--sequence-length 3 --batch 4 --hidden 5 --mixing-widths 6,5 --injected-noise 4,3 --mixing-samples 3 --validation-size 8 --test-size 9 --mixing-samples-evaluation 5 --steps 3'.split(
    ' ',
  );

let folder: string;
const inFolder = (...parts: string[]) => join(folder, ...parts);

const evaluate = (...args: readonly string[]) => node('src/cli/evaluate.ts', ...args);
const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1)!);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sis-rnn-evaluate-'));
  const runs = [
    node('src/cli/train.ts', '--preset', 'mirror', ...SMALL, '--out', inFolder('mirror')),
    // Without a past, so that a VRNN has nothing to correlate with.
    node(
      'src/cli/train.ts',
      ...['--preset', 'sum', ...SMALL, '--sequence-length', '1', '--out', inFolder('sum')],
    ),
  ];
  for (const { code, err } of await Promise.all(runs)) expect(code, err).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run evaluate', () => {
  it('finds the figures that the training wrote', async () => {
    const { code, out, err } = await evaluate(inFolder('mirror'));
    expect(code, err).toBe(0);
    const written = JSON.parse(readFileSync(inFolder('mirror', 'result.json'), 'utf8'));
    expect(lastLine(out)).toEqual({
      models: written.models,
      exact: written.exact,
      sequences: written.sequences,
    });
  });

  it('--posterior gives the statistics under both conditionings, beside the exact ones', async () => {
    const { code, out, err } = await evaluate(
      inFolder('mirror'),
      ...'--posterior --sequences 4 --samples 64'.split(' '),
    );
    expect(code, err).toBe(0);
    expect(err).toContain('W1 to exact');
    const result = lastLine(out);
    expect(result).toMatchObject({ preset: 'mirror', seed: 1, sequences: 4, samples: 64 });
    const { overAllPasts, givenOnePast, exact } = result.models.vrnn;
    expect(exact).toBe('filter');
    for (const name of ['wasserstein', 'kl', 'reverseKl', 'js']) {
      expect(overAllPasts[name]).toMatchObject({ count: 4, mean: expect.any(Number) });
      expect(givenOnePast.model[name].mean).toBeGreaterThan(0);
      expect(givenOnePast.exact[name].mean).toBe(0);
    }
    // Given one past a VRNN is one Gaussian; the mirror's exact posterior is not.
    expect(givenOnePast.model.modes.mean).toBe(1);
    for (const name of ['skewness', 'excessKurtosis'])
      expect(Math.abs(givenOnePast.model[name].mean)).toBeLessThan(1e-3);
    expect(result.exact.filter.modes.mean).toBeGreaterThan(1);
    expect(result.conditioning.givenOnePast).toContain('z_(t-1)');
  });

  it('of sum knows the exact dependence, and none in a VRNN', async () => {
    const { out, err } = await evaluate(
      inFolder('sum'),
      ...'--posterior --json --sequences 3 --samples 64'.split(' '),
    );
    expect(err).not.toContain('W1');
    expect(out.trim().split('\n')).toHaveLength(1);
    const { models, exact } = lastLine(out);
    expect(Math.abs(exact.filter.correlation.mean + 1 / 1.04)).toBeLessThan(1e-6);
    expect(models.vrnn.givenOnePast).toBeNull();
    const { correlation, mutualInformation } = models.vrnn.overAllPasts;
    expect(Math.abs(correlation.mean)).toBeLessThan(1e-6);
    expect(Math.abs(mutualInformation.mean)).toBeLessThan(1e-6);
  });

  it('--estimator gives bounds with their N and K, ordered, beside the exact log p(x)', async () => {
    const flags = '--estimator elbo,iwae,fivo,kl --samples 8 --k-eval 4 --split validation --json';
    const { code, out, err } = await evaluate(inFolder('mirror'), ...flags.split(' '));
    expect(code, err).toBe(0);
    expect(err).toContain('sis-rnn fivo 100 %');
    expect(out.trim().split('\n')).toHaveLength(1);
    const result = lastLine(out);
    expect(result).toMatchObject({
      preset: 'mirror',
      split: 'validation',
      sequences: 8,
      N: 8,
      K: 4,
    });
    for (const [id, K] of [
      ['sis-rnn', 4],
      ['vrnn', 0],
    ] as const) {
      const { bounds, kl } = result.models[id];
      for (const name of ['elbo', 'iwae', 'fivo'])
        expect(bounds[name]).toMatchObject({
          N: 8,
          K,
          stderr: expect.any(Number),
          bound: expect.stringContaining('lower bound'),
        });
      expect(bounds.elbo.mean).toBeLessThan(bounds.iwae.mean);
      expect(bounds.iwae.belowExact.mean).toBeCloseTo(result.exact.mean - bounds.iwae.mean, 5);
      expect(kl.perDimension).toHaveLength(1);
      expect(kl.atMost.mean).toBeGreaterThanOrEqual(kl.atLeast.mean);
    }
  });

  it('of an RNN is exact, and stops without a result at Ctrl-C', async () => {
    const run = '--preset mirror --generator learned --models rnn,sis-rnn --latent 2'.split(' ');
    const made = await node('src/cli/train.ts', ...run, ...SMALL, '--out', inFolder('rnn'));
    expect(made.code, made.err).toBe(0);
    const args = ['--import', 'tsx', 'src/cli/evaluate.ts', inFolder('rnn'), '--estimator', 'iwae'];
    const found = await node(...args.slice(2), '--samples=4', '--sequences', '5');
    const { rnn } = lastLine(found.out).models;
    expect(rnn.bounds).toEqual({ exact: expect.objectContaining({ bound: 'log p(x) itself' }) });
    expect(found.err).toMatch(/sis-rnn iwae +-?[\d.]+ ± [\d.]+ +N = 4, K = 5/);

    const child = spawn(process.execPath, [...args, '--samples', '1000000'], { cwd: root });
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    let err = '';
    let asked = false;
    child.stderr.on('data', (text) => {
      err += text;
      if (!asked && err.includes('sis-rnn iwae')) asked = child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, out]).toEqual([130, '']);
    expect(err).toContain('stopped: no result');
  });

  it('says in a line what is wrong with a directory', async () => {
    const nowhere = await evaluate(inFolder('nowhere'), '--posterior');
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toMatch(/nowhere holds no finished run: experiment\.json .*ENOENT/);
    mkdirSync(inFolder('cut'));
    for (const file of ['experiment.json', 'vrnn.safetensors'])
      copyFileSync(inFolder('mirror', file), inFolder('cut', file));
    const weights = readFileSync(inFolder('mirror', 'sis-rnn.safetensors'));
    writeFileSync(inFolder('cut', 'sis-rnn.safetensors'), weights.subarray(0, weights.length - 9));
    const cut = await evaluate(inFolder('cut'));
    expect(cut.code).toBe(2);
    expect(cut.err).toMatch(/sis-rnn\.safetensors: the file is cut off/);
  });

  it.each([
    [['--posterior'], /takes one directory, found 0/],
    [['a', 'b'], /takes one directory, found 2/],
    [['a', '--samples', 'many'], /--samples many: a whole number from 2 up/],
    [['a', '--sequences=0'], /--sequences 0: a whole number from 1 up/],
    [['a', '--estimator', 'elbo,vae'], /--estimator vae: there are elbo, iwae, fivo, kl/],
    [['a', '--estimator', 'elbo', '--split', 'train'], /--split train: there are test, validation/],
    [['a', '--estimator', 'elbo', '--k-eval', '-1'], /k-eval/],
    [['a', '--estimator', 'elbo', '--posterior'], /two commands/],
    [['a', '--posterior', '--split', 'validation'], /--split goes with --estimator/],
    [['a', '--posteriors'], /--posteriors.*--help lists the flags/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await evaluate(...args);
    expect(code).toBe(2);
    expect(err.trim()).toMatch(message);
  });

  it('explains itself', async () => {
    const { code, out } = await evaluate('--help');
    expect(code).toBe(0);
    for (const flag of ['DIR', '--posterior', '--sequences N', '--samples N', '--json'])
      expect(out).toContain(flag);
  });
});
