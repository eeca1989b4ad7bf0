import { describe, expect, it } from 'vitest';
import {
  FIRST_SEGMENT,
  LONGEST_SEGMENT,
  nextSegment,
  Segments,
  stepsPerChunk,
} from '../../src/kernels/webgpu/segments.ts';

describe('the next segment', () => {
  it.each([
    ['grows where dispatches are quick', 16, 1, 32],
    ['grows no further than the longest', LONGEST_SEGMENT, 0, LONGEST_SEGMENT],
    ['stays where there is no margin', 16, 25, 16],
    ['stays at the aim', 16, 40, 16],
    ['shrinks as far as the aim asks', 16, 100, 4],
    ['shrinks to one step at least', 16, 1e6, 1],
    ['is not stuck at one step', 1, 1, 2],
  ])('%s', (_, segment, ms, expected) => {
    expect(nextSegment(segment, ms)).toBe(expected);
  });

  it('settles on a GPU of any speed, with dispatches of less than 100 ms', () => {
    for (const msPerStep of [0.01, 0.3, 1, 2.4, 7, 33, 90]) {
      let segment = FIRST_SEGMENT;
      for (let call = 0; call < 8; call++) segment = nextSegment(segment, segment * msPerStep);
      expect(nextSegment(segment, segment * msPerStep)).toBe(segment);
      expect(segment * msPerStep).toBeLessThan(100);
    }
  });
});

describe('steps of a chunk', () => {
  it.each([
    [1, 64],
    [4, 64],
    [16, 16],
    [64, 4],
    [100, 2],
    [128, 2],
    [1000, 1],
  ])('of %i sequences are %i', (size, expected) => {
    expect(stepsPerChunk(size)).toBe(expected);
  });
});

describe('segments in a run', () => {
  const call = { key: 'model', steps: 64, size: 256 };

  /** A GPU on which a step of time takes so long: its clock moves on with every segment. */
  async function lengths(msPerStep: number, calls: number) {
    let now = 0;
    const clock = { settled: () => Promise.resolve(now) };
    const segments = new Segments(null);
    const taken: number[] = [];
    for (let i = 0; i < calls; i++) {
      segments.run(call, clock, (length) => {
        taken.push(length);
        now += msPerStep * call.steps;
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    return taken;
  }

  it('are adapted by the second call and again by later ones', async () => {
    expect(await lengths(10, 5)).toEqual([16, 16, 4, 4, 4]);
    expect(await lengths(0.1, 9)).toEqual([16, 16, 32, 32, 64, 64, 64, 64, 64]);
  });

  it('are never shorter than a chunk', () => {
    const run = (size: number) =>
      new Segments(null).run({ ...call, size }, { settled: async () => 0 }, (length) => length);
    expect(run(256)).toBe(FIRST_SEGMENT);
    expect(run(4)).toBe(64);
  });

  it('are what was asked for where a length is given', () => {
    const fixed = new Segments(3);
    for (let i = 0; i < 3; i++)
      expect(fixed.run(call, { settled: () => Promise.reject() }, (length) => length)).toBe(3);
  });
});
