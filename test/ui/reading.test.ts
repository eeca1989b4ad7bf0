import { afterEach, describe, expect, test } from 'vitest';
import { newModel } from '../../src/config/experiment.ts';
import type { StepStatistics } from '../../src/posterior/stepStatistics.ts';
import { DEFAULT_WATCH, type ModelPosterior, type WatchReport } from '../../src/protocol.ts';
import { marginalText } from '../../src/text/en/marginal.ts';
import { speak } from '../../src/text/speak.ts';
import { jointDensityAt, jointReading } from '../../src/ui/jointReading.ts';
import { marginalSeries } from '../../src/ui/marginalSeries.ts';
import { areaPath, linePath, nearestIndex, valueAt } from '../../src/ui/plotPath.ts';
import { jointSheet, observedSheet, seriesSheet, stripsSheet } from '../../src/ui/sheets.ts';
import { densityAt, hull, stripReading } from '../../src/ui/stripReading.ts';

afterEach(() => speak('en'));

const axis = { low: -1, high: 1, count: 3 };
const statistics = {} as unknown as StepStatistics; // not looked at here
const model: ModelPosterior = {
  id: 'sis-rnn',
  density: Float32Array.of(0, 1, 0, 0.5, 0, 0.5),
  prior: Float32Array.of(0.2, 0.4, 0.2, 0.2, 0.4, 0.2),
  pairs: Float32Array.of(Number.NaN, Number.NaN, 0.25, -0.5),
  pasts: Float32Array.of(0, 0.5),
  joint: null,
  exact: null,
  statistics,
};
const posterior: WatchReport = {
  watch: DEFAULT_WATCH,
  step: 7,
  steps: 2,
  length: 2,
  x: new Float32Array(2),
  axis,
  jointAxes: null,
  latentDimensions: 1,
  samples: 1,
  models: [model],
  exact: {
    axis,
    density: Float32Array.of(0, 0.8, 0, 0.4, 0.1, 0.4),
    jointAxes: { across: axis, up: axis },
    joint: new Float32Array(18).fill(0).fill(0.3, 14, 15),
    statistics,
  },
};
const { exact } = posterior;
const models = [newModel('sis-rnn', [])];

describe('a curve under a cursor', () => {
  const xs = [0, 1, 2, 5];

  test('is read at its nearest point, and not where it has none near', () => {
    expect([-3, 0.4, 0.6, 3.4, 3.6, 99].map((x) => nearestIndex(xs, x))).toEqual([
      0, 0, 1, 2, 3, 3,
    ]);
    expect(nearestIndex([], 1)).toBe(-1);
    const ys = [10, Number.NaN, 12, 15];
    expect(valueAt(xs, ys, 1.2, 1)).toBe(12);
    expect(valueAt(xs, ys, 3.4, 1)).toBeNaN();
  });

  test('is drawn over gaps or with them, from left to right', () => {
    const x = { from: [0, 5], to: [0, 50] } as const;
    const y = { from: [0, 10], to: [100, 0] } as const;
    const ys = [0, Number.NaN, 5, 10];
    expect(linePath(xs, ys, x, y, true)).toBe('M0.0 100.0L20.0 50.0L50.0 0.0');
    expect(linePath(xs, ys, x, y, false)).toBe('M0.0 100.0M20.0 50.0L50.0 0.0');
    expect(areaPath(xs, [1, 1, 1, 1], x, y)).toBe(
      'M0.0 90.0L10.0 90.0L20.0 90.0L50.0 90.0V100.0H0.0Z',
    );
  });
});

describe('what the strips say', () => {
  test('is the density between the values of the axis, and nothing beyond them', () => {
    expect(densityAt(model.density, axis, { t: 0, z: 0.25 })).toBeCloseTo(0.75, 6);
    expect(densityAt(model.density, axis, { t: 1, z: -1 })).toBeCloseTo(0.5, 6);
    expect(densityAt(model.density, axis, { t: 0, z: 1.01 })).toBe(0);
    expect(stripReading({ posterior, exact }, models, { t: 0, z: 0 })).toBe(
      'z = 0.00: SIS-RNN 1.000, exact 0.800',
    );
  });

  test('can be had as rows, one for each step and value', () => {
    const { columns, rows } = stripsSheet(posterior, exact, models);
    expect(columns).toEqual(['t', 'z', 'SIS-RNN', 'prior of SIS-RNN', 'exact filter']);
    expect(rows).toHaveLength(6);
    expect(rows[1]!.map((cell) => Number(Number(cell).toFixed(5)))).toEqual([1, 0, 1, 0.4, 0.8]);
  });

  test('an axis is widened to hold another', () => {
    expect(hull(axis, { low: -0.5, high: 3, count: 9 })).toEqual({ low: -1, high: 3, count: 3 });
    expect(hull(axis, null)).toBe(axis);
  });
});

