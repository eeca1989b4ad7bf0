import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../closeness.ts';
import { node } from './node.ts';

const SMALL =
  '--preset sentences --models sis-rnn,vrnn,rnn --batch 4 --hidden 5 --latent 2 --word-width 8 --attention-heads 2 --decoder-layers 1 --mixing-widths 6,5 --injected-noise 4,3 --mixing-samples 3 --validation-size 8 --test-size 12 --mixing-samples-evaluation 5 --steps 3';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sis-rnn-sentences-'));
  const { code, err } = await node('src/cli/train.ts', ...SMALL.split(' '), '--out', folder);
  expect(code, err).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('sentences on the command line', () => {
  it('training writes the perplexity that belongs to the bound and the tokens', () => {
    const { models, tokens, sequences } = JSON.parse(
      readFileSync(join(folder, 'result.json'), 'utf8'),
    );
    expect(sequences).toBe(12);
    for (const { bound, perplexity } of Object.values<Record<string, number>>(models))
      expectClose([perplexity!], [Math.exp((-bound! * sequences) / tokens)], {
        atol: 0,
        rtol: 1e-9,
      });
  });

  it('evaluation gives bounds with perplexities, and what z tells', async () => {
    const { code, out, err } = await node(
      'src/cli/evaluate.ts',
      folder,
      ...'--estimator elbo,iwae,kl --samples 3'.split(' '),
    );
    expect(code, err).toBe(0);
    expect(err).toContain('perplexity at most');
    const { models, tokens } = JSON.parse(out.trim().split('\n').at(-1)!);
    for (const id of ['sis-rnn', 'vrnn']) {
      const { bounds, kl, sentences } = models[id];
      for (const { mean, perplexity } of Object.values<Record<string, number>>(bounds))
        expectClose([perplexity!], [Math.exp((-mean! * 12) / tokens)], { atol: 0, rtol: 1e-9 });
      expect(kl.latentDimensions).toBe(2);
      expect(Object.keys(sentences.factors)).toContain('tense');
    }
    expect(Object.keys(models.rnn)).toEqual(['bounds']);
    expect(Object.keys(models.rnn.bounds)).toEqual(['exact']);
  });

  it.each([
    ['--estimator fivo', 'one latent a sentence leaves no steps to resample between'],
    ['--posterior', 'a latent at each step'],
  ])('%s is refused in a sentence', async (flags, words) => {
    const { code, err } = await node('src/cli/evaluate.ts', folder, ...flags.split(' '));
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
