import { describe, expect, test } from 'vitest';
import { readActiveUnits, readEss, readGauge } from '../../src/posterior/diagnostics.ts';

const spread = (gauge: number, ess = 4, mixingSamples = 10) => ({
  mixingSamples,
  regulariser: gauge * Math.log(mixingSamples + 1),
  gauge,
  ess,
});

describe('the readings of the diagnostics', () => {
  test.each([
    [0.002, 'warn', 'The mixing distribution has collapsed: this is a VRNN now.'],
    [0.03, 'note', 'The mixing distribution is narrow: close to a single Gaussian.'],
    [0.4, 'note', 'The mixing distribution is open, and K = 10 shows it.'],
    [0.7, 'note', 'The bound is somewhat loose: more K would tighten it.'],
    [0.95, 'warn', 'The bound is loose: more K, or fewer latent dimensions.'],
  ])('gauge %f', (gauge, tone, words) => {
    expect(readGauge(spread(gauge))).toEqual({ tone, words });
  });

  test('without extra draws there is no gauge to read', () => {
    expect(readGauge(spread(Number.NaN, 1, 0)).words).toContain('K = 0');
    expect(readEss(spread(Number.NaN, 1, 0)).words).toBe('There is one draw only.');
  });

  test.each([
    [1.1, 'Of 11 draws only the one that made z explains it.'],
    [4.2, 'About 4 of 11 draws explain z.'],
    [10.9, 'All 11 draws explain z alike: they hardly differ.'],
    [Number.NaN, 'Not a number: the densities of z have overflowed.'],
  ])('ESS %f', (ess, words) => {
    expect(readEss(spread(0.4, ess)).words).toBe(words);
  });

  test.each([
    [0, 8, 'x moves no dimension of z: the posterior is the prior.'],
    [1, 1, 'x moves z.'],
    [2, 2, 'x moves every dimension of z.'],
    [7, 8, '1 of 8 dimensions of z stays at the prior, whatever x is.'],
    [2, 8, '6 of 8 dimensions of z stay at the prior, whatever x is.'],
  ])('%i of %i active units', (active, of, words) => {
    expect(readActiveUnits(active, of).words).toBe(words);
  });
});
