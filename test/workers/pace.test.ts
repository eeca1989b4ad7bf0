import { expect, test } from 'vitest';
import { WakingTime } from '../../src/train/wakingTime.ts';
import { Pace } from '../../workers/pace.ts';

test('time slept through is not counted, and long honest spans are', () => {
  const time = new WakingTime();
  expect([100, 120, 90].map((ms) => time.take(ms))).toEqual([100, 120, 90]);
  expect(time.take(8 * 3600_000)).toBeLessThan(130);
  // A second night is no more usual than the first.
  expect(time.take(8 * 3600_000)).toBeLessThan(130);
  const slow = new WakingTime();
  expect([90_000, 95_000, 140_000].map((ms) => slow.take(ms))).toEqual([90_000, 95_000, 140_000]);
  // An evaluation among steps of a second takes twenty.
  const mixed = new WakingTime();
  expect([1000, 20_000, 1000].map((ms) => mixed.take(ms))).toEqual([1000, 20_000, 1000]);
});

/** A run of ten steps a second that is looked at every 200 ms. */
function train(pace: Pace, from: { step: number; ms: number }, looks: number) {
  let { step, ms } = from;
  for (let i = 0; i < looks; i++) {
    step += 2;
    ms += 200;
    pace.measure(step, true, ms);
  }
  return { step, ms };
}

test('ten steps a second are ten before, just after and long after a night asleep', () => {
  const pace = new Pace(0, 0);
  const evening = train(pace, { step: 0, ms: 0 }, 40);
  expect(pace.perSecond).toBeCloseTo(10, 6);
  const morning = { step: evening.step, ms: evening.ms + 9 * 3600_000 };
  for (let looks = 1; looks <= 30; looks++) {
    train(pace, { step: morning.step + 2 * (looks - 1), ms: morning.ms + 200 * (looks - 1) }, 1);
    expect(pace.perSecond).toBeGreaterThan(8);
    expect(pace.perSecond).toBeLessThan(12);
  }
});

test('a clock that jumps backwards gives no negative rate', () => {
  const pace = new Pace(0, 10_000);
  train(pace, { step: 0, ms: 10_000 }, 20);
  train(pace, { step: 40, ms: 2000 }, 20);
  expect(pace.perSecond).toBeGreaterThan(0);
});

test('there is no rate while the run stands still, and a pause is no part of the next', () => {
  const pace = new Pace(0, 0);
  const end = train(pace, { step: 0, ms: 0 }, 20);
  pace.measure(end.step, false, end.ms + 1000);
  expect(pace.perSecond).toBe(0);
  pace.measure(end.step, false, end.ms + 60_000);
  train(pace, { step: end.step, ms: end.ms + 60_000 }, 5);
  expect(pace.perSecond).toBeCloseTo(10, 6);
});
