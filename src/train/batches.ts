/** Which training sequences come next: without end for a generator, epoch by shuffled epoch for a file. */
import type { Batch, Split } from '../data/dataset.ts';
import { permutation, type Stream, stream } from '../rng.ts';

export class Batches {
  readonly #split: Split;
  readonly #shuffle: Stream;
  #order: Uint32Array | null = null;
  #epoch = 0;
  /** Sequences used, of this epoch for a file. */
  #used = 0;

  constructor(split: Split, seed: number) {
    this.#split = split;
    this.#shuffle = stream(seed, 'data/shuffle');
    if (Number.isFinite(split.count)) this.#order = permutation(split.count, this.#shuffle, 0);
  }

  /** Passes over the file, with the fraction of the present one; null where there is no end. */
  get epoch(): number | null {
    return this.#order === null ? null : this.#epoch + this.#used / this.#split.count;
  }

  /** The next `size` sequences. A file's last, incomplete batch is left out; the next order is another. */
  next(size: number): Batch {
    if (this.#order === null) {
      const first = this.#used;
      this.#used += size;
      return this.#split.batch(
        Float64Array.from({ length: size }, (_, i) => first + i),
        0,
      );
    }
    const wanted = Math.min(size, this.#split.count);
    if (this.#used + wanted > this.#split.count) {
      this.#epoch++;
      this.#used = 0;
      this.#order = permutation(this.#split.count, this.#shuffle, this.#epoch);
    }
    const indices = this.#order.subarray(this.#used, this.#used + wanted);
    this.#used += wanted;
    return this.#split.batch(indices, this.#epoch);
  }
}
