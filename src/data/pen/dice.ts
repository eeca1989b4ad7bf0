/** Random numbers one after the other for something drawn in steps, such as a line of handwriting. */
import { fillNormal, fillUniform, type Stream, stream } from '../../rng.ts';

const BLOCK = 64;

/** The numbers of one (seed, name, row): the same whatever was drawn of other rows. */
export class Dice {
  readonly #uniforms: Stream;
  readonly #normals: Stream;
  readonly #row: number;
  readonly #uniformBlock = new Float32Array(BLOCK);
  readonly #normalBlock = new Float32Array(BLOCK);
  #uniformsUsed = 0;
  #normalsUsed = 0;

  constructor(seed: number, name: string, row: number) {
    this.#uniforms = stream(seed, `${name}/uniform`);
    this.#normals = stream(seed, `${name}/normal`);
    this.#row = row;
  }

  /** In (0, 1). */
  uniform(): number {
    const at = this.#uniformsUsed++;
    if (at % BLOCK === 0)
      fillUniform(this.#uniformBlock, this.#uniforms, BLOCK, this.#position(at));
    return this.#uniformBlock[at % BLOCK]!;
  }

  /** Standard normal. */
  normal(): number {
    const at = this.#normalsUsed++;
    if (at % BLOCK === 0) fillNormal(this.#normalBlock, this.#normals, BLOCK, this.#position(at));
    return this.#normalBlock[at % BLOCK]!;
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** 0 .. count - 1 */
  below(count: number): number {
    return Math.min(count - 1, Math.floor(this.uniform() * count));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  #position(used: number) {
    return { step: used / BLOCK, firstRow: this.#row };
  }
}
