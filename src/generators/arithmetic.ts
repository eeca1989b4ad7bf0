/** Arithmetic over a value that may be a number or a tensor. */

/** What a definition may do with a value, whether number or tensor. */
export interface Arithmetic<V> {
  constant(value: number): V;
  add(a: V, b: V): V;
  subtract(a: V, b: V): V;
  multiply(a: V, b: V): V;
  divide(a: V, b: V): V;
  abs(a: V): V;
  sin(a: V): V;
  cos(a: V): V;
  exp(a: V): V;
  log(a: V): V;
  sqrt(a: V): V;
}

/** The arithmetic of numbers; that of tensors stands in `model/known.ts`. */
export const NUMBERS: Arithmetic<number> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  abs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
};
