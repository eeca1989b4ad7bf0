import { describe, expect, test } from 'vitest';
import { DEFAULT_WATCH, type Watch, type WatchReport } from '../../src/protocol.ts';
import { frameIndex, withFrame } from '../../src/state/frames.ts';

const frame = (step: number, watch: Partial<Watch> = {}): WatchReport => ({
  watch: { ...DEFAULT_WATCH, ...watch },
  step,
  steps: 2,
  length: 2,
  x: new Float32Array(256), // 1 KiB
  axis: { low: -1, high: 1, count: 2 },
  jointAxes: null,
  latentDimensions: 1,
  samples: 1,
  models: [],
  exact: null,
});
const steps = (frames: readonly WatchReport[]) => frames.map(({ step }) => step);
const kept = (count: number, limits: { frames: number; bytes: number }) =>
  Array.from({ length: count }, (_, step) => frame(step)).reduce<readonly WatchReport[]>(
    (frames, next) => withFrame(frames, next, limits),
    [],
  );

describe('the frames of the time-lapse', () => {
  test('are bounded in number, and keep their first and the recent ones', () => {
    const frames = kept(1000, { frames: 20, bytes: 1e9 });
    expect(frames.length).toBeLessThanOrEqual(20);
    expect(frames.length).toBeGreaterThanOrEqual(10);
    expect(steps(frames)[0]).toBe(0);
    expect(steps(frames).slice(-3)).toEqual([997, 998, 999]);
  });

  test('are bounded in bytes', () => {
    const frames = kept(100, { frames: 1000, bytes: 10 * 1024 });
    expect(frames.length).toBeLessThanOrEqual(10);
    expect(steps(frames).at(-1)).toBe(99);
  });

  test('begin anew with another view, and after a restart', () => {
    const frames = [frame(1), frame(2)];
    expect(steps(withFrame(frames, frame(3)))).toEqual([1, 2, 3]);
    expect(steps(withFrame(frames, frame(3, { sequence: 5 })))).toEqual([3]);
    expect(steps(withFrame(frames, frame(3, { conditioning: 'one-past' })))).toEqual([3]);
    expect(steps(withFrame(frames, frame(3, { past: 5 })))).toEqual([1, 2, 3]);
    expect(steps(withFrame(frames, frame(0)))).toEqual([0]);
  });

  test('hold one of a step', () => {
    expect(steps(withFrame([frame(1), frame(2)], frame(2)))).toEqual([1, 2]);
  });

  test('are found by their step, or the last before it', () => {
    const frames = [frame(1), frame(5), frame(9)];
    expect([0, 1, 4, 5, 100].map((step) => frameIndex(frames, step))).toEqual([0, 0, 0, 1, 2]);
  });
});
