/** The transform attribute of SVG (www.w3.org/TR/css-transforms-1, section 8). */

/** (x, y) becomes (a x + c y + e, b x + d y + f). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** One way to read each blank: two would be tried for all of them where no step follows. */
const STEP = /\s*(?:,\s*)?([A-Za-z]+)\s*\(([^()]*)\)\s*/y;
/** A longer one is no transform that anybody wrote. */
const MAX_CHARACTERS = 10_000;
const DEGREE = Math.PI / 180;

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** All steps of the attribute as one matrix; null where it cannot be read. */
export function svgMatrix(written: string): Matrix | null {
  if (written.length > MAX_CHARACTERS) return null;
  let matrix = IDENTITY;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < written.trimEnd().length) {
    const found = STEP.exec(written);
    if (found === null) return null;
    const values = found[2]!
      .trim()
      .split(/[\s,]+/)
      .map((value) => (value === '' ? Number.NaN : Number(value)));
    const step = values.every(Number.isFinite) ? stepOf(found[1]!, values) : null;
    if (step === null) return null;
    matrix = product(matrix, step);
  }
  return matrix;
}

function stepOf(name: string, values: readonly number[]): Matrix | null {
  const [first = 0, second, third] = values;
  const count = values.length;
  switch (name) {
    case 'matrix':
      return count === 6 ? (values as unknown as Matrix) : null;
    case 'translate':
      return count <= 2 ? [1, 0, 0, 1, first, second ?? 0] : null;
    case 'scale':
      return count <= 2 ? [first, 0, 0, second ?? first, 0, 0] : null;
    case 'rotate': {
      const [sin, cos] = [Math.sin(first * DEGREE), Math.cos(first * DEGREE)];
      const turn: Matrix = [cos, sin, -sin, cos, 0, 0];
      if (count === 1) return turn;
      if (second === undefined || third === undefined || count > 3) return null;
      return product(product([1, 0, 0, 1, second, third], turn), [1, 0, 0, 1, -second, -third]);
    }
    case 'skewX':
      return count === 1 ? [1, 0, Math.tan(first * DEGREE), 1, 0, 0] : null;
    case 'skewY':
      return count === 1 ? [1, Math.tan(first * DEGREE), 0, 1, 0, 0] : null;
    default:
      return null;
  }
}

/** The second first, then the first. */
export function product(one: Matrix, other: Matrix): Matrix {
  const [a, b, c, d, e, f] = one;
  const [A, B, C, D, E, F] = other;
  return [
    a * A + c * B,
    b * A + d * B,
    a * C + c * D,
    b * C + d * D,
    a * E + c * F + e,
    b * E + d * F + f,
  ];
}
