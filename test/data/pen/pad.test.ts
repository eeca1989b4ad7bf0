import { describe, expect, it } from 'vitest';
import { presetNamed } from '../../../src/config/presets.ts';
import { datasetFrom } from '../../../src/data/importer.ts';
import { inkOf, linesOf, offsetsOfInk, PAD_HEIGHT, padScaleOf } from '../../../src/data/pen/pad.ts';
import { expectClose } from '../../closeness.ts';

const { settings } = presetNamed('handwriting')!.experiment;
const dataset = datasetFrom(settings, null);
const scale = padScaleOf(dataset, settings);
const drawn = { sampled: false, lifted: true };

describe('the pad of handwriting', () => {
  it('is as high as a typical line, and its tempo that of the writers', () => {
    const [line] = linesOf(dataset, dataset.train, 1);
    expect(line!.length % 3).toBe(0);
    // Heights of an x: ascenders and descenders make about two more.
    expect(scale.unit * PAD_HEIGHT).toBeGreaterThan(1.5);
    expect(scale.unit * PAD_HEIGHT).toBeLessThan(4);
    expect(scale.aspect).toBeGreaterThan(2);
    expect(scale.speed).toBeGreaterThan(0.4);
    expect(scale.speed).toBeLessThan(0.7);
  });

  it('takes a line of the data and gives it back, to half a pad unit a step', () => {
    for (const line of linesOf(dataset, dataset.validation, 4)) {
      const ink = inkOf(line, scale);
      const back = offsetsOfInk(ink, scale, { sampled: true, lifted: true });
      expect(back).toHaveLength(line.length);
      expectClose(back, line, { atol: 1.01 * scale.unit, rtol: 0 });
      expect(back.filter((_, i) => i % 3 === 2)).toEqual(line.filter((_, i) => i % 3 === 2));
    }
  });
});

describe('drawn ink', () => {
  const tempo = { unit: 0.01, speed: 0.5, slowing: 0 };

  it('is sampled at the speed of the data, whatever the pointer reported, y upwards', () => {
    const coarse = { x: [0, 400], y: [0, -300] };
    const fine = {
      x: Array.from({ length: 201 }, (_, i) => 2 * i),
      y: Array.from({ length: 201 }, (_, i) => -1.5 * i),
    };
    // 5 units at 0.5 a step.
    for (const stroke of [coarse, fine]) {
      const offsets = offsetsOfInk([stroke], tempo, drawn);
      expect(offsets).toHaveLength(3 * 10);
      for (let t = 0; t < 10; t++)
        expectClose(offsets.subarray(3 * t, 3 * t + 2), [0.4, 0.3], { atol: 1e-6, rtol: 1e-6 });
    }
  });

  it('lifts the pen between strokes, and at the end where told to', () => {
    const strokes = [
      { x: [0, 100], y: [0, 0] },
      { x: [200, 300], y: [0, 0] },
    ];
    const lifts = (lifted: boolean) => [
      ...offsetsOfInk(strokes, tempo, { ...drawn, lifted }).filter((_, i) => i % 3 === 2),
    ];
    expect(lifts(true)).toEqual([0, 1, 0, 0, 1]);
    expect(lifts(false)).toEqual([0, 1, 0, 0, 0]);
  });

  it('slows down in curves as the writers do: more steps for the same length', () => {
    const circle = Array.from({ length: 65 }, (_, i) => (2 * Math.PI * i) / 64);
    const stroke = {
      x: circle.map((angle) => 50 * Math.cos(angle)),
      y: circle.map((angle) => 50 * Math.sin(angle)),
    };
    const steps = (slowing: number) =>
      offsetsOfInk([stroke], { ...tempo, slowing }, drawn).length / 3;
    expect(steps(0.33)).toBeGreaterThan(steps(0) + 1);
  });

  it('of one point or none is no step', () => {
    expect(offsetsOfInk([], tempo, drawn)).toHaveLength(0);
    expect(offsetsOfInk([{ x: [3], y: [4] }], tempo, drawn)).toHaveLength(0);
  });
});
