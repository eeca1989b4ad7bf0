import { describe, expect, test } from 'vitest';
import { DEFAULT_PRESET } from '../../src/config/presets.ts';
import { curveRange, decimate } from '../../src/state/decimate.ts';
import { metricsCsv, metricsJson } from '../../src/state/exportFiles.ts';
import { MetricsLog } from '../../src/state/metrics.ts';

const training = (step: number, bound: number) => ({
  step,
  bound,
  kl: 2,
  mixingSamples: 20,
  beta: 1,
  msPerStep: 4,
});
const validation = (step: number, bound: number) => ({
  step,
  bound,
  boundStderr: 0.5,
  reconstruction: -10,
  kl: 3,
  mixingSamples: 100,
  sequences: 256,
});

describe('fewer points of a curve', () => {
  const wave = Array.from({ length: 5000 }, (_, i) => ({ x: i, y: Math.sin(i / 300) }));

  test.each([2, 3, 7, 100, 160, 4999])('at most %i points come back, in order', (limit) => {
    const kept = decimate(wave, limit, (point) => point.y);
    expect(kept.length).toBeLessThanOrEqual(Math.max(3, limit));
    expect(kept.length).toBeGreaterThan(Math.min(limit, 1));
    for (let i = 1; i < kept.length; i++) expect(kept[i]!.x).toBeGreaterThan(kept[i - 1]!.x);
    expect(kept.at(-1)).toBe(wave.at(-1));
  });

  test('a short curve comes back as it is', () => {
    const short = wave.slice(0, 50);
    expect(decimate(short, 50, (point) => point.y)).toEqual(short);
  });

  test('one spike in thousands survives', () => {
    const spiked = wave.map((point) => (point.x === 3333 ? { ...point, y: -50 } : point));
    expect(decimate(spiked, 100, (point) => point.y).map((point) => point.y)).toContain(-50);
  });

  test('points once kept in a full bucket stay while the curve grows by less than double', () => {
    const few = decimate(wave.slice(0, 2600), 100, (point) => point.y);
    const more = decimate(wave.slice(0, 2900), 100, (point) => point.y);
    const settled = few.filter((point) => point.x < 2560);
    for (const point of settled) expect(more).toContain(point);
  });
});

describe('the range of an axis', () => {
  test('leaves out the first plunge and keeps the highest value', () => {
    const values = [-10_000, ...Array.from({ length: 99 }, (_, i) => -100 + i / 2)];
    const [low, high] = curveRange(values, 0.05)!;
    expect(low).toBeGreaterThan(-120);
    expect(high).toBeGreaterThan(-51);
  });

  test('skips what is not finite, and is null where nothing is', () => {
    expect(curveRange([Number.NaN, -1, Number.POSITIVE_INFINITY, -3], 0, 0)).toEqual([-3, -1]);
    expect(curveRange([Number.NaN], 0)).toBeNull();
    const [low, high] = curveRange([5, 5], 0)!;
    expect(low).toBeLessThan(high);
  });
});

describe('the log', () => {
  test('stays within its rows and keeps both ends of a long run', () => {
    const log = new MetricsLog(100);
    for (let step = 1; step <= 1000; step++) log.add('a', training(step, -step), null);
    const { training: kept } = log.all()['a']!;
    expect(kept.length).toBeLessThanOrEqual(100);
    expect(kept[0]!.step).toBe(1);
    expect(kept.at(-1)!.step).toBe(1000);
    expect(kept.at(-2)!.step).toBe(999);
  });

  test('is exported as it is, by step, with a field for every column', () => {
    const log = new MetricsLog();
    log.add('sis-rnn', training(1, -5.5), null);
    log.add('vrnn', training(1, -6), validation(1, -7));
    log.add('sis-rnn', training(2, Number.NaN), null);
    const lines = metricsCsv(log.all()).trimEnd().split('\n');
    expect(lines).toEqual([
      'step,model,split,bound,boundStderr,reconstruction,kl,mixingSamples,beta,msPerStep,sequences',
      '1,sis-rnn,training,-5.5,,,2,20,1,4,',
      '1,vrnn,training,-6,,,2,20,1,4,',
      '1,vrnn,validation,-7,0.5,-10,3,100,,,256',
      '2,sis-rnn,training,NaN,,,2,20,1,4,',
    ]);
    const json = JSON.parse(metricsJson(log.all(), DEFAULT_PRESET.experiment));
    expect(json.experiment).toEqual(DEFAULT_PRESET.experiment);
    expect(json.metrics).toHaveLength(4);
  });
});
