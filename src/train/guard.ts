/**
 * Watches over one model in training: keeps its last good states on the backend, where keeping one is a reference and
 * no copy (every step makes new tensors), and gives one back when the loss goes wrong. Nothing is read back for it.
 */
import * as tf from '@tensorflow/tfjs';
import { type Divergence, LossWatch, type StepFigures } from './divergence.ts';

/** All that a training step changes, as it was after a joint step. */
export interface KeptState {
  readonly step: number;
  /** Steps of the model, and updates of its optimiser. */
  readonly steps: number;
  readonly updates: number;
  readonly parameters: tf.Tensor1D; // [P]
  readonly moments: tf.Tensor1D; // [2P]
}

/** Steps between two states that are kept. */
export const KEEP_EVERY = 50;
/** The state given back is followed by so many steps that were well, if there is one. */
const PROVEN = 25;

export class Guard {
  readonly losses = new LossWatch();
  /** Oldest first; two, so that one of them is proven. */
  #kept: KeptState[] = [];
  #well = true;

  /** Before the step after joint step `step`: keeps the state where one is due. What `state` returns stays the caller's. */
  keepIfDue(step: number, state: () => KeptState): void {
    const last = this.#kept.at(-1);
    if (last !== undefined && (step < last.step + KEEP_EVERY || !this.#well)) return;
    const now = state();
    const { parameters, moments } = now;
    const cloned = { parameters: tf.clone(parameters), moments: tf.clone(moments) };
    this.#kept.push({ ...now, ...cloned });
    while (this.#kept.length > 2) release(this.#kept.shift()!);
  }

  /** Whether the step has gone wrong for good. */
  diverged(figures: StepFigures): boolean {
    const verdict = this.losses.look(figures);
    this.#well = verdict === 'well';
    return verdict === 'diverged';
  }

  /** The state to return to after the joint step `step` went wrong, whose tensors stay ours; null where none was kept. */
  good(step: number): KeptState | null {
    return this.#kept.findLast((kept) => kept.step + PROVEN < step) ?? this.#kept[0] ?? null;
  }

  /** What was kept is of other weights than those that come. */
  forget(): void {
    for (const kept of this.#kept) release(kept);
    this.#kept = [];
    this.#well = true;
    this.losses.forget();
  }
}

/** The divergence found at `figures`. */
export function divergenceAt(
  { step }: StepFigures,
  restored: number,
  losses: LossWatch,
  rate: Pick<Divergence, 'learningRate' | 'clipNorm'>,
): Divergence {
  return { step, restored, ...rate, recent: losses.recent };
}

function release({ parameters, moments }: KeptState): void {
  tf.dispose([parameters, moments]);
}
