import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import { parseAxis } from '../../src/sweep/axis.ts';
import { cellsOf, parseBaseline, varying } from '../../src/sweep/cells.ts';
import { sweepRuns } from '../../src/sweep/grid.ts';
import { sweepPlot } from '../../src/sweep/plot.ts';
import {
  formatRows,
  looksLikeRows,
  parseRows,
  rowsOf,
  type SweepRow,
} from '../../src/sweep/rows.ts';
import { sweepSvg } from '../../src/sweep/svg.ts';
import { figureText, sweepMarkdown, sweepTable } from '../../src/sweep/table.ts';

const base = presetNamed('mirror')!.experiment;
const runs = sweepRuns(
  base,
  ['model=vrnn,sis-rnn', 'mixingSamples=1,50', 'seed=1..3'].map(parseAxis),
);

/** A bound that depends on all of it: differences between models are 1 + K / 100 + seed / 10. */
function resultOf(index: number) {
  const { model, seed, mixingSamples } = runs[index]!.values;
  const bound =
    -20 -
    Number(seed) +
    (model === 'sis-rnn' ? 1 + Number(mixingSamples) / 100 + Number(seed) / 10 : 0);
  return {
    models: { [model!]: { bound, stderr: 0.2, kEval: model === 'vrnn' ? 0 : 100, kl: 3 } },
    data: 'made up',
    backend: 'wasm',
    step: 100,
    sequences: 1000,
  };
}
const rows = runs.flatMap((run, i) => rowsOf(run, resultOf(i)));

describe('rows', () => {
  test('are of one model of one run each, and are read back as written', () => {
    expect(rows).toHaveLength(12);
    expect(rows[9]).toEqual({
      version: 1,
      run: 'model=sis-rnn_mixingSamples=50_seed=1',
      preset: 'mirror',
      settings: { mixingSamples: '50' },
      model: 'sis-rnn',
      seed: 1,
      data: 'made up',
      backend: 'wasm',
      step: 100,
      sequences: 1000,
      figures: { bound: -21 + 1 + 0.5 + 0.1, stderr: 0.2, kEval: 100, kl: 3 },
    } satisfies SweepRow);
    const text = formatRows(rows);
    expect(parseRows(text)).toEqual(rows);
    expect(looksLikeRows(text)).toBe(true);
    expect(looksLikeRows('{"models":{}}')).toBe(false);
  });

  test('of a diverged run have no bound', () => {
    const diverged = { vrnn: { step: 3, message: 'its bound is not finite' } };
    const [row] = rowsOf(runs[0]!, { ...resultOf(0), diverged });
    expect(row!.figures).toEqual({ bound: null });
  });

  test.each([
    ['', /it is empty: expected the results\.jsonl/],
    ['{"version":1,"run":"a"', /line 1: it is not JSON/],
    [formatRows(rows).replace('"mixingSamples"', '"__proto__"'), /line 1: .* key __proto__/],
    [`${formatRows(rows).trim()}${' '.repeat(70_000)}`, /line 12: it has 70,\d+ characters/],
    ['\n[]', /line 2 is no object/],
    ['{"version":2}', /line 1: version is 2, this build reads version 1/],
    [formatRows(rows).replace('"seed":1', '"seed":"1"'), /line 1: seed is "1", expected a number/],
    [formatRows(rows).replace('"bound"', '"bond"'), /line 1: figures has no bound/],
    [formatRows(rows).replace('"kl":3', '"kl":"3"'), /figures\.kl is "3", expected a number/],
  ])('of another kind are refused by their line: %s', (text, message) => {
    expect(() => parseRows(text)).toThrow(message);
  });

  test('need the figures of every model of the run', () => {
    expect(() => rowsOf(runs[0]!, { ...resultOf(0), models: {} })).toThrow(
      /model=vrnn_mixingSamples=1_seed=1: models.vrnn: figures is no object/,
    );
  });
});

