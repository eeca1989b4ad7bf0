/**
 * A slider asks faster than the worker answers: one question is under way at a time, and of those that come
 * meanwhile only the last is asked.
 */
import type { Settings } from '../config/settings.ts';
import type { Preview, ToWorker } from '../protocol.ts';

export class PreviewRequests {
  readonly #post: (message: ToWorker) => void;
  readonly #show: (preview: Preview | null) => void;
  /** What was asked last and is not answered. */
  #asked: Settings | null = null;
  #next: Settings | null = null;
  /** `dragged`: answers are welcome. `released`: the last stays until the run that has its settings reports. */
  #phase: 'closed' | 'dragged' | 'released' = 'closed';

  constructor(post: (message: ToWorker) => void, show: (preview: Preview | null) => void) {
    this.#post = post;
    this.#show = show;
  }

  ask(settings: Settings): void {
    this.#phase = 'dragged';
    if (this.#asked !== null) this.#next = settings;
    else this.#send(settings);
  }

  /** The worker may answer one question several times, with a surer gap. */
  answered(preview: Preview): void {
    if (this.#phase !== 'dragged') return;
    this.#show(preview);
    this.#asked = null;
    const next = this.#next;
    this.#next = null;
    if (next !== null) this.#send(next);
  }

  /** A new run starts, with which the worker forgets what it was asked. */
  release(): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'released';
    this.#next = null;
    this.#asked = null;
  }

  /** The new run has reported. */
  endIfReleased(): void {
    if (this.#phase === 'released') this.end();
  }

  /** Nothing is shown any more, and nothing asked. */
  end(): void {
    if (this.#phase === 'closed') return;
    if (this.#phase === 'dragged') this.#post({ type: 'preview', settings: null });
    this.#phase = 'closed';
    this.#next = null;
    this.#asked = null;
    this.#show(null);
  }

  #send(settings: Settings): void {
    this.#asked = settings;
    this.#post({ type: 'preview', settings });
  }
}
