/**
 * Looks after the worker: asks it now and then whether it lives, and tells the page in its place when it does not. A
 * worker that is closed from outside says nothing, and one that is caught in a loop says nothing either.
 */
import type { FromWorker, ToWorker, WorkerFault } from '../protocol.ts';
import { recoveryText } from '../text/en/recovery.ts';
import type { WorkerPort } from './surroundings.ts';

/** A worker that runs. */
export interface Spawned {
  post(message: ToWorker, transfer: Transferable[]): void;
  end(): void;
}

export interface SupervisorSurroundings {
  /** Makes a worker. `failed` is called where its script cannot be loaded or threw outside all care. */
  readonly spawn: (
    heard: (message: FromWorker) => void,
    failed: (message: string) => void,
  ) => Spawned;
  /** Calls back every so many milliseconds, or later. */
  readonly every: (tick: () => void, intervalMs: number) => void;
  readonly nowMs: () => number;
}

const TICK_MS = 5000;
/**
 * So long nothing may come of a piece of work. A worker tells of every portion of a training step and every piece of an
 * evaluation, so that no step is too long; one portion of 32,768 rows took 2.5 s.
 */
export const STUCK_MS = 60_000;
/** Where a worker has given word so often, its silence is told sooner: after so long, or so many times its longest. */
const KNOWN_REPORTS = 10;
export const STUCK_KNOWN_MS = 30_000;
const LONGEST_TIMES = 8;
/** The same until the first report of a run, while data are made and kernels compiled. */
export const STUCK_AT_START_MS = 180_000;

export class Supervisor implements WorkerPort {
  readonly #around: SupervisorSurroundings;
  #worker: Spawned;
  #heard: (message: FromWorker) => void = () => {};
  /** Which worker is spoken of: what comes late from one before is not heard. */
  #generation = 0;
  #beats = -1;
  #silentMs = 0;
  #tickedMs: number;
  #starting = true;
  #failed = false;
  #reports = 0;
  #longestMs = 0;

  constructor(around: SupervisorSurroundings) {
    this.#around = around;
    this.#worker = this.#spawn();
    this.#tickedMs = around.nowMs();
    around.every(() => this.#tick(), TICK_MS);
  }

  listen(handler: (message: FromWorker) => void): void {
    this.#heard = handler;
  }

  post(message: ToWorker, transfer: Transferable[] = []): void {
    if (message.type === 'start' || message.type === 'resume') this.#starting = true;
    this.#worker.post(message, transfer);
  }

  /** Another worker in place of this one, which is ended whatever it does. It has to be told everything. */
  restart(): void {
    this.#worker.end();
    this.#beats = -1;
    this.#silentMs = 0;
    this.#starting = true;
    this.#failed = false;
    this.#reports = 0;
    this.#longestMs = 0;
    this.#worker = this.#spawn();
  }

  #spawn(): Spawned {
    const generation = ++this.#generation;
    return this.#around.spawn(
      (message) => {
        if (generation === this.#generation) this.#hear(message);
      },
      (message) => {
        if (generation === this.#generation) this.#fail({ kind: 'crashed', message });
      },
    );
  }

  #hear(message: FromWorker): void {
    if (message.type === 'failed') {
      this.#fail(message.fault);
      return;
    }
    if (message.type === 'alive') {
      // One that answers and gets nowhere is stuck too, unless it has nothing to do.
      if (message.beats !== this.#beats || message.resting) this.#word();
      this.#beats = message.beats;
      return;
    }
    this.#word();
    if (message.type === 'report') {
      this.#starting = false;
      this.#reports++;
    }
    this.#heard(message);
  }

  #word(): void {
    this.#longestMs = Math.max(this.#longestMs, this.#silentMs);
    this.#silentMs = 0;
  }

  get #limitMs(): number {
    if (this.#starting) return STUCK_AT_START_MS;
    if (this.#reports < KNOWN_REPORTS) return STUCK_MS;
    return Math.min(STUCK_MS, Math.max(STUCK_KNOWN_MS, LONGEST_TIMES * this.#longestMs));
  }

  #tick(): void {
    const now = this.#around.nowMs();
    // Where the machine slept, or the page's timers were held back, the worker may have been too.
    this.#silentMs += Math.min(now - this.#tickedMs, 2 * TICK_MS);
    this.#tickedMs = now;
    if (this.#failed) return;
    const limitMs = this.#limitMs;
    if (this.#silentMs > limitMs)
      this.#fail({ kind: 'silent', message: recoveryText().silent(limitMs / 1000) });
    else this.#worker.post({ type: 'ping' }, []);
  }

  /** Told once of each worker. */
  #fail(fault: WorkerFault): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#heard({ type: 'failed', fault });
  }
}
