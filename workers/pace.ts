/** Steps a second of a run, over the last seconds it trained. */
import { WakingTime } from '../src/train/wakingTime.ts';

/** Steps per second are measured over at least this long. */
const WINDOW_MS = 2000;

export class Pace {
  readonly #waking = new WakingTime();
  #window = { step: 0, ms: 0 };
  #atMs: number;
  /** 0 until it is known, and while the run stands still. */
  perSecond = 0;

  constructor(step: number, nowMs: number) {
    this.#window.step = step;
    this.#atMs = nowMs;
  }

  /** The run stands at this step now. Called at every report. */
  measure(step: number, playing: boolean, nowMs: number): void {
    const span = nowMs - this.#atMs;
    this.#atMs = nowMs;
    if (!playing) {
      this.#window = { step, ms: 0 };
      this.perSecond = 0;
      return;
    }
    const ms = this.#window.ms + this.#waking.take(span);
    this.#window = { ...this.#window, ms };
    if (ms < WINDOW_MS && this.perSecond > 0) return;
    this.perSecond = ms > 0 ? ((step - this.#window.step) / ms) * 1000 : 0;
    if (ms >= WINDOW_MS) this.#window = { step, ms: 0 };
  }
}
