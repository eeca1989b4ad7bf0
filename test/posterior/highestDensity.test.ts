import { expect, test } from 'vitest';
import { massAtLeastAsDense } from '../../src/posterior/highestDensity.ts';
import { expectClose } from '../closeness.ts';

test('a cell has the mass of all cells at least as dense', () => {
  expectClose(massAtLeastAsDense([1, 5, 0, 2, 2], 0.1), [1, 0.5, 1, 0.9, 0.9], {
    atol: 1e-7,
    rtol: 0,
  });
});

test('the region below a half of a Gaussian holds half of it, within 1.1774 standard deviations', () => {
  const [cells, reach] = [121, 5];
  const at = (i: number) => ((i + 0.5) / cells - 0.5) * 2 * reach;
  const density = Float32Array.from(
    { length: cells ** 2 },
    (_, i) =>
      Math.exp(-0.5 * (at(i % cells) ** 2 + at(Math.floor(i / cells)) ** 2)) / (2 * Math.PI),
  );
  const above = massAtLeastAsDense(density, ((2 * reach) / cells) ** 2);
  // P(r > R) = exp(-R^2 / 2)
  const edge = Math.sqrt(2 * Math.LN2);
  above.forEach((mass, i) => {
    const distance = Math.hypot(at(i % cells), at(Math.floor(i / cells)));
    if (distance < edge - 0.1) expect(mass).toBeLessThan(0.5);
    if (distance > edge + 0.1) expect(mass).toBeGreaterThan(0.5);
  });
});

test('without density there is no region', () => {
  expect([...massAtLeastAsDense([0, 0], 1)]).toEqual([1, 1]);
});
