import { expect } from 'vitest';

/**
 * |actual - expected| <= atol + rtol |expected| for every element, so that a NaN fails. Names the worst
 * element and both its values.
 */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { atol, rtol }: { readonly atol: number; readonly rtol: number },
): void {
  expect(actual.length).toBe(expected.length);
  let worst = -1;
  let worstExcess = 0;
  for (let i = 0; i < expected.length; i++) {
    const allowed = atol + rtol * Math.abs(expected[i]!);
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (difference <= allowed) continue;
    const excess = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / allowed;
    if (excess > worstExcess) [worst, worstExcess] = [i, excess];
  }
  if (worst >= 0)
    expect.fail(
      `element ${worst} is ${actual[worst]}, expected ${expected[worst]} (${worstExcess.toFixed(1)} times the tolerance)`,
    );
}
