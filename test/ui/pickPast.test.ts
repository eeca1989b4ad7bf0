import { describe, expect, test } from 'vitest';
import { nearestPast, pastBeside } from '../../src/ui/pickPast.ts';

// Two steps, four pasts.
const pasts = Float32Array.of(0, 1, 2, 3, 5, -1, 0.5, 2);

describe('the past a reader means', () => {
  test('is the nearest at the step pointed at, if it is near', () => {
    expect(nearestPast(pasts, 2, 0, 1.2, 0.5)).toBe(1);
    expect(nearestPast(pasts, 2, 1, 1.2, 0.9)).toBe(2);
    expect(nearestPast(pasts, 2, 1, 3.5, 0.5)).toBeNull();
  });

  test('goes up and down among them at the marked step, and stays at the ends', () => {
    expect(pastBeside(pasts, 2, 1, 2, 1)).toBe(3);
    expect(pastBeside(pasts, 2, 1, 3, 1)).toBe(0);
    expect(pastBeside(pasts, 2, 1, 0, 1)).toBe(0);
    expect(pastBeside(pasts, 2, 1, 2, -1)).toBe(1);
    expect(pastBeside(pasts, 2, 1, 1, -1)).toBe(1);
  });
});
