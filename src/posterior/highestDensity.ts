/** Regions of highest density of a density on a grid. */

/**
 * For each cell the probability of all cells at least as dense, itself among them: cells below 0.5 make up the
 * smallest region that holds half of it. `cellMass` is the probability of a cell of density 1. Cells without density
 * have 1.
 */
export function massAtLeastAsDense(density: ArrayLike<number>, cellMass: number): Float32Array {
  const above = new Float32Array(density.length).fill(1);
  const order = Uint32Array.from({ length: density.length }, (_, i) => i).sort(
    (a, b) => density[b]! - density[a]!,
  );
  let mass = 0;
  for (let first = 0; first < order.length && density[order[first]!]! > 0; ) {
    const value = density[order[first]!]!;
    let next = first;
    // Equals share what they have.
    for (; next < order.length && density[order[next]!]! === value; next++)
      mass += value * cellMass;
    for (; first < next; first++) above[order[first]!] = Math.min(1, mass);
  }
  return above;
}
