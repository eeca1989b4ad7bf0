import { describe, expect, test } from 'vitest';
import type { Continued } from '../../../src/protocol.ts';
import { inkOutline } from '../../../src/ui/pen/inkOutline.ts';
import { linePath, strokesPath } from '../../../src/ui/pen/inkPath.ts';
import { beginningOf, centred, fittingBox, paperBox } from '../../../src/ui/pen/padView.ts';
import { PenTracker } from '../../../src/ui/pen/penTracker.ts';

const mouse = { id: 1, type: 'mouse', button: 0 };
const touch = { id: 2, type: 'touch', button: 0 };
const pen = { id: 3, type: 'pen', button: 0 };

describe('the pointer that writes', () => {
  test('makes a stroke of whole pad units, without points too near, with its end', () => {
    const tracker = new PenTracker();
    expect(tracker.down(mouse, 0.4, 0.6)).toBe(true);
    expect(tracker.move(1, 3, 3)).toBe(false);
    expect(tracker.move(1, 20.2, 1)).toBe(true);
    expect(tracker.up(1, 22, 1)).toEqual({ x: [0, 20, 22], y: [1, 1, 1] });
    expect(tracker.stroke).toBeNull();
  });

  test('is no other than the one that began, and no right button', () => {
    const tracker = new PenTracker();
    expect(tracker.down({ ...mouse, button: 2 }, 0, 0)).toBe(false);
    tracker.down(mouse, 0, 0);
    expect(tracker.down(touch, 50, 50)).toBe(false);
    expect(tracker.move(2, 90, 90)).toBe(false);
    expect(tracker.up(2, 90, 90)).toBeNull();
    expect(tracker.stroke).toEqual({ x: [0], y: [0] });
  });

  test('is no palm: beside a pen touches are ignored, and a palm that came first gives way', () => {
    const tracker = new PenTracker();
    tracker.down(touch, 0, 0);
    tracker.move(2, 40, 0);
    expect(tracker.down(pen, 100, 100)).toBe(true);
    expect(tracker.down(touch, 0, 0)).toBe(false);
    expect(tracker.move(2, 80, 0)).toBe(false);
    expect(tracker.up(2, 80, 0)).toBeNull();
    expect(tracker.up(3, 130, 100)).toEqual({ x: [100, 130], y: [100, 100] });
  });

  test('that is taken away leaves no stroke', () => {
    const tracker = new PenTracker();
    tracker.down(touch, 0, 0);
    tracker.cancel(2);
    expect(tracker.stroke).toBeNull();
  });
});

describe('pressure', () => {
  test('is kept of a pen, point by point, and of nothing else', () => {
    const tracker = new PenTracker();
    tracker.down({ ...pen, pressure: 0.25 }, 0, 0);
    tracker.move(3, 2, 0, 0.9); // too near
    tracker.move(3, 20, 0, 0.75);
    expect(tracker.up(3, 40, 0)).toEqual({
      x: [0, 20, 40],
      y: [0, 0, 0],
      pressure: [0.25, 0.75, 0.75],
    });
    tracker.down({ ...mouse, pressure: 0.5 }, 0, 0);
    expect(tracker.up(1, 20, 0)).toEqual({ x: [0, 20], y: [0, 0] });
  });

  test('makes the outline of a stroke thick where it is strong; without it one is made up of the speed', () => {
    const x = Array.from({ length: 21 }, (_, i) => 10 * i);
    const y = x.map(() => 0);
    const halfWidths = (pressure?: number[]) => {
      const path = inkOutline([{ x, y, ...(pressure && { pressure }) }], 10);
      expect(path.match(/M/g)).toHaveLength(1);
      const numbers = path.match(/-?[\d.]+/g)!.map(Number);
      const at = (middle: number) =>
        Math.max(
          ...numbers.filter((_, i) => i % 2 === 1 && Math.abs(numbers[i - 1]! - middle) < 15),
        );
      return [at(50), at(150)] as const;
    };
    const [light, strong] = halfWidths(x.map((value) => value / 200));
    expect(strong).toBeGreaterThan(1.5 * light);
    const [begin, end] = halfWidths();
    expect(Math.min(begin, end)).toBeGreaterThan(1);
    expect(Math.max(begin, end)).toBeLessThan(10);
  });

  test('of a single point is a dot', () => {
    expect(inkOutline([{ x: [3], y: [4] }], 10)).toMatch(/^M.*Z$/);
    expect(inkOutline([], 10)).toBe('');
  });
});

describe('ink as a path', () => {
  test('of one point is a dot', () => {
    expect(strokesPath([{ x: [3], y: [4] }])).toBe('M3 4h.01');
  });

  test('passes through its first and last point', () => {
    expect(strokesPath([{ x: [0, 10, 20], y: [0, 5, 0] }])).toBe('M0 0Q10 5 15 2.5L20 0');
  });

  test('breaks where the pen leaves the paper, begins at the pen, and stops where it is told', () => {
    const line = Float32Array.from([1, 0, 0, 2, 0, 1, 3, 0, 0, 4, 0, 0]);
    expect(linePath(line)).toBe('M1 0L2 0M3 0L4 0');
    expect(linePath(line, [0, 0])).toBe('M0 0Q1 0 1.5 0L2 0M3 0L4 0');
    expect(linePath(line, null, 3)).toBe('M1 0L2 0M3 0h.01');
    expect(linePath(line, null, 0)).toBe('');
  });
});

describe('the view of the pad', () => {
  const paper = paperBox(700, 270, 3);
  const answer = (x: number) =>
    ({ models: [{ id: 'vrnn', lines: [Float32Array.from([x, 0, 0])] }] }) as unknown as Continued;
  const none = { strokes: [], sampled: false };

  test('is the paper while everything lies on it', () => {
    expect(fittingBox(paper, none, answer(100))).toBe(paper);
  });

  test('keeps the beginning and its proportions where a line runs off, up to a bound', () => {
    const wide = fittingBox(paper, none, answer(paper.width));
    expect(wide.left).toBe(paper.left);
    expect(wide.left + wide.width).toBeGreaterThan(paper.width);
    expect(wide.width / wide.height).toBeCloseTo(paper.width / paper.height);
    expect(fittingBox(paper, none, answer(1e6)).width).toBeCloseTo(2.5 * paper.width);
  });

  test('keeps the ink in sight where a model writes far below it', () => {
    const ink = { strokes: [{ x: [0, 50], y: [-300, -200] }], sampled: false };
    const far = { models: [{ id: 'vrnn', lines: [Float32Array.from([0, 1e5, 0])] }] };
    const { top, height } = fittingBox(paper, ink, far as unknown as Continued);
    expect(top).toBeLessThan(-300);
    expect(top + height).toBeGreaterThan(-200);
  });

  test('shows a drawing as high as wide larger than a line of text', () => {
    expect(paperBox(700, 270, 1).height).toBeLessThan(paper.height);
  });

  test('takes an example to the left and to the middle, or only its beginning', () => {
    const ink = {
      strokes: [
        { x: [5, 10], y: [0, 100] },
        { x: [30], y: [20] },
      ],
      sampled: true,
    };
    expect(centred(ink).strokes[0]).toEqual({ x: [0, 5], y: [-50, 50] });
    expect(beginningOf(ink, 1).strokes).toEqual([{ x: [5], y: [0] }]);
    expect(beginningOf(ink, 3)).toEqual(ink);
  });
});
