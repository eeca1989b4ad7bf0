/** Copies of the weights for a worker that answers while this one is busy training. */
import type { ModelWeights, WeightCopies } from '../src/protocol.ts';
import type { Trainer } from '../src/train/trainer.ts';

/** While training goes on the copies are at most this old, or one training step. */
const INTERVAL_MS = 400;

/** With the copies goes what else the worker needs to know of the run. */
export class WeightFeeder<Beside extends object> {
  #port: MessagePort | null = null;
  #run: { readonly trainer: Trainer; readonly beside: Beside } | null = null;
  #wanted = false;
  #atStep: number | null = null;
  #fed: { step: number; models: readonly string[] } | null = null;
  #due = 0;

  connect(port: MessagePort): void {
    this.#port = port;
    this.#fed = null;
    this.#due = 0;
  }

  /** A run begins; `beside` null: none that the worker is for. */
  begin(trainer: Trainer, beside: Beside | null): void {
    this.#run = beside && { trainer, beside };
    this.#fed = null;
    this.#due = 0;
    this.#post({ type: 'forget' });
  }

  want(wanted: boolean, atStep: number | null = null): void {
    this.#wanted = wanted;
    this.#atStep = atStep;
    this.#due = 0;
  }

  /** What stands still is to be that of the last step, however recently weights were sent. */
  feedNow(): Promise<void> {
    this.#due = 0;
    return this.feedIfDue();
  }

  /** Sends the weights where they are wanted and others than those sent last. */
  async feedIfDue(): Promise<void> {
    const run = this.#run;
    if (run === null || !this.#wanted || performance.now() < this.#due) return;
    const { step, learners } = run.trainer;
    if (this.#atStep !== null && step < this.#atStep) return;
    const ids = learners.map(({ spec }) => spec.id);
    if (this.#fed?.step === step && this.#fed.models.join() === ids.join()) return;
    this.#atStep = null;
    const models: ModelWeights[] = [];
    for (const learner of learners) {
      const { shape, settings } = learner;
      const { sigmaCap, noiseKind, noiseAmplitude } = settings;
      models.push({
        id: learner.spec.id,
        shape,
        flat: await learner.parameters(),
        settings: { sigmaCap, noiseKind, noiseAmplitude },
      });
    }
    this.#fed = { step, models: ids };
    this.#due = performance.now() + INTERVAL_MS;
    this.#post(
      { type: 'models', step, models, ...run.beside },
      models.map(({ flat }) => flat.buffer as ArrayBuffer),
    );
  }

  #post(
    message: ({ type: 'models' } & WeightCopies & Beside) | { type: 'forget' },
    transfer: Transferable[] = [],
  ): void {
    this.#port?.postMessage(message, { transfer });
  }
}
