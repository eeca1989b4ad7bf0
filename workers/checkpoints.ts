/**
 * When a run is handed to the page as it is, so that neither a crash nor a closed tab costs more than half a minute of it.
 * The page keeps it: it outlives this worker, its device, and a browser that stores nothing.
 */
import type { BackendInfo, FromWorker } from '../src/protocol.ts';
import { soundCheckpointOf } from '../src/train/checkpoint.ts';
import type { Run } from './run.ts';

const INTERVAL_MS = 30_000;
/** A run that lasts so long is worth a place. */
const FIRST_MS = 5000;
/** A large run is handed over more seldom: the next one comes at the earliest after this many times what the last took. */
const SHARE = 50;

export class Checkpoints {
  readonly #post: (message: FromWorker, transfer: Transferable[]) => void;
  readonly #tell: (run: Run) => Promise<void>;
  #backend: BackendInfo['backend'] = 'cpu';
  #dueMs = 0;
  /** Step of the last one of this run; null while there is none. */
  #madeAt: number | null = null;
  /** The last one was made before the validation of its step. */
  #unvalidated = false;

  /**
   * `tell` reports what the page has not been told of a run yet: what is kept beside its weights is what the page knows,
   * and a run that goes on never comes by those figures again.
   */
  constructor(
    post: (message: FromWorker, transfer: Transferable[]) => void,
    tell: (run: Run) => Promise<void>,
  ) {
    this.#post = post;
    this.#tell = tell;
  }

  /** Another run begins, or one goes on that the page has as it was at this step. */
  begin(backend: BackendInfo['backend'], resumedAt: number | null): void {
    this.#backend = backend;
    this.#madeAt = resumedAt;
    this.#unvalidated = false;
    this.#dueMs = performance.now() + (resumedAt === null ? FIRST_MS : INTERVAL_MS);
  }

  async makeIfDue(run: Run): Promise<void> {
    if (performance.now() >= this.#dueMs) await this.makeIfNews(run);
  }

  /** Where steps were made since the last one. */
  async makeIfNews(run: Run): Promise<void> {
    if (run.trainer.step !== (this.#madeAt ?? 0)) await this.make(run);
  }

  /** Where the last one lacks a validation that was made since. */
  async makeIfValidated(run: Run): Promise<void> {
    if (this.#unvalidated && !run.validationDue) await this.make(run);
  }

  /** Of a run that ends, if it has been kept at all: what lasted only moments is not worth a place. */
  async makeLast(run: Run): Promise<void> {
    if (this.#madeAt !== null) await this.makeIfNews(run);
  }

  async make(run: Run): Promise<void> {
    const began = performance.now();
    const { step, experiment } = run.trainer;
    const bytes = await soundCheckpointOf(run.trainer, this.#backend);
    const now = performance.now();
    this.#dueMs = now + Math.max(INTERVAL_MS, SHARE * (now - began));
    // A model has diverged and is not halted yet: what was made before stays the last.
    if (bytes === null) return;
    await this.#tell(run);
    this.#madeAt = step;
    const { validationDue } = run;
    this.#unvalidated = validationDue;
    const state = { bytes, step, experiment, backend: this.#backend, validationDue };
    this.#post({ type: 'checkpoint', state }, [bytes.buffer]);
  }
}
