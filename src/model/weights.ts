/** The named tensors of one model, and the plain networks made of them. */
import * as tf from '@tensorflow/tfjs';
import { productOfSteps } from './layers.ts';
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
    let u: tf.Tensor = this.vector(`${name}.1.b`);
    for (const [input, value] of Object.entries(inputs))
      u = tf.add(u, productOfSteps(value, this.matrix(`${name}.1.${input}`)));
    u = tf.relu(u);
    for (let i = 2; i <= depth; i++)
      u = tf.relu(
        tf.add(
          productOfSteps(u as tf.Tensor3D, this.matrix(`${name}.${i}.w`)),
          this.vector(`${name}.${i}.b`),
        ),
      );
    return u as tf.Tensor3D;
  }

  /** The linear layer that ends a network. */
  head(name: string, top: tf.Tensor3D): tf.Tensor3D {
    return tf.add(productOfSteps(top, this.matrix(`${name}.w`)), this.vector(`${name}.b`));
  }
}
