import { expect, it } from 'vitest';
import { describeTime, duration, timeEstimate } from '../../src/cli/timeEstimate.ts';
import { presetNamed } from '../../src/config/presets.ts';

const { settings } = presetNamed('mnist-64')!.experiment;

it('is the time of a step at the mean K of the schedule, a straight line in K', () => {
  // 2 s and 0.1 s for each extra draw.
  const time = timeEstimate(settings, { few: 1, atFew: 2100 }, { more: 11, atMore: 3100 });
  expect(time.msPerDraw).toBeCloseTo(100, 9);
  expect(time.msPerStep).toBeCloseTo(2000, 9);
  // K climbs from 1 to 100 over the first quarter: its mean is 87 or so.
  expect(time.meanDraws).toBeGreaterThan(86.5);
  expect(time.meanDraws).toBeLessThan(88);
  expect(time.totalMs).toBeCloseTo(780_000 * (2000 + time.meanDraws * 100), 0);
  expect(describeTime(time, settings.steps)).toMatch(
    /11 s a step at K = 87.*780,000 steps take about 97 days/,
  );
});

it('of a run that goes on is that of the steps left, at their own K', () => {
  const made = settings.steps / 2;
  const time = timeEstimate(settings, { few: 1, atFew: 2100 }, { more: 11, atMore: 3100 }, made);
  expect(time.meanDraws).toBeCloseTo(100, 6);
  expect(time.totalMs).toBeCloseTo(390_000 * 12_000, 0);
});

it('takes a step that is quicker with more draws for noise of the clock', () => {
  const time = timeEstimate(settings, { few: 1, atFew: 50 }, { more: 11, atMore: 49 });
  expect([time.msPerDraw, time.msPerStep]).toEqual([0, 50]);
});

it('writes times in units people read', () => {
  expect([3, 1500, 2500, 119_000, 120_000, 7_300_000, 200_000_000].map(duration)).toEqual([
    '3 ms',
    '1,500 ms',
    '2.5 s',
    '119 s',
    '2 min',
    '2 hours',
    '2.3 days',
  ]);
});