describe('what the joint says', () => {
  test('is the place, and the densities there are', () => {
    expect(jointDensityAt(exact!.joint!, exact!.jointAxes!, 1, { across: 0.1, up: 1 })).toBeCloseTo(
      0.3,
      6,
    );
    expect(jointReading({ posterior, exact, t: 1 }, models, { across: 0, up: 1 })).toBe(
      'z at t−1 = 0.00, z at t = 1.00: exact 0.300',
    );
    expect(jointReading({ posterior, exact: null, t: 1 }, models, { across: 0, up: 1 })).toBe(
      'z at t−1 = 0.00, z at t = 1.00',
    );
    expect(jointSheet({ posterior, exact, t: 1 }, models).rows).toEqual([
      ['SIS-RNN', 1, 0.25, -0.5],
    ]);
  });
});

describe('the curves of the marginal', () => {
  const inputs = {
    posterior,
    t: 1,
    exact,
    previewing: false,
    snapshot: null,
    reference: null,
    models,
  };

  test('are the models, their priors, and the exact posterior', () => {
    const series = marginalSeries(inputs);
    expect(series.map(({ name }) => name)).toEqual(['SIS-RNN', 'prior of SIS-RNN', 'exact filter']);
    expect([...Array.from(series[0]!.ys)]).toEqual([0.5, 0, 0.5]);
    expect(seriesSheet('x', 'z', series).rows).toHaveLength(3);
  });

  test('given one past show the exact posterior of each model’s own past', () => {
    const own = { ...model, exact: Float32Array.of(0, 0, 0, 1, 0, 0) };
    const onePast = {
      ...posterior,
      watch: { ...DEFAULT_WATCH, conditioning: 'one-past' } as const,
      models: [own],
    };
    const series = marginalSeries({ ...inputs, posterior: onePast });
    expect(series.map(({ name }) => name)).toEqual([
      'SIS-RNN',
      'prior of SIS-RNN',
      'exact, SIS-RNN’s past',
    ]);
  });

  test('have one prior to read where all are the same, and each model’s where they differ', () => {
    const second = { ...models[0]!, id: 'other' };
    const read = (prior: Float32Array) =>
      marginalSeries({
        ...inputs,
        posterior: { ...posterior, models: [model, { ...model, id: 'other', prior }] },
        models: [...models, second],
      })
        .filter(({ kind, silent }) => kind === 'prior' && silent !== true)
        .map(({ key }) => key);
    expect(read(model.prior)).toEqual([`${model.id} prior`]);
    expect(read(model.prior.map((density) => density + 0.1))).toEqual([
      `${model.id} prior`,
      'other prior',
    ]);
  });

  test('keep a snapshot in dashes, and stand back while a slider is dragged', () => {
    const series = marginalSeries({ ...inputs, snapshot: posterior, previewing: true });
    const kept = series.find(({ name }) => name === 'SIS-RNN, kept');
    expect(kept?.dash).not.toBeNull();
    expect(series[0]!.opacity).toBeLessThan(0.5);
    expect(series.at(-1)!.opacity).toBe(1);
  });
});

test('the observed sequence as a sheet: a row a step, without what pads it', () => {
  const { columns, rows } = observedSheet(Float32Array.of(1, 2, 3, 4, 9, 9), 3, 2);
  expect(columns).toEqual(['t', 'x1', 'x2']);
  expect(rows).toEqual([
    [1, 1, 2],
    [2, 3, 4],
  ]);
});

describe('in another language', () => {
  test('what is read is in it, and the heads of files are not', async () => {
    await speak('zh');
    expect(stripReading({ posterior, exact }, models, { t: 0, z: 0 })).toBe(
      'z = 0.00：SIS-RNN 1.000，精确 0.800',
    );
    const sheet = stripsSheet(posterior, exact, models);
    expect(sheet.title).toContain('密度');
    expect(sheet.columns).toEqual(['t', 'z', 'SIS-RNN', 'prior of SIS-RNN', 'exact filter']);
    const inputs = {
      ...{ posterior, t: 1, exact, models },
      ...{ previewing: false, snapshot: null, reference: null },
    };
    const names = (series: readonly { readonly name: string }[]) => series.map(({ name }) => name);
    expect(names(marginalSeries(inputs))).toEqual(['SIS-RNN', 'SIS-RNN 的先验', '精确滤波']);
    const inFile = seriesSheet('', 'z', marginalSeries(inputs, marginalText.english));
    expect(inFile.columns).toEqual(['z', 'SIS-RNN', 'prior of SIS-RNN', 'exact filter']);
  });
});
