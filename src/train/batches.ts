/**
 * Which training sequences come next: without end for a generator, epoch by shuffled epoch for a file. Sequences
 * of unequal lengths are batched like with like, so that little of a batch is padding.
 */
import type { Batch, Split } from '../data/dataset.ts';
import { permutation, type Stream, stream } from '../rng.ts';

/** Batches whose sequences are sorted by length together, before the batches are shuffled. */
const POOL_BATCHES = 16;

/** Where in its order a run is. What the order is the seed says, and the epoch. */
export interface BatchesState {
  readonly epoch: number;
  readonly used: number;
  readonly pool: readonly (readonly number[])[];
  readonly pools: number;
}

export class Batches {
  readonly #split: Split;
  readonly #shuffle: Stream;
  readonly #shufflePool: Stream;
  #order: Uint32Array | null = null;
  #epoch = 0;
  /** Sequences used, of this epoch for a file. */
  #used = 0;
  /** Where sequences differ in length: those taken from the order and not yet used, batch by batch. */
  #pool: number[][] = [];
  #pools = 0;

  constructor(split: Split, seed: number) {
    this.#split = split;
    this.#shuffle = stream(seed, 'data/shuffle');
    this.#shufflePool = stream(seed, 'data/shuffle/pool');
    this.#orderEpoch();
  }

  /** The order of this epoch, where there are epochs. */
  #orderEpoch(): void {
    const { count } = this.#split;
    if (Number.isFinite(count)) this.#order = permutation(count, this.#shuffle, this.#epoch);
  }

  get state(): BatchesState {
    const pool = this.#pool.map((members) => [...members]);
    return { epoch: this.#epoch, used: this.#used, pool, pools: this.#pools };
  }

  /** Goes on from a state of the same split and seed. */
  restore({ epoch, used, pool, pools }: BatchesState): void {
    this.#epoch = epoch;
    this.#used = used;
    this.#pool = pool.map((members) => [...members]);
    this.#pools = pools;
    this.#orderEpoch();
  }

  /** Passes over the file, with the fraction of the present one; null where there is no end. */
  get epoch(): number | null {
    return this.#order === null
      ? null
      : this.#epoch + (this.#used - this.#pool.flat().length) / this.#split.count;
  }

  /**
   * The next `size` sequences. A file's last, incomplete batch is left out; the next order is another. After a
   * change of size the sequences already sorted are sorted again.
   */
  next(size: number): Batch {
    const wanted = Math.min(size, this.#split.count);
    if (this.#split.stepsOf === undefined)
      return this.#split.batch(this.#take(wanted), this.#epoch);
    if (this.#pool.at(-1)?.length !== wanted) this.#fillPool(this.#pool.flat(), wanted);
    return this.#split.batch(this.#pool.pop()!, this.#epoch);
  }

  /** The next `count` in order; they exist, or a new epoch begins. */
  #take(count: number): ArrayLike<number> {
    if (this.#order === null) {
      const first = this.#used;
      this.#used += count;
      return Float64Array.from({ length: count }, (_, i) => first + i);
    }
    if (this.#used + count > this.#split.count) {
      this.#epoch++;
      this.#used = 0;
      this.#orderEpoch();
    }
    const indices = this.#order.subarray(this.#used, this.#used + count);
    this.#used += count;
    return indices;
  }

  /** Batches of `size` from what is `left` of a pool, else from the order. */
  #fillPool(left: readonly number[], size: number): void {
    const inOrder = this.#split.count - this.#used;
    const fresh = left.length >= size ? 0 : POOL_BATCHES * size - left.length;
    // A new epoch begins with a pool of its own, and what no batch was made of is left out.
    const members =
      fresh > 0 && inOrder + left.length < size
        ? Array.from(this.#take(Math.min(POOL_BATCHES * size, this.#split.count)))
        : [...left, ...Array.from(this.#take(Math.min(fresh, inOrder)))];
    const stepsOf = this.#split.stepsOf!;
    const byLength = members
      .map((index) => ({ index, steps: stepsOf(index) }))
      .sort((a, b) => a.steps - b.steps)
      .map(({ index }) => index);
    const count = Math.floor(byLength.length / size);
    // Which of the sorted are left out of the last pool of a file must not depend on their length.
    const spare = byLength.length - count * size;
    for (let i = 0; i < spare; i++)
      byLength.splice(Math.floor(((i + 0.5) * byLength.length) / spare), 1);
    this.#pool = Array.from(permutation(count, this.#shufflePool, this.#pools++), (i) =>
      byLength.slice(i * size, (i + 1) * size),
    );
  }
}
