/** Time a machine was awake: the clock may go on while it sleeps, and no rate should count that. */

/** A span this long, and so many times the usual one, was slept through. */
const LEAST_SLEEP_MS = 30_000;
const TIMES_USUAL = 20;
/** Weight of the latest span in what is usual. */
const LATEST = 0.1;

export class WakingTime {
  #usualMs: number | null = null;

  /** How much of a span, in milliseconds, to count: all of it, or what is usual where the machine slept. */
  take(spanMs: number): number {
    const usual = this.#usualMs;
    // A clock that was set back tells nothing.
    if (spanMs < 0) return usual ?? 0;
    if (usual !== null && spanMs > LEAST_SLEEP_MS && spanMs > TIMES_USUAL * usual) return usual;
    this.#usualMs = usual === null ? spanMs : usual + LATEST * (spanMs - usual);
    return spanMs;
  }
}
