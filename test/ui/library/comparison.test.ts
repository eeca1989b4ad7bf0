import { afterEach, expect, test } from 'vitest';
import { withSetting } from '../../../src/config/experiment.ts';
import type { ComparedRun } from '../../../src/state/library/runsState.ts';
import { speak } from '../../../src/text/speak.ts';
import {
  comparisonRange,
  comparisonSeries,
  comparisonStops,
  differencesOf,
} from '../../../src/ui/library/comparison.ts';
import { whenOf } from '../../../src/ui/library/when.ts';
import { mirror, sampleRun } from '../../state/library/sampleRun.ts';

afterEach(() => speak('en'));

const compared = (id: string, bounds: readonly number[]): ComparedRun => {
  const { entry } = sampleRun(id, 30, { name: id });
  const training = bounds.map((bound, i) => ({
    ...{ step: 10 * i, bound, kl: i },
    ...{ mixingSamples: 2, beta: 1, msPerStep: 1 },
  }));
  return { entry, curves: { 'sis-rnn': { training, validation: [] } } };
};

test('each run has its dash and each model its colour; training is left out of the reading', () => {
  const series = comparisonSeries([compared('a', [1, 2]), compared('b', [3])], 'bound');
  const lines = series.filter(({ xs }) => xs.length > 0);
  expect(
    lines.map(({ name, dash, colour, ys, silent }) => [name, dash, colour, ys, silent]),
  ).toEqual([
    ['a: SIS-RNN', null, 'var(--model-0)', [1, 2], true],
    ['b: SIS-RNN', '6 4', 'var(--model-0)', [3], true],
  ]);
  expect(new Set(series.map(({ key }) => key)).size).toBe(series.length);
  expect(comparisonStops(series)).toEqual([0, 10]);
});

test('the range leaves out the first plunge of a long curve, and what is not a number', () => {
  const bounds = Array.from({ length: 40 }, (_, i) => (i === 0 ? -9000 : -10 - i / 10));
  bounds[20] = Number.NaN;
  const [low, high] = comparisonRange(comparisonSeries([compared('a', bounds)], 'bound'));
  expect(low).toBeGreaterThan(-20);
  expect(high).toBeGreaterThan(-10.5);
  expect(comparisonRange([])).toEqual([0, 1]);
});

test('what two runs differ in is said, and when their bounds are of other data', () => {
  const a = sampleRun('a', 1).entry;
  const other = (experiment: typeof mirror) => differencesOf(a, { ...a, experiment });
  expect(other(mirror)).toEqual({ words: 'They have the same settings.', comparable: true });
  expect(other(withSetting(mirror, 'seed', 7))).toEqual({
    words: 'They differ in Seed 1 and 7.',
    comparable: true,
  });
  expect(other(withSetting(mirror, 'observationNoise', 0.5)).comparable).toBe(false);
  expect(other(withSetting(mirror, 'data', 'folds')).comparable).toBe(false);
});

test('times are said as people say them', () => {
  const now = new Date(2026, 2, 10, 9, 5).getTime();
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();
  expect(whenOf(at(2026, 2, 10, 0, 31), now)).toBe('today 00:31');
  expect(whenOf(at(2026, 2, 9, 23, 59), now)).toBe('yesterday 23:59');
  expect(whenOf(at(2026, 0, 2, 12, 0), now)).toBe('2 Jan 12:00');
  expect(whenOf(at(2025, 10, 14, 12, 0), now)).toBe('14 Nov 2025');
});

test('in Chinese they are said as Chinese says them', async () => {
  await speak('zh');
  const now = new Date(2026, 2, 10, 9, 5).getTime();
  expect(whenOf(new Date(2026, 2, 10, 0, 31).getTime(), now)).toBe('今天 00:31');
  expect(whenOf(new Date(2026, 0, 2, 12, 0).getTime(), now)).toBe('1月2日 12:00');
  const { entry } = sampleRun('a', 30);
  const other = { ...entry, experiment: withSetting(entry.experiment, 'seed', 7) };
  expect(differencesOf(entry, other).words).toBe('它们的不同之处：种子 1 与 7。');
});
