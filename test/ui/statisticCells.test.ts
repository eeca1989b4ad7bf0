import { describe, expect, test } from 'vitest';
import type { StatisticName, StepStatistics } from '../../src/posterior/stepStatistics.ts';
import { STATISTIC_COLUMNS, statisticCells } from '../../src/ui/statisticCells.ts';

const NAMES = STATISTIC_COLUMNS.map(({ key }) => key);

/** All NaN but for what is given. */
function statistics(given: Partial<Record<StatisticName, readonly number[]>>): StepStatistics {
  const entries = NAMES.map((name) => [
    name,
    Float32Array.from(given[name] ?? [Number.NaN, Number.NaN]),
  ]);
  return Object.fromEntries(entries) as unknown as StepStatistics;
}

const of = (keys: readonly StatisticName[]) =>
  STATISTIC_COLUMNS.filter(({ key }) => keys.includes(key));

describe('the cells of the statistics table', () => {
  const exact = statistics({ sd: [2, 4], modes: [2, 2], wasserstein: [0, 0] });
  const rows = [
    statistics({ sd: [1.9, 5], modes: [2, 2], wasserstein: [0.1, 0.3] }),
    statistics({ sd: [1, 4.5], modes: [1, 2], wasserstein: [0.6, 0.8] }),
  ];
  const columns = of(['sd', 'modes', 'wasserstein']);

  test('at a step show its values and mark what is nearest to exact', () => {
    const [first, second] = statisticCells(columns, rows, exact, 0, 2);
    expect(first!.map(({ text }) => text)).toEqual(['1.90', '2', '0.10']);
    expect(first!.map(({ best }) => best)).toEqual([true, true, true]);
    expect(second!.some(({ best }) => best)).toBe(false);
  });

  test('mark nothing where two are as good', () => {
    const [first, second] = statisticCells(of(['modes']), rows, exact, 1, 2);
    expect([first![0]!.best, second![0]!.best]).toEqual([false, false]);
  });

  test('averaged over steps carry their standard error', () => {
    const [first] = statisticCells(columns, rows, exact, null, 2);
    expect(first!.map(({ text, note }) => `${text} ${note}`)).toEqual([
      '3.45 ± 1.55',
      '2.0 ± 0.0',
      '0.20 ± 0.10',
    ]);
  });

  test('say how sure the dip is', () => {
    const dipped = [statistics({ dip: [0.1, 0.02], dipPValue: [0.0005, 0.4] })];
    const columns = of(['dip']);
    expect(statisticCells(columns, dipped, null, 0, 2)[0]![0]!.note).toBe('p < .001');
    expect(statisticCells(columns, dipped, null, 1, 2)[0]![0]!.note).toBe('p = 0.40');
    expect(statisticCells(columns, dipped, null, null, 2)[0]![0]!.note).toBe('p<.05: 1/2');
  });

  test('without an exact posterior only distances could be best, and there are none', () => {
    const cells = statisticCells(columns, rows, null, 0, 2).flat();
    expect(cells.filter(({ best }) => best).map(({ text }) => text)).toEqual(['0.10']);
    expect(statisticCells(of(['kl']), rows, null, 0, 2)[0]![0]).toEqual({
      text: '—',
      note: '',
      best: false,
    });
  });
});
