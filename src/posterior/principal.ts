/** The plane in which points vary most: their first two principal directions (Pearson 1901). */

export interface PrincipalPlane {
  /** Of the points. [D] */
  readonly mean: Float64Array;
  /** Unit vectors, the direction of most variance first; the largest entry of each is positive. [2, D]; [1, D] in one dimension */
  readonly directions: readonly Float64Array[];
  /** Share of the whole variance along each. */
  readonly shares: readonly number[];
}

/** Of N points [N, D], N at least 1. */
export function principalPlane(points: Float32Array, dimensions: number): PrincipalPlane {
  const count = points.length / dimensions;
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < points.length; i++) mean[i % dimensions]! += points[i]! / count;
  const covariance = Array.from({ length: dimensions }, () => new Float64Array(dimensions));
  for (let n = 0; n < count; n++)
    for (let i = 0; i < dimensions; i++) {
      const across = (points[n * dimensions + i]! - mean[i]!) / count;
      for (let j = 0; j <= i; j++)
        covariance[i]![j]! += across * (points[n * dimensions + j]! - mean[j]!);
    }
  for (let i = 0; i < dimensions; i++)
    for (let j = 0; j < i; j++) covariance[j]![i] = covariance[i]![j]!;
  const { values, vectors } = eigen(covariance);
  const total = values.reduce((sum, value) => sum + value, 0);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const first = order.slice(0, 2);
  return {
    mean,
    directions: first.map((k) => turned(Float64Array.from(vectors, (row) => row[k]!))),
    shares: first.map((k) => (total > 0 ? Math.max(0, values[k]!) / total : 0)),
  };
}

function turned(vector: Float64Array): Float64Array {
  const most = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  return most < 0 ? vector.map((value) => -value) : vector;
}

const SWEEPS = 30;
const SETTLED = 1e-20;

/** Of a symmetric matrix, by Jacobi's rotations: values, and vectors as columns. */
function eigen(matrix: readonly Float64Array[]): {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
} {
  const size = matrix.length;
  const a = matrix.map((row) => row.slice());
  const vectors = a.map((_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
  const scale = a.reduce((sum, row, i) => sum + row[i]! ** 2, 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = 0; q < p; q++) off += a[p]![q]! ** 2;
    if (off <= SETTLED * scale) break;
    for (let p = 0; p < size; p++)
      for (let q = 0; q < p; q++) {
        if (a[p]![q] === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (const row of a) rotate(row, p, q, c, s);
        for (let k = 0; k < size; k++) {
          const [above, below] = [a[p]![k]!, a[q]![k]!];
          a[p]![k] = c * above - s * below;
          a[q]![k] = s * above + c * below;
        }
        for (const row of vectors) rotate(row, p, q, c, s);
      }
  }
  return { values: Float64Array.from(a, (row, i) => row[i]!), vectors };
}

function rotate(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const [left, right] = [row[p]!, row[q]!];
  row[p] = c * left - s * right;
  row[q] = s * left + c * right;
}
