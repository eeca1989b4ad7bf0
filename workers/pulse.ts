/**
 * The signs of life this worker gives the page, which would replace it without: an answer whenever it is asked, and
 * one of its own now and then in the middle of long work, which no question can interrupt.
 */
import type { FromWorker } from '../src/protocol.ts';

const INTERVAL_MS = 2000;

export class Pulse {
  readonly #post: (message: FromWorker) => void;
  readonly #nowMs: () => number;
  #beats = 0;
  #postedMs: number;

  constructor(post: (message: FromWorker) => void, nowMs = () => performance.now()) {
    this.#post = post;
    this.#nowMs = nowMs;
    this.#postedMs = nowMs();
  }

  /** A piece of work is done, and the next begins. */
  beat(): void {
    this.#beats++;
    if (this.#nowMs() - this.#postedMs >= INTERVAL_MS) this.answer(false);
  }

  /** `resting`: nothing is under way, and nothing more need be heard. */
  answer(resting: boolean): void {
    this.#postedMs = this.#nowMs();
    this.#post({ type: 'alive', beats: this.#beats, resting });
  }
}