describe('cells', () => {
  test('have mean and standard error over seeds, by hand', () => {
    expect(varying(rows)).toEqual(['model', 'mixingSamples']);
    const cells = cellsOf(rows, null);
    expect(cells.map(({ key }) => Object.values(key).join(' '))).toEqual([
      'vrnn 1',
      'vrnn 50',
      'sis-rnn 1',
      'sis-rnn 50',
    ]);
    // -21, -22, -23: variance 1.
    const { mean, stderr, count } = cells[0]!.figures['bound']!;
    expect([mean, count]).toEqual([-22, 3]);
    expect(stderr).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(cells[0]!.difference).toBeNull();
  });

  test('are compared seed by seed: the spread between seeds is not in the error', () => {
    const [vrnn, , one, fifty] = cellsOf(rows, { model: 'vrnn' });
    expect(vrnn!.difference).toBeNull();
    expect(one!.difference!.mean).toBeCloseTo(1.01 + 0.2, 12);
    expect(fifty!.difference!.mean).toBeCloseTo(1.5 + 0.2, 12);
    // 0.1, 0.2, 0.3: variance 0.01.
    expect(fifty!.difference!.stderr).toBeCloseTo(0.1 / Math.sqrt(3), 12);
    const against = cellsOf(rows, { model: 'sis-rnn', mixingSamples: '50' });
    expect(against.map(({ difference }) => difference?.count)).toEqual([3, 3, 3, undefined]);
  });

  test('pair only seeds that both have, and count what diverged', () => {
    const fewer = rows
      .filter(({ model, seed }) => model === 'vrnn' || seed > 1)
      .map((row) =>
        row.model === 'sis-rnn' && row.seed === 3
          ? { ...row, figures: { ...row.figures, bound: null } }
          : row,
      );
    const cell = cellsOf(fewer, { model: 'vrnn' })[2]!;
    expect([cell.diverged, cell.figures['bound']!.count, cell.difference!.count]).toEqual([
      1, 1, 1,
    ]);
    expect(cell.difference!.stderr).toBeNaN();
  });

  test('a baseline has to be in the sweep', () => {
    const choices = { model: ['vrnn', 'sis-rnn'], mixingSamples: ['1', '50'] };
    expect(parseBaseline('model=vrnn, mixingSamples=1', choices)).toEqual({
      model: 'vrnn',
      mixingSamples: '1',
    });
    expect(() => parseBaseline('model=rnn', choices)).toThrow(/model is never rnn.*vrnn, sis-rnn/);
    expect(() => parseBaseline('hidden=3', choices)).toThrow(/hidden is not swept; expected NAME/);
    expect(() => parseBaseline('vrnn', choices)).toThrow(/vrnn is not swept/);
  });
});

describe('the table', () => {
  test('says what its figures are, and differs by pairs', () => {
    const table = sweepTable(rows, { model: 'vrnn' });
    expect(table.head).toEqual([
      'model',
      'mixingSamples',
      'bound',
      'seeds',
      'less model=vrnn',
      'pairs',
    ]);
    expect(table.rows).toEqual([
      ['vrnn', '1', '−22.00 ± 0.58', '3', '', ''],
      ['vrnn', '50', '−22.00 ± 0.58', '3', '', ''],
      ['sis-rnn', '1', '−20.79 ± 0.52', '3', '+1.210 ± 0.058', '3'],
      ['sis-rnn', '50', '−20.30 ± 0.52', '3', '+1.700 ± 0.058', '3'],
    ]);
    const text = sweepMarkdown(table, 'A sweep', [{ run: 'seed=9', error: 'no\nmemory' }]);
    expect(text).toContain(
      'Bound: the ELBO in nats a sequence, of SIS-RNN its surrogate at K = 100, over 1,000 test sequences',
    );
    expect(text).toContain('| sis-rnn | 50 | −20.30 ± 0.52 | 3 | +1.700 ± 0.058 | 3 |\n');
    expect(text).toContain('- seed=9: no memory\n');
  });

  test('writes as many digits as the error is worth', () => {
    expect(figureText({ mean: -1.23456, stderr: 0.00321, count: 4 })).toBe('−1.2346 ± 0.0032');
    expect(figureText({ mean: 812.3, stderr: 41, count: 4 })).toBe('812.3 ± 41.0');
    expect(figureText({ mean: -1.5, stderr: Number.NaN, count: 1 })).toBe('−1.500');
    expect(figureText({ mean: Number.NaN, stderr: Number.NaN, count: 0 })).toBe('–');
  });
});

describe('the plot', () => {
  test('has the numeric setting across, a series a model, a dot a seed and a line through means', () => {
    const plot = sweepPlot(rows)!;
    expect(plot.xLabel).toBe('mixingSamples');
    expect(plot.xTicks.map(({ text }) => text)).toEqual(['1', '50']);
    expect(plot.series.map(({ label, dots, means }) => [label, dots.length, means.length])).toEqual(
      [
        ['vrnn', 6, 2],
        ['sis-rnn', 6, 2],
      ],
    );
    const [vrnn, sis] = plot.series;
    expect(sis!.means[1]!.y).toBeGreaterThan(sis!.means[0]!.y);
    expect(vrnn!.dots.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)).toBe(true);
    const heights = vrnn!.dots.slice(0, 3).map(({ y }) => y);
    expect(vrnn!.means[0]!.y).toBeCloseTo((heights[0]! + heights[1]! + heights[2]!) / 3, 12);
  });

  test('of models alone has them across', () => {
    const plot = sweepPlot(rows.filter(({ settings }) => settings['mixingSamples'] === '1'))!;
    expect([plot.xLabel, plot.series.length]).toEqual(['model', 2]);
    expect(plot.xTicks.map(({ text }) => text)).toEqual(['vrnn', 'sis-rnn']);
  });

  test('of nothing but diverged runs is none', () => {
    expect(sweepPlot(rows.map((row) => ({ ...row, figures: { bound: null } })))).toBeNull();
  });

  test('as SVG has a circle a dot and one a series in the legend, and escapes what it is given', () => {
    const svg = sweepSvg(sweepPlot(rows)!, 'K < 50 & more');
    expect(svg.match(/<circle/g)).toHaveLength(12 + 2);
    expect(svg).toContain('K &#60; 50 &#38; more');
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});
