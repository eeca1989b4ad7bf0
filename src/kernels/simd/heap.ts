/**
 * Tensors of the backends whose data lie in the machine's memory, read where they lie. tfjs's own `readSync` copies
 * every tensor it reads on WebAssembly, which took a seventh of a training step.
 */
import type * as tf from '@tensorflow/tfjs';

/** The part of tfjs's backends 'wasm' and 'cpu' that is used here. */
interface HeapBackend {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): object;
  /** Only of 'wasm'. */
  typedArrayFromHeap?(tensor: tf.TensorInfo): Float32Array;
}

/** The current backend, its tensors and our own memory side by side. */
export class Heap {
  readonly #backend: HeapBackend;

  /** @param backend as tfjs hands it to a kernel */
  constructor(backend: unknown) {
    this.#backend = backend as HeapBackend;
  }

  /** The numbers of a tensor. Valid until the backend makes the next tensor: its memory may then have moved. */
  floats(tensor: tf.TensorInfo): Float32Array {
    return this.#backend.typedArrayFromHeap?.(tensor) ?? this.#backend.readSync(tensor.dataId);
  }

  /** A tensor of these numbers, which are copied. */
  tensor(values: Float32Array, shape: readonly number[]): tf.TensorInfo {
    // The backend 'cpu' keeps the array it is given.
    const own = this.#backend.typedArrayFromHeap ? values : values.slice();
    return {
      dataId: this.#backend.write(own, [...shape], 'float32'),
      shape: [...shape],
      dtype: 'float32',
    };
  }
}
