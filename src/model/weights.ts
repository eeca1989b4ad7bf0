/** The named tensors of one model, and the plain networks made of them. */
import * as tf from '@tensorflow/tfjs';
import { type Bounds, dense, RELU } from './dense.ts';
import type { Layout } from './layout.ts';

export class Weights {
  readonly #named: ReadonlyMap<string, tf.Tensor>;

  /** Takes a flat parameter vector apart, [P]. Differentiate with respect to `tensors`, not to the vector. */
  constructor(layout: Layout, flat: tf.Tensor1D) {
    this.#named = new Map(
      layout.tensors.map(({ name, shape, offset, length }) => [
        name,
        tf.reshape(tf.slice(flat, [offset], [length]), [...shape]),
      ]),
    );
  }

  /** All of them, in the order of the layout. */
  get tensors(): tf.Tensor[] {
    return [...this.#named.values()];
  }

  get names(): string[] {
    return [...this.#named.keys()];
  }

  /** Throws a RangeError when the model has no such tensor. */
  vector(name: string): tf.Tensor {
    const found = this.#named.get(name);
    if (found === undefined) throw new RangeError(`this model has no tensor ${name}`);
    return found;
  }

  matrix(name: string): tf.Tensor2D {
    return this.vector(name) as tf.Tensor2D;
  }

  /** `depth` relu layers over several inputs, each [T, B, .]. Returns the last layer. */
  stack(name: string, inputs: Readonly<Record<string, tf.Tensor3D>>, depth: number): tf.Tensor3D {
    const entering = Object.entries(inputs);
    let u: tf.Tensor3D | null = null;
    entering.forEach(([input, value], i) => {
      const w = this.matrix(`${name}.1.${input}`);
      const last = i === entering.length - 1;
      u = dense(value, {
        w,
        beside: u,
        ...(last && { bias: this.vector(`${name}.1.b`), bounds: RELU }),
      });
    });
    for (let i = 2; i <= depth; i++)
      u = dense(u!, { ...this.#layer(`${name}.${i}`), bounds: RELU });
    return u!;
  }

  /** The linear layer that ends a network, kept within bounds if there are any. */
  head(name: string, top: tf.Tensor3D, bounds: Bounds | null = null): tf.Tensor3D {
    return dense(top, { ...this.#layer(name), bounds });
  }

  #layer(name: string) {
    return { w: this.matrix(`${name}.w`), bias: this.vector(`${name}.b`) };
  }
}
